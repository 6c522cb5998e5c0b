package lower

import (
	"go/ast"
	"go/types"
)

// rangeString writes range over a string: over its runes as native code finds
// them, as the interpreter counts invalid bytes wrongly.
func (f *fn) rangeString(s *ast.RangeStmt, label string) {
	e := f.local("e")
	x := f.dyn("Runes") + "(" + f.to(s.X, types.Typ[types.String]) + ")"
	f.labelLine(s, label)
	f.ln(s, "for _, %s := range %s {", e, x)
	f.rangeVars(s, [2]string{e + ".Index", e + ".Rune"}, [2]types.Type{types.Typ[types.Int], types.Typ[types.Rune]})
	f.iteration(s, label)
}
