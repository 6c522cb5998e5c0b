package lower

import (
	"go/ast"
	"go/types"
)

// isField reports whether a function that is called is in a field of a struct.
func (f *fn) isField(fun ast.Expr) bool {
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	s := f.pkg.Info.Selections[sel]
	return s != nil && s.Kind() == types.FieldVal
}

// listed writes the arguments of a call of a function that is in a field: the interpreter looks
// for a parameter for each of them, and has one for a variadic list.
func (f *fn) listed(args []string, sig *types.Signature) []string {
	n := sig.Params().Len()
	if !sig.Variadic() || len(args) <= n {
		return args
	}
	return append(args[:n-1:n-1], f.packed(args[n-1:], sig.Params().At(n-1).Type())+"...")
}
