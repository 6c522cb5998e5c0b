package lower

import (
	"go/token"
	"go/types"
)

// dropped returns a function that gives zero for whatever it is given: a blank field never
// has another value, so that structs can be compared as they are.
func (l *Lowerer) dropped(t types.Type) string {
	code := l.typ(t)
	return l.helper("dropped", code, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x %s) %s { var zero %s; return zero }", name, code, code, code)
	})
}
