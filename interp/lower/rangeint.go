package lower

import (
	"go/ast"
	"go/types"
)

// rangeInt writes range over an integer: a loop that counts with a variable
// that the body cannot reach.
func (f *fn) rangeInt(s *ast.RangeStmt, label string) {
	t := f.typeOf(s.X)
	if b, ok := t.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
		t = types.Typ[types.Int]
		if s.Key != nil {
			t = f.typeOf(s.Key)
		}
	}
	f.rangeTimes(s, label, t, f.to(s.X, t))
}

// rangeTimes writes a loop that counts to times in type t.
func (f *fn) rangeTimes(s *ast.RangeStmt, label string, t types.Type, times string) {
	code, n, i := f.typ(t), f.local("n"), f.local("i")
	f.ln(s, "{")
	f.ln(s, "var %s %s = %s", n, code, times)
	f.ln(s, "var %s %s", i, code)
	f.labelLine(s, label)
	f.ln(s, "for ; %s < %s; %s++ {", i, n, i)
	f.rangeVars(s, [2]string{i, "_"}, [2]types.Type{t, nil})
	f.iteration(s, label)
	f.out.ln(s.Body.Rbrace, "}")
}
