package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// assign writes =, := and op=.
func (f *fn) assign(s *ast.AssignStmt) {
	switch {
	case s.Tok != token.ASSIGN && s.Tok != token.DEFINE:
		f.opAssign(s)
	case len(s.Rhs) == 1 && len(s.Lhs) > 1:
		f.assignTuple(s, s.Lhs, s.Rhs[0], s.Tok == token.DEFINE)
	case len(s.Lhs) == 1:
		f.assignOne(s, s.Lhs[0], s.Rhs[0], s.Tok == token.DEFINE)
	default:
		f.assignParallel(s)
	}
}

// assignOne writes the assignment of one value to one variable, or its definition.
func (f *fn) assignOne(s ast.Node, lhs, rhs ast.Expr, define bool) {
	if obj, ok := f.defined(lhs, define); ok {
		t := f.subst.apply(obj.Type())
		value := f.to(rhs, t)
		f.define(s, obj, t, value)
		return
	}
	if id, ok := lhs.(*ast.Ident); ok && id.Name == "_" {
		f.blank(s, rhs)
		return
	}
	t := f.typeOf(lhs)
	value := f.to(rhs, t)
	if i, ok := ast.Unparen(lhs).(*ast.IndexExpr); ok {
		if m, ok := f.typeOf(i.X).Underlying().(*types.Map); ok {
			value = f.intoMap(rhs, m.Elem(), value)
		}
	}
	if f.mayLook(rhs) {
		temp := f.local("t")
		f.ln(s, "var %s %s = %s", temp, f.typ(t), value)
		value = temp
	} else if _, ok := ast.Unparen(rhs).(*ast.CallExpr); ok {
		value = f.stored(t, value)
	}
	if f.settable(lhs) && f.computed(rhs) {
		value = bare(value)
	}
	f.ln(s, "%s = %s", f.target(lhs), value)
}

// mayLook reports whether an expression is a call of a function that may look at
// the variable that the call is assigned to, when that is its result already.
func (f *fn) mayLook(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	fun := ast.Unparen(call.Fun)
	if tv := f.pkg.Info.Types[fun]; tv.IsType() || tv.IsBuiltin() {
		return false
	}
	obj := f.calledFunc(fun)
	if obj == nil {
		return true
	}
	d, ok := f.decls[obj.Origin()]
	if !ok || d.decl.Body == nil {
		return f.ours(obj)
	}
	n, _ := countDefers(d.decl.Body)
	return n > 0
}

// opAssign writes x op= y.
func (f *fn) opAssign(s *ast.AssignStmt) {
	target := f.target
	if hasCall(s.Rhs[0]) { // which may change what the left side is found by
		target = f.operands
	}
	right := f.expr
	if s.Tok == token.SHL_ASSIGN || s.Tok == token.SHR_ASSIGN {
		right = f.shiftCount
	}
	f.ln(s, "%s %s %s", target(s.Lhs[0]), s.Tok, bare(right(s.Rhs[0])))
}

// target writes the left side of an assignment.
func (f *fn) target(e ast.Expr) string {
	e = ast.Unparen(e)
	if id, ok := e.(*ast.Ident); ok {
		if id.Name == "_" {
			return "_"
		}
		if obj := f.pkg.Info.ObjectOf(id); obj != nil {
			if v, ok := f.lookup(obj); ok && v.kind == pointerVar {
				return "*" + v.name
			}
		}
	}
	if star, ok := e.(*ast.StarExpr); ok {
		return "*" + f.under(star.X)
	}
	if p, ok := f.nativePointer(e); ok {
		return "*" + p
	}
	return f.expr(e)
}
