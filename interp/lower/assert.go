package lower

import (
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
func (f *fn) assertOK(x string, t types.Type) string {
	if !types.IsInterface(t) {
		return f.commaOK(t) + "(" + x + ")"
	}
	code := f.typ(t)
	name := f.helper("implements", f.faceVar(t), func(name string) {
		conv := "x"
		if f.nativeInterface(t) {
			conv = f.toNative(t) + "(x)"
		}
		f.unit.funcs.ln(token.NoPos, "func %s(x any) (%s, bool) { if %s(%s, x) { return %s, true }; return nil, false }",
			name, code, f.dyn("Implements"), f.faceVar(t), conv)
	})
	return name + "(" + x + ")"
}

// assertion returns a function that takes a t out of an interface value.
func (l *Lowerer) assertion(t types.Type) string {
	code := l.typ(t)
	return l.helper("as", l.typeVar(t), func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x any) %s { var v %s; %s(%s, x, &v); return v }", name, code, code, l.dyn("Into"), l.typeVar(t))
	})
}

// assertionFrom is assertion for an interface value of a static type, which the
// panic of one that fails names.
func (l *Lowerer) assertionFrom(from, t types.Type) string {
	if isEmptyInterface(from) {
		return l.assertion(t)
	}
	code, face := l.typ(t), dyn.TypeName(from)
	return l.helper("asFrom", face+" "+l.typeVar(t), func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x any) %s { var v %s; %s(%q, %s, x, &v); return v }", name, code, code, l.dyn("IntoFrom"), face, l.typeVar(t))
	})
}

// commaOK returns a function that takes a t out of an interface value and
// reports whether it was one.
func (l *Lowerer) commaOK(t types.Type) string {
	code := l.typ(t)
	return l.helper("ok", l.typeVar(t), func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x any) (%s, bool) { var v %s; ok := %s(%s, x, &v); return v, ok }", name, code, code, l.dyn("IntoOK"), l.typeVar(t))
	})
}
