package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"github.com/mrepl/mrepl/interp/dyn"
)

// assert writes x.(T).
func (f *fn) assert(e *ast.TypeAssertExpr) string {
	t := f.typeOf(e.Type)
	x := f.to(e.X, anyType)
	if !types.IsInterface(t) {
		return f.assertionFrom(f.typeOf(e.X), t) + "(" + x + ")"
	}
	code := f.dyn("Assert") + "(" + f.faceVar(t) + ", " + x + ")"
	if f.nativeInterface(t) {
		return f.toNative(t) + "(" + code + ")"
	}
	return code
}

// assertOK writes the two values of x.(T).
func (l *Lowerer) assertOK(x string, t types.Type) string {
	if !types.IsInterface(t) {
		return l.commaOK(t) + "(" + x + ")"
	}
	code := l.typ(t)
	name := l.helper("implements", l.faceVar(t), func(name string) {
		conv := "x"
		if l.nativeInterface(t) {
			conv = l.toNative(t) + "(x)"
		}
		l.unit.funcs.ln(token.NoPos, "func %s(x any) (%s, bool) { if %s(%s, x) { return %s, true }; return nil, false }",
			name, code, l.dyn("Implements"), l.faceVar(t), conv)
	})
	return name + "(" + x + ")"
}

// assertion returns a function that takes a t out of an interface value.
func (l *Lowerer) assertion(t types.Type) string {
	return l.helper("as", l.typeVar(t), func(name string) {
		l.asserting(name, t, fmt.Sprintf("%s(%s, x, &v)", l.dyn("Into"), l.typeVar(t)))
	})
}

// assertionFrom is assertion for an interface value of a static type, which the
// panic of one that fails names.
func (l *Lowerer) assertionFrom(from, t types.Type) string {
	if isEmptyInterface(from) {
		return l.assertion(t)
	}
	face := dyn.RuntimeName(from)
	return l.helper("asFrom", face+" "+l.typeVar(t), func(name string) {
		l.asserting(name, t, fmt.Sprintf("%s(%q, %s, x, &v)", l.dyn("IntoFrom"), face, l.typeVar(t)))
	})
}

// asserting writes a function that takes a t out of an interface value. If it is
// not obvious that the value is one, into does it, or panics.
func (l *Lowerer) asserting(name string, t types.Type, into string) {
	code := l.typ(t)
	obvious := ""
	if l.tellsApart(t) {
		id, _ := l.identity(t)
		obvious = fmt.Sprintf("b, k := %s(x); if k == %d { return b.(%s) }; ", l.host("Case"), id, code)
	}
	l.unit.funcs.ln(token.NoPos, "func %s(x any) %s { %svar v %s; %s; return v }", name, code, obvious, code, into)
}

// commaOK returns a function that takes a t out of an interface value and
// reports whether it was one.
func (l *Lowerer) commaOK(t types.Type) string {
	code := l.typ(t)
	return l.helper("ok", l.typeVar(t), func(name string) {
		obvious, no := "", ""
		if l.tellsApart(t) {
			id, _ := l.identity(t)
			obvious = fmt.Sprintf("b, k := %s(x); if k == %d { return b.(%s), true }; ", l.host("Case"), id, code)
			no = "if k >= 0 { return v, false }; "
		}
		l.unit.funcs.ln(token.NoPos, "func %s(x any) (%s, bool) { %svar v %s; %sok := %s(%s, x, &v); return v, ok }",
			name, code, obvious, code, no, l.dyn("IntoOK"), l.typeVar(t))
	})
}
