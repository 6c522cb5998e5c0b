package lower

import (
	"go/ast"
	"go/types"
)

// isTaken reports whether the interpreter takes an argument that is one of a variadic list
// of any for the list itself: one whose type is []any. It does not of an interface value.
func (f *fn) isTaken(arg ast.Expr, elem types.Type) bool {
	list, ok := types.Unalias(f.typeOf(arg)).(*types.Slice)
	return ok && f.typ(elem) == "any" && f.typ(list.Elem()) == "any" && !f.interpreted(list)
}
