package lower

import (
	"go/ast"
	"go/types"
)

// rangeArrayPointer writes range over a pointer to an array, which may be nil
// as long as no element is asked for.
func (f *fn) rangeArrayPointer(s *ast.RangeStmt, label string, array *types.Array) {
	p, i := f.local("p"), f.local("i")
	f.ln(s, "{")
	f.ln(s, "var %s %s = %s", p, f.typ(f.typeOf(s.X)), f.expr(s.X))
	f.ln(s, "_ = %s", p)
	f.ln(s, "var %s int", i)
	f.labelLine(s, label)
	f.ln(s, "for ; %s < %d; %s++ {", i, array.Len(), i)
	values := [2]string{i, "_"}
	if v := f.rangeTemp(s.Value); v != "_" {
		f.ln(s, "var %s %s = (*%s)[%s]", v, f.typ(array.Elem()), p, i)
		values[1] = v
	}
	f.rangeVars(s, values, [2]types.Type{types.Typ[types.Int], array.Elem()})
	f.iteration(s, label)
	f.out.ln(s.Body.Rbrace, "}")
}
