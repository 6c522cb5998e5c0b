package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// An expression with an operator is written in parentheses, so that it can stand
// anywhere. To the interpreter they are a step of their own, and keep it from putting
// the value where it is wanted at once. So they are taken away where they are not needed.

// bare returns code without parentheses around the whole of it. Those around a receive
// stay: without them the interpreter puts the value into the place of the variable
// that it is assigned to, which cannot be set any more.
func bare(code string) string {
	if !strings.HasPrefix(code, "(") || strings.HasPrefix(code, "(<-") || closing(code) != len(code)-1 {
		return code
	}
	return code[1 : len(code)-1]
}

// bareHead is bare for the condition of a statement, in which a composite literal
// needs them.
func bareHead(code string) string {
	if strings.Contains(code, "{") {
		return code
	}
	return bare(code)
}

// closing returns where the parenthesis is closed that code begins with.
func closing(code string) int {
	depth := 0
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		case '"', '\'', '`':
			for i++; i < len(code) && code[i] != c; i++ {
				if code[i] == '\\' && c != '`' {
					i++
				}
			}
		}
	}
	return -1
}

// operand writes an operand of an operator; right says on which side it stands.
func (f *fn) operand(e ast.Expr, op token.Token, right bool, code string) string {
	if f.pkg.Info.Types[e].Value != nil {
		return code
	}
	x, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok {
		if strings.HasPrefix(code, "(*") {
			return bare(code)
		}
		return code
	}
	if x.Op.Precedence() > op.Precedence() || x.Op.Precedence() == op.Precedence() && !right {
		return bare(code)
	}
	return code
}

// settable reports whether e is a variable that holds a basic value itself, so that
// an operation may be made to store what it computes in it.
func (f *fn) settable(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	if v, ok := f.lookup(f.pkg.Info.ObjectOf(id)); ok && v.kind == pointerVar {
		return false
	}
	_, ok = f.typeOf(e).Underlying().(*types.Basic)
	return ok
}

// computed reports whether e is an operation of two basic values: its own last step
// stores the value.
func (f *fn) computed(e ast.Expr) bool {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || f.pkg.Info.Types[e].Value != nil {
		return false
	}
	_, x := f.typeOf(b.X).Underlying().(*types.Basic)
	_, y := f.typeOf(b.Y).Underlying().(*types.Basic)
	return x && y && !f.isNil(b.X) && !f.isNil(b.Y)
}
