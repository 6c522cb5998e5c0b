package lower

import (
	"go/ast"
	"go/types"
	"slices"
)

// params declares the parameters of a function, and returns how they are
// written and the lines that set up those that must be held by pointer.
func (f *fn) params(recv, list *ast.FieldList, captured []string) (params, prologue []string) {
	params = captured
	add := func(field *ast.Field, ident *ast.Ident) {
		t := f.typeOf(field.Type)
		text := f.typ(t)
		if e, ok := field.Type.(*ast.Ellipsis); ok {
			t = types.NewSlice(f.typeOf(e.Elt))
			text = "..." + f.typ(f.typeOf(e.Elt))
		}
		if ident == nil || ident.Name == "_" {
			params = append(params, f.local("p")+" "+text)
			return
		}
		obj := f.pkg.Info.Defs[ident]
		v := f.declare(obj)
		if v.kind != pointerVar {
			params = append(params, v.name+" "+text)
			return
		}
		in := f.local(ident.Name + "_in")
		params = append(params, in+" "+text)
		prologue = append(prologue, v.name+" := new("+f.typ(t)+")", "*"+v.name+" = "+in)
	}
	for _, l := range []*ast.FieldList{recv, list} {
		if l == nil {
			continue
		}
		for _, field := range l.List {
			if len(field.Names) == 0 {
				add(field, nil)
			}
			for _, ident := range field.Names {
				add(field, ident)
			}
		}
	}
	return params, prologue
}

// withReceiver returns a signature with the receiver as its first parameter.
func withReceiver(sig *types.Signature) *types.Signature {
	if sig.Recv() == nil {
		return sig
	}
	list := append([]*types.Var{sig.Recv()}, slices.Collect(sig.Params().Variables())...)
	return types.NewSignatureType(nil, nil, nil, types.NewTuple(list...), sig.Results(), sig.Variadic())
}

// written writes the parameters and results of a declared function, the receiver
// first.
func (f *fn) written(sig *types.Signature, recv *ast.FieldList) string {
	if recv == nil {
		return f.signature(sig)
	}
	return prepend(f.typ(f.typeOf(recv.List[0].Type)), f.signature(sig))
}
