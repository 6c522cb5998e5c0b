package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// to writes an expression converted to a type, as assigning it would.
func (f *fn) to(e ast.Expr, t types.Type) string {
	if f.isNil(e) {
		return f.nilOf(t)
	}
	if code, ok := f.asWriter(e, t); ok {
		return code
	}
	return f.convert(f.expr(e), f.typeOf(e), t)
}

// conversion writes T(x).
func (f *fn) conversion(e *ast.CallExpr, t types.Type) string {
	arg := e.Args[0]
	if types.IsInterface(t) {
		return f.to(arg, t)
	}
	if f.isNil(arg) {
		return f.nilOf(t)
	}
	if f.recursive(t) && f.recursive(f.typeOf(arg)) {
		return f.expr(arg)
	}
	f.checkUnsafe(e, t)
	return f.cast(t, f.under(arg))
}

// cast writes a conversion. Only types that need it stand in parentheses: the
// interpreter goes wrong on others that do.
func (l *Lowerer) cast(t types.Type, code string) string {
	if l.recursive(t) {
		return l.fold(code, t)
	}
	if l.definedByExchanged(t) && code != "nil" {
		return l.exchange(code, l.typ(t.Underlying()), l.typ(t))
	}
	text := l.typ(t)
	if text[0] == '*' || text[0] == '<' || strings.HasPrefix(text, "chan") || openFunc(text) {
		text = "(" + text + ")"
	}
	return text + "(" + bare(code) + ")"
}

// openFunc reports whether what a type is written as is a func, or ends in one, so that
// parentheses behind it would be those of its results.
func openFunc(text string) bool {
	depth := 0
	for i, c := range text {
		switch {
		case c == '[':
			depth++
		case c == ']':
			depth--
		case depth == 0 && !strings.ContainsRune("map*", c): // behind lists, maps and pointers
			return strings.HasPrefix(text[i:], "func(")
		}
	}
	return false
}

// convert writes the conversion of a value to another type, as assignments,
// calls and returns do it implicitly.
func (l *Lowerer) convert(code string, from, to types.Type) string {
	if code == "nil" || isNil(from) {
		return l.nilOf(to)
	}
	if !types.IsInterface(to) {
		if types.Identical(from, to) || l.recursive(from) && l.recursive(to) {
			return code
		}
		return l.cast(to, l.unfold(code, from))
	}
	native := l.nativeInterface(to)
	switch {
	case !types.IsInterface(from):
		return l.toInterface(code, from, to, native)
	case native && l.nativeInterface(from):
		return code
	case native:
		return l.toNative(to) + "(" + code + ")"
	case l.nativeInterface(from):
		return l.dyn("Lift") + "(" + code + ")"
	}
	return code
}

// toInterface converts a value of a concrete type to an interface.
func (l *Lowerer) toInterface(code string, from, to types.Type, native bool) string {
	if !l.interpreted(from) {
		if native {
			return code
		}
		if p, ok := from.Underlying().(*types.Pointer); ok && l.nativeInterface(p.Elem()) {
			l.faceVar(p.Elem()) // a target of errors.As, perhaps
		}
		return l.plain(code, from)
	}
	boxed := l.dyn("Box") + "(" + l.typeVar(from) + ", " + code + ")"
	if native {
		return l.toNative(to) + "(" + boxed + ")"
	}
	return boxed
}

// plain makes an any of a value of a native type.
func (l *Lowerer) plain(code string, t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsString == 0 && u.Info()&types.IsBoolean == 0 {
			return l.cast(t, code)
		}
	case *types.Signature:
		return l.dyn("Any") + "(" + code + ")"
	}
	return code
}

func (f *fn) isNil(e ast.Expr) bool { return f.pkg.Info.Types[e].IsNil() }

// nilOf writes nil as a value of a type.
func (l *Lowerer) nilOf(t types.Type) string {
	if types.IsInterface(t) {
		if l.nativeInterface(t) {
			return l.toNative(t) + "(nil)"
		}
		return l.dyn("Nil") + "()"
	}
	if l.recursive(t) {
		return l.dyn("Nil") + "()"
	}
	return l.cast(t, "nil")
}

// isNil reports whether a type is that of nil.
func isNil(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return ok && b.Kind() == types.UntypedNil
}

var anyType = types.Universe.Lookup("any").Type()
