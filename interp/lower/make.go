package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// makeValue writes make.
func (f *fn) makeValue(e *ast.CallExpr) string {
	t := f.typeOf(e.Args[0])
	out := []string{f.underType(t)}
	for _, arg := range e.Args[1:] {
		out = append(out, "int("+bare(f.expr(arg))+")")
	}
	ch, ok := t.Underlying().(*types.Chan)
	oneWay := ok && ch.Dir() != types.SendRecv
	if oneWay { // reflect makes none
		out[0] = f.typ(types.NewChan(types.SendRecv, ch.Elem()))
	}
	made := "make(" + strings.Join(out, ", ") + ")"
	if ok { // which tells later where it was made
		made = f.place(e, made)
	}
	if oneWay {
		return f.cast(t, made)
	}
	return f.fold(made, t)
}

// newValue writes new(T), and new(x) of Go 1.26.
func (f *fn) newValue(e *ast.CallExpr) string {
	if f.pkg.Info.Types[e.Args[0]].IsType() {
		return "new(" + f.typ(f.typeOf(e.Args[0])) + ")"
	}
	t := f.typeOf(e).(*types.Pointer).Elem()
	code := f.typ(t)
	name := f.helper("newOf", code, func(name string) {
		f.unit.funcs.ln(token.NoPos, "func %s(x %s) *%s { p := new(%s); *p = x; return p }", name, code, code, code)
	})
	return name + "(" + f.to(e.Args[0], t) + ")"
}
