package lower

import (
	"go/ast"
	"go/types"

	"github.com/mrepl/mrepl/interp/dyn"
)

// reflection says what a function does with what it gets as any.
type reflection int

const (
	noReflection reflection = iota
	ofFields                // it looks into it, for the methods in unseen and else for fields
	ofMethods               // it calls methods by their names, as templates do
	ofNames                 // as ofFields, but it needs the name of the type too
	ofEncoder               // it is an encoder of coders
	ofDecoder               // it is a decoder of coders
)

// rawArgs says what a function does with what it gets as any.
func (f *fn) rawArgs(fun ast.Expr) reflection {
	var obj types.Object
	switch fun := fun.(type) {
	case *ast.Ident:
		obj = f.pkg.Info.Uses[fun]
	case *ast.SelectorExpr:
		obj = f.pkg.Info.Uses[fun.Sel]
	}
	fn, ok := obj.(*types.Func)
	if !ok || fn.Pkg() == nil || f.ours(fn) {
		return noReflection
	}
	path := fn.Pkg().Path()
	switch name := f.coder(fn); {
	case name == "":
	case fn.Name() == "Unmarshal" || fn.Name() == "Decode":
		return ofDecoder
	default:
		return ofEncoder
	}
	if path == "text/template" || path == "html/template" {
		return ofMethods
	}
	if dyn.NamesElements(path, fn.FullName()) {
		return ofNames
	}
	if dyn.LooksInside(path) {
		return ofFields
	}
	return noReflection
}

// unseen are the methods that native code looks for with reflection in the
// values it is given and in what they hold.
var unseen = []string{"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText", "MarshalYAML", "UnmarshalYAML", "MarshalXML", "UnmarshalXML", "Scan", "Value", "GobEncode", "GobDecode"}

// reflected refuses to hand a value to reflection when it holds a type whose
// methods would be looked for and not seen.
func (f *fn) reflected(arg ast.Expr, t types.Type, raw reflection) {
	seen := map[types.Type]bool{}
	var visit func(t types.Type) (types.Type, string)
	visit = func(t types.Type) (types.Type, string) {
		if seen[t] || !f.interpreted(t) || types.IsInterface(t) {
			return nil, ""
		}
		seen[t] = true
		if n, ok := types.Unalias(t).(*types.Named); ok {
			set := types.NewMethodSet(types.NewPointer(n))
			if raw == ofMethods && set.Len() > 0 && f.ours(set.At(0).Obj()) {
				return t, set.At(0).Obj().Name()
			}
			for _, name := range unseen {
				if sel := set.Lookup(n.Obj().Pkg(), name); sel != nil && f.ours(sel.Obj()) {
					return t, name
				}
			}
		}
		for _, inner := range components(t) {
			if bad, name := visit(inner); bad != nil {
				return bad, name
			}
		}
		return nil, ""
	}
	if bad, name := visit(t); bad != nil {
		f.refuse(arg.Pos(), "compiled code looks into this value with reflection, which does not see the method %s of %s; put that type into a package marked //mrepl:native", name, types.TypeString(bad, types.RelativeTo(f.pkg.Types)))
	}
}

// components returns the types directly inside a type.
func components(t types.Type) []types.Type {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return []types.Type{u.Elem()}
	case *types.Slice:
		return []types.Type{u.Elem()}
	case *types.Array:
		return []types.Type{u.Elem()}
	case *types.Map:
		return []types.Type{u.Key(), u.Elem()}
	case *types.Struct:
		var out []types.Type
		for i := range u.NumFields() {
			out = append(out, u.Field(i).Type())
		}
		return out
	}
	return nil
}
