package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// equality writes == and !=. Interface values are compared at run time by what
// they hold.
func (f *fn) equality(e *ast.BinaryExpr) string {
	x, y := e.X, e.Y
	tx, ty := f.typeOf(x), f.typeOf(y)
	if _, ok := tx.Underlying().(*types.Chan); ok && !f.isNil(x) && !f.isNil(y) && !types.IsInterface(ty) {
		return f.not(e.Op) + f.dyn("Same") + "(" + f.expr(x) + ", " + f.expr(y) + ")"
	}
	if f.recursive(tx) && !f.isNil(x) && !f.isNil(y) {
		return f.not(e.Op) + f.equal(f.expr(x), f.expr(y))
	}
	if f.isNil(x) || f.isNil(y) || !types.IsInterface(tx) && !types.IsInterface(ty) {
		return "(" + f.operand(x, e.Op, false, f.expr(x)) + " " + e.Op.String() + " " + f.operand(y, e.Op, true, f.comparand(y, tx)) + ")"
	}
	return f.not(e.Op) + f.equal(f.to(x, anyType), f.to(y, anyType))
}

// not negates an equality for !=.
func (f *fn) not(op token.Token) string {
	if op == token.NEQ {
		return "!"
	}
	return ""
}

func (l *Lowerer) equal(x, y string) string { return l.dyn("Eq") + "(" + x + ", " + y + ")" }
