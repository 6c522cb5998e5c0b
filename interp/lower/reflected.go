package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// Interpreted code has a package reflect of its own, in which values know their types of
// the program. A reflect.Type is that of the standard library: what a compiled one
// cannot answer about one of the program is asked of a function.

// askedOfType are the methods of reflect.Type that are functions, by their names there.
var askedOfType = map[string]string{
	"Implements":    "Implements",
	"AssignableTo":  "AssignableTo",
	"ConvertibleTo": "ConvertibleTo",
	"Method":        "TypeMethod",
	"MethodByName":  "TypeMethodByName",
	"Methods":       "TypeMethods",
}

// reflectedCall writes a question to a reflect.Type that a compiled one cannot answer.
func (f *fn) reflectedCall(e *ast.CallExpr, fun ast.Expr) (string, bool) {
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok || f.pkg.Info.Selections[sel] == nil || ofReflect(f.typeOf(sel.X)) != "Type" {
		return "", false
	}
	name, ok := askedOfType[sel.Sel.Name]
	if !ok {
		return "", false
	}
	args := append([]string{f.expr(sel.X)}, f.args(e, f.typeOf(sel).(*types.Signature), reflection{})...)
	return f.native("reflect") + "." + name + "(" + strings.Join(args, ", ") + ")", true
}

// ofReflect returns the name of a type of package reflect, "" for any other.
func ofReflect(t types.Type) string {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != "reflect" {
		return ""
	}
	return n.Obj().Name()
}

// reflects has the types that package reflect may get from others be known at run time
// from now on, with their methods: code is lowered that uses it.
func (l *Lowerer) reflects() {
	if l.reflecting {
		return
	}
	l.reflecting = true
	l.undo = append(l.undo, func() { l.reflecting = false })
	known, _ := l.table.All()
	for _, t := range known {
		l.later(func() { l.reflectable(t) })
	}
}

// reflectable has what reflection can get from a value of type t be known, beside its
// parts: pointers to it, and what its functions and methods take and return.
func (l *Lowerer) reflectable(t types.Type) {
	if !l.interpreted(t) {
		return
	}
	var got []types.Type
	if n, ok := types.Unalias(t).(*types.Named); ok && !types.IsInterface(n) {
		got = append(got, types.NewPointer(n))
	}
	switch u := t.Underlying().(type) {
	case *types.Chan:
		got = append(got, u.Elem())
	case *types.Signature:
		got = append(got, passed(u)...)
	}
	for sel := range types.NewMethodSet(t).Methods() {
		if sel.Obj().Exported() {
			got = append(got, passed(sel.Type().(*types.Signature))...)
		}
	}
	for _, t := range got {
		if l.interpreted(t) && !types.IsInterface(t) {
			l.later(func() { l.typeVar(t) })
		}
	}
}

// passed returns the types of the parameters and results of a function.
func passed(sig *types.Signature) []types.Type {
	var out []types.Type
	for v := range sig.Params().Variables() {
		out = append(out, v.Type())
	}
	for v := range sig.Results().Variables() {
		out = append(out, v.Type())
	}
	return out
}
