package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// assignParallel writes a, b = x, y through variables of their own, so that
// every operand is evaluated before anything is assigned.
func (f *fn) assignParallel(s *ast.AssignStmt) {
	define := s.Tok == token.DEFINE
	if define && f.definesAll(s.Lhs) { // which no operand can see
		for i, lhs := range s.Lhs {
			f.assignOne(lhs, lhs, s.Rhs[i], true)
		}
		return
	}
	targets := f.targets(s.Lhs, define)
	temps := make([]string, len(s.Rhs))
	for i, rhs := range s.Rhs {
		t := f.typeOf(rhs)
		if obj, ok := f.defined(s.Lhs[i], define); ok {
			t = f.subst.apply(obj.Type())
		} else if id, ok := s.Lhs[i].(*ast.Ident); !ok || id.Name != "_" {
			t = f.typeOf(s.Lhs[i])
		}
		if isNil(t) {
			continue
		}
		temps[i] = f.local("t")
		f.ln(s, "var %s %s = %s", temps[i], f.typ(t), f.to(rhs, t))
	}
	for i, lhs := range s.Lhs {
		if obj, ok := f.defined(lhs, define); ok {
			f.define(lhs, obj, f.subst.apply(obj.Type()), temps[i])
		} else if targets[i] != "_" {
			f.ln(s, "%s = %s", targets[i], temps[i])
		} else if temps[i] != "" {
			f.ln(s, "_ = %s", temps[i])
		}
	}
}

// definesAll reports whether := defines all that stands on its left side.
func (f *fn) definesAll(lhs []ast.Expr) bool {
	for _, e := range lhs {
		if _, ok := f.defined(e, true); !ok {
			return false
		}
	}
	return true
}

// targets evaluates the operands of the left sides of an assignment, and
// returns what to assign to later; "" for a variable that is defined.
func (f *fn) targets(lhs []ast.Expr, define bool) []string {
	out := make([]string, len(lhs))
	for i, e := range lhs {
		if _, ok := f.defined(e, define); !ok {
			out[i] = f.operands(e)
		}
	}
	return out
}

// operands evaluates the operands of an assignment's left side now, and
// returns what to assign to later.
func (f *fn) operands(lhs ast.Expr) string {
	hold := func(e ast.Expr, t types.Type) string {
		name := f.local("op")
		f.ln(lhs, "var %s %s = %s", name, f.underType(t), f.unfold(f.to(e, t), t))
		return name
	}
	switch e := ast.Unparen(lhs).(type) {
	case *ast.StarExpr:
		return "*" + hold(e.X, f.typeOf(e.X))
	case *ast.SelectorExpr:
		sel := f.pkg.Info.Selections[e]
		if _, ok := f.typeOf(e.X).Underlying().(*types.Pointer); ok && sel != nil {
			code, _ := f.steps(hold(e.X, f.typeOf(e.X)), f.typeOf(e.X), sel.Index())
			return code
		}
		if sel != nil {
			code := f.operands(e.X)
			if code[0] == '*' {
				code = "(" + code + ")"
			}
			code, _ = f.steps(code, f.typeOf(e.X), sel.Index())
			return code
		}
	case *ast.IndexExpr:
		var x string
		switch u := f.typeOf(e.X).Underlying().(type) {
		case *types.Array:
			if x = f.operands(e.X); x[0] == '*' {
				x = "(" + x + ")"
			}
		case *types.Map:
			return hold(e.X, f.typeOf(e.X)) + "[" + hold(e.Index, u.Key()) + "]"
		default:
			x = hold(e.X, f.typeOf(e.X))
		}
		if tv := f.pkg.Info.Types[e.Index]; tv.Value != nil {
			return x + "[" + f.expr(e.Index) + "]"
		}
		return x + "[" + hold(e.Index, f.typeOf(e.Index)) + "]"
	}
	return f.target(lhs)
}
