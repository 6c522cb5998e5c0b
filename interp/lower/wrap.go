package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// wrappedSignature is the signature of the function that wrapped makes.
func (f *fn) wrappedSignature(call *ast.CallExpr) *types.Signature {
	var list []types.Type
	for _, arg := range call.Args {
		if tv := f.pkg.Info.Types[arg]; !tv.IsType() && tv.Value == nil && !tv.IsNil() {
			list = append(list, types.Default(f.typeOf(arg)))
		}
	}
	return types.NewSignatureType(nil, nil, nil, params(list...), nil, false)
}

// wrapped puts a call that cannot be deferred, or made in a goroutine, as it
// is into a function of its own: conversions, builtins and calls that are lowered
// specially. Their operands are evaluated now.
func (f *fn) wrapped(call *ast.CallExpr) (callee, []string) {
	var params, args []string
	inner := *call
	inner.Args = nil
	names := map[types.Object]variable{}
	for i, arg := range call.Args {
		if tv := f.pkg.Info.Types[arg]; tv.IsType() || tv.Value != nil || tv.IsNil() {
			inner.Args = append(inner.Args, arg)
			continue
		}
		t := types.Default(f.typeOf(arg))
		name := fmt.Sprintf("a%d", i)
		params = append(params, name+" "+f.typ(t))
		args = append(args, f.to(arg, t))
		id := ast.NewIdent(name)
		obj := types.NewVar(arg.Pos(), f.pkg.Types, name, t)
		id.NamePos = arg.Pos()
		names[obj] = variable{name: name}
		f.pkg.Info.Uses[id] = obj
		f.pkg.Info.Types[id] = types.TypeAndValue{Type: t}
		inner.Args = append(inner.Args, id)
	}
	f.pkg.Info.Types[&inner] = f.pkg.Info.Types[call]
	child, name := f.literal(types.NewSignatureType(nil, nil, nil, nil, nil, false))
	child.names = names
	child.stmt(&ast.ExprStmt{X: &inner})
	outer, captured := child.captures()
	f.unit.funcs.ln(call.Pos(), "func %s(%s) {", name, strings.Join(append(outer, params...), ", "))
	f.unit.funcs.append(child.out)
	f.unit.funcs.ln(call.End(), "}")
	return callee{code: name, recv: captured, held: typesOf(outer), fixed: true}, args
}
