package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// The interpreter takes a variable of a compiled package for a constant: it computes
// with the value from before the program began. So such a variable is read, and set,
// through a pointer.

// compiledVar writes a variable of a compiled package.
func (f *fn) compiledVar(obj *types.Var) string {
	if types.IsInterface(obj.Type()) || !spelled(obj.Type()) || f.files[obj.Name()] != nil && obj.Pkg().Path() == "os" {
		return f.object(obj)
	}
	return "(*" + f.compiledPointer(obj) + ")"
}

// spelled reports whether the program could write the type of a variable of another
// package.
func spelled(t types.Type) (ok bool) {
	ok = true
	walkNamed(t, func(n *types.Named) { ok = ok && (n.Obj().Pkg() == nil || n.Obj().Exported()) })
	return ok
}

// nativePointer writes a pointer to the variable of a compiled package that an
// expression names.
func (f *fn) nativePointer(e ast.Expr) (string, bool) {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok || f.pkg.Info.Selections[sel] != nil {
		return "", false
	}
	obj, ok := f.pkg.Info.Uses[sel.Sel].(*types.Var)
	if !ok || f.ours(obj) {
		return "", false
	}
	f.known(e.Pos(), obj)
	return f.compiledPointer(obj), true
}

// compiledPointer returns the name of a pointer to a variable of a compiled package.
func (f *fn) compiledPointer(obj *types.Var) string {
	t := f.typ(obj.Type())
	return f.helper("native", obj.Pkg().Path()+"."+obj.Name(), func(name string) {
		f.unit.types.ln(token.NoPos, "var %s *%s", name, t)
		f.unit.binds.ln(token.NoPos, "%s(%q, %q, &%s)", f.host("Variable"), obj.Pkg().Path(), obj.Name(), name)
	})
}
