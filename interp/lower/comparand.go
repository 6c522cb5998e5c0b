package lower

import (
	"go/ast"
	"go/types"
)

// comparand writes the right operand of == and !=. The interpreter does not compare an
// array or a struct of a defined type with one of a type without a name.
func (f *fn) comparand(e ast.Expr, with types.Type) string {
	switch t := f.typeOf(e); t.Underlying().(type) {
	case *types.Array, *types.Struct:
		if !types.Identical(t, with) {
			return f.cast(with, f.expr(e))
		}
	}
	return f.expr(e)
}
