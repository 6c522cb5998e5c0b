package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// clear writes clear of a map or slice.
func (f *fn) clear(e *ast.CallExpr) string {
	t := f.typeOf(e.Args[0])
	code := f.typ(t)
	name := f.helper("clear", code, func(name string) {
		switch u := t.Underlying().(type) {
		case *types.Map:
			f.unit.funcs.ln(token.NoPos, "func %s(m %s) { %s(m) }", name, code, f.host("ClearMap"))
		case *types.Slice:
			f.unit.funcs.ln(token.NoPos, "func %s(s %s) { for i := 0; i < len(s); i++ { var z %s; s[i] = z } }", name, code, f.typ(u.Elem()))
		}
	})
	return name + "(" + f.expr(e.Args[0]) + ")"
}
