package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// assignTuple writes a, b = f() and the forms with a second value that says ok.
func (f *fn) assignTuple(s ast.Node, lhs []ast.Expr, rhs ast.Expr, define bool) {
	targets := f.targets(lhs, define)
	code, from := f.tuple(rhs)
	temps := make([]string, len(lhs))
	direct := make([]bool, len(lhs))
	for i, e := range lhs {
		temps[i] = "_"
		if obj, ok := f.defined(e, define); ok && f.holds(obj, from[i]) {
			temps[i], direct[i] = f.declare(obj).name, true
			f.ln(s, "var %s %s", temps[i], f.typ(from[i]))
			continue
		}
		if id, ok := e.(*ast.Ident); !ok || id.Name != "_" {
			temps[i] = f.local("t")
			f.ln(s, "var %s %s", temps[i], f.typ(from[i]))
		}
	}
	if strings.Join(temps, "") == strings.Repeat("_", len(temps)) { // which alone would not be evaluated
		temps[0] = f.local("t")
		f.ln(s, "var %s %s", temps[0], f.typ(from[0]))
		f.ln(s, "%s = %s", strings.Join(temps, ", "), code)
		return
	}
	f.ln(s, "%s = %s", strings.Join(temps, ", "), code)
	for i, e := range lhs {
		if temps[i] == "_" || direct[i] {
			continue
		}
		if obj, ok := f.defined(e, define); ok {
			t := f.subst.apply(obj.Type())
			f.define(s, obj, t, f.convert(temps[i], from[i], t))
			continue
		}
		f.ln(s, "%s = %s", targets[i], f.convert(temps[i], from[i], f.typeOf(e)))
	}
}

// tuple writes an expression with several values, and returns their types.
func (f *fn) tuple(e ast.Expr) (string, []types.Type) {
	e = ast.Unparen(e)
	boolean := types.Typ[types.Bool]
	switch e := e.(type) {
	case *ast.TypeAssertExpr:
		t := f.typeOf(e.Type)
		return f.assertOK(f.to(e.X, anyType), t), []types.Type{t, boolean}
	case *ast.IndexExpr:
		if m, ok := f.typeOf(e.X).Underlying().(*types.Map); ok {
			return f.under(e.X) + "[" + f.to(e.Index, m.Key()) + "]", []types.Type{m.Elem(), boolean}
		}
	case *ast.UnaryExpr:
		if e.Op == token.ARROW {
			elem := f.typeOf(e.X).Underlying().(*types.Chan).Elem()
			return f.received(f.typeOf(e.X), elem) + "(" + f.under(e.X) + ")", []types.Type{elem, boolean}
		}
	}
	tuple, ok := f.typeOf(e).(*types.Tuple)
	if !ok {
		f.refuse(e.Pos(), "this assignment is not supported yet")
		return "nil", nil
	}
	out := make([]types.Type, tuple.Len())
	for i := range out {
		out[i] = tuple.At(i).Type()
	}
	return f.expr(e), out
}

// received returns a function that receives a value and whether the channel is
// open. The interpreter confuses the two with its own variables where the
// first is dropped.
func (l *Lowerer) received(channel, elem types.Type) string {
	code, value := l.underType(channel), l.typ(elem)
	return l.helper("recv", code, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(ch %s) (%s, bool) { var v %s; ok := %s(ch, &v); return v, ok }", name, code, value, value, l.dyn("Received"))
	})
}
