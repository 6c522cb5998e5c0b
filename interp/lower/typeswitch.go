package lower

import (
	"go/ast"
	"go/types"
)

// typeSwitch writes a type switch as conditions on the dynamic type.
func (f *fn) typeSwitch(s *ast.TypeSwitchStmt, label string) {
	f.ln(s, "{")
	defer f.out.ln(s.End(), "}")
	if s.Init != nil {
		f.stmt(s.Init)
	}
	var x ast.Expr
	switch a := s.Assign.(type) {
	case *ast.AssignStmt:
		x = a.Rhs[0].(*ast.TypeAssertExpr).X
	case *ast.ExprStmt:
		x = a.X.(*ast.TypeAssertExpr).X
	}
	value := f.local("x")
	f.ln(s, "var %s any = %s", value, f.to(x, anyType))
	f.ln(s, "_ = %s", value)
	f.labelLine(s, label)
	f.ln(s, "switch {")
	f.enterSwitch(label)
	defer f.leave()
	for _, clause := range defaultLast(s.Body.List) {
		f.typeClause(clause.(*ast.CaseClause), value, f.typeOf(x))
	}
	f.out.ln(s.Body.Rbrace, "}")
}

// typeClause writes a clause of a type switch on value, which xt is the static type
// of.
func (f *fn) typeClause(clause *ast.CaseClause, value string, xt types.Type) {
	f.caseLine(clause, len(clause.List), func(i int) string {
		if f.isNil(clause.List[i]) {
			return "(" + value + " == nil)"
		}
		return f.isType(value, f.typeOf(clause.List[i]))
	})
	if obj := f.pkg.Info.Implicits[clause]; obj != nil {
		t := f.subst.apply(obj.Type())
		var code string
		switch {
		case len(clause.List) != 1 || f.isNil(clause.List[0]):
			t = xt
			code = f.convert(value, anyType, t)
		case types.IsInterface(t):
			code = f.convert(value, anyType, t)
		default:
			code = f.assertion(t) + "(" + value + ")"
		}
		f.define(clause, obj, t, code)
		f.ln(clause, "_ = %s", f.names[obj].name)
	}
	f.clause(clause.Body)
}

// isType writes the condition that a value's dynamic type is, or implements, t.
func (f *fn) isType(value string, t types.Type) string {
	if types.IsInterface(t) {
		return f.dyn("Implements") + "(" + f.faceVar(t) + ", " + value + ")"
	}
	return f.dyn("Is") + "(" + f.typeVar(t) + ", " + value + ")"
}
