package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// appendTo writes append.
func (f *fn) appendTo(e *ast.CallExpr) string {
	t := f.typeOf(e)
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		f.refuse(e.Pos(), "this append is not supported yet")
		return "nil"
	}
	first := f.unfold(f.to(e.Args[0], t), t)
	if first == "nil" {
		first = f.cast(t, "nil")
	}
	out := []string{first}
	for i, arg := range e.Args[1:] {
		if e.Ellipsis.IsValid() && i == len(e.Args)-2 {
			if f.isNil(arg) {
				continue
			}
			code := f.under(arg)
			if b, ok := f.typeOf(arg).Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
				code = "[]byte(" + code + ")"
			}
			out = append(out, code+"...")
			continue
		}
		code := f.to(arg, s.Elem())
		if len(out) > 1 && addressable(arg) {
			code = f.copied(s.Elem()) + "(" + code + ")"
		}
		out = append(out, code)
	}
	if len(out) == 1 {
		return f.fold(first, t)
	}
	return f.fold("append("+strings.Join(out, ", ")+")", t)
}

// addressable reports whether an expression may be an element of what is written to.
func addressable(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.IndexExpr, *ast.StarExpr:
		return true
	case *ast.SelectorExpr:
		return addressable(e.X)
	}
	return false
}

// copied returns a function that returns a copy of its argument: the interpreter
// reads the elements of an append one by one, while it writes.
func (l *Lowerer) copied(t types.Type) string {
	code := l.typ(t)
	return l.helper("copied", code, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x %s) %s { return x }", name, code, code)
	})
}
