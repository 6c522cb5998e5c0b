package lower

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
)

// binary writes an operator with two operands.
func (f *fn) binary(e *ast.BinaryExpr) string {
	switch e.Op {
	case token.LAND, token.LOR:
		x, y := f.operandOf(e.X, f.operand(e.X, e.Op, false, f.cond(e.X))), f.operand(e.Y, e.Op, true, f.cond(e.Y))
		return "(" + x + " " + e.Op.String() + " " + y + ")"
	case token.EQL, token.NEQ:
		return f.equality(e)
	case token.SHL, token.SHR:
		return "(" + f.shifted(e.X) + " " + e.Op.String() + " " + f.shiftCount(e.Y) + ")"
	}
	return f.operation(e)
}

// operation writes an operator with two operands that are what they are.
func (f *fn) operation(e *ast.BinaryExpr) string {
	return "(" + f.operand(e.X, e.Op, false, f.expr(e.X)) + " " + e.Op.String() + " " + f.operand(e.Y, e.Op, true, f.expr(e.Y)) + ")"
}

// cond writes a condition. The interpreter fails where one is constant, so
// that is read from a variable.
func (f *fn) cond(e ast.Expr) string {
	v := f.pkg.Info.Types[e].Value
	if v == nil {
		return f.expr(e)
	}
	return f.constantBool(constant.BoolVal(v))
}

// constantBool returns a variable with that value.
func (l *Lowerer) constantBool(v bool) string {
	return l.helper("const", fmt.Sprint(v), func(name string) {
		l.unit.types.ln(token.NoPos, "var %s bool", name)
		l.unit.binds.ln(token.NoPos, "%s = %v", name, v)
	})
}

// operandOf writes code, which is the value of e, as the left operand of && or
// ||: the interpreter must not begin one with a composite literal.
func (f *fn) operandOf(e ast.Expr, code string) string {
	if !hasLiteral(e) {
		return code
	}
	return "(" + f.constantBool(true) + " && " + code + ")"
}

// hasLiteral reports whether an expression has a composite literal in it.
func hasLiteral(e ast.Expr) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		_, ok := n.(*ast.CompositeLit)
		found = found || ok
		return !found
	})
	return found
}
