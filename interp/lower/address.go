package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// unary writes an operator with one operand.
func (f *fn) unary(e *ast.UnaryExpr) string {
	switch e.Op {
	case token.AND:
		return f.address(e)
	case token.ARROW:
		return "(<-" + f.under(e.X) + ")"
	}
	if b, ok := f.typeOf(e).Underlying().(*types.Basic); ok && e.Op == token.SUB && b.Info()&types.IsFloat != 0 {
		return "(" + f.cast(f.typeOf(e), "-1.0") + " * " + f.expr(e.X) + ")" // the interpreter subtracts from 0, which loses the sign of 0
	}
	return "(" + e.Op.String() + f.expr(e.X) + ")"
}

// address writes &x.
func (f *fn) address(e *ast.UnaryExpr) string {
	x := ast.Unparen(e.X)
	if lit, ok := x.(*ast.CompositeLit); ok {
		return "(&" + f.composite(lit, f.typeOf(lit)) + ")"
	}
	if star, ok := x.(*ast.StarExpr); ok {
		return f.notNil(f.typeOf(star.X)) + "(" + f.expr(star.X) + ")"
	}
	if i, ok := x.(*ast.IndexExpr); ok {
		if array, ok := f.arrayPointer(i.X); ok {
			return "(&(" + array + "[:])[" + f.expr(i.Index) + "])"
		}
	}
	code := addressOf(f.expr(x))
	if code[0] == '&' {
		code = "(" + code + ")"
	}
	return code
}

// notNil returns the function that returns a pointer of that type as it is, and panics where it is nil, as &*p does.
func (l *Lowerer) notNil(t types.Type) string {
	code := l.typ(t)
	return l.helper("notnil", code, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(p %s) %s { if p == nil { %s() }; return p }", name, code, code, l.dyn("NilDereference"))
	})
}

// arrayPointer writes a pointer to the array that x is or points to, when it
// is reached through a pointer: the interpreter takes the address of an element only
// through a slice then.
func (f *fn) arrayPointer(x ast.Expr) (string, bool) {
	t := f.typeOf(x).Underlying()
	if p, ok := t.(*types.Pointer); ok {
		_, ok := p.Elem().Underlying().(*types.Array)
		return f.expr(x), ok
	}
	if _, ok := t.(*types.Array); !ok {
		return "", false
	}
	inner, ok := strings.CutPrefix(f.expr(x), "(*")
	return strings.TrimSuffix(inner, ")"), ok && isIdent(strings.TrimSuffix(inner, ")"))
}

// addressOf writes &code, and the pointer itself where code follows one.
func addressOf(code string) string {
	if inner, ok := strings.CutPrefix(code, "(*"); ok && strings.HasSuffix(inner, ")") && isIdent(inner[:len(inner)-1]) {
		return inner[:len(inner)-1]
	}
	return "&" + code
}
