package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// extreme writes min and max.
func (f *fn) extreme(e *ast.CallExpr, which string) string {
	t := f.typeOf(e)
	code := f.typ(t)
	name := f.helper(which, code, func(name string) {
		op, nan := "<", ""
		if which == "max" {
			op = ">"
		}
		if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsFloat != 0 {
			nan = "if a != a { return a }; if b != b { return b }; if a == 0 && b == 0 { return " + f.zeroExtreme(which, code) + " }; "
		}
		f.unit.funcs.ln(token.NoPos, "func %s(a, b %s) %s { %sif b %s a { return b }; return a }", name, code, code, nan, op)
	})
	args := f.each(e.Args, t)
	out := args[0]
	for _, arg := range args[1:] {
		out = fmt.Sprintf("%s(%s, %s)", name, out, arg)
	}
	return out
}

// zeroExtreme writes min and max of two zeros, which may differ in sign.
func (f *fn) zeroExtreme(which, code string) string {
	fn := "Min"
	if which == "max" {
		fn = "Max"
	}
	return fmt.Sprintf("%s(%s.%s(float64(a), float64(b)))", code, f.native("math"), fn)
}
