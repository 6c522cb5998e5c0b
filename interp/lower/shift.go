package lower

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"
)

// shifted writes the left operand of a shift, with its type: to the interpreter
// a bare constant has that of the right one.
func (f *fn) shifted(e ast.Expr) string {
	code := f.expr(e)
	if f.pkg.Info.Types[e].Value != nil && !strings.HasSuffix(code, ")") {
		code = f.cast(f.typeOf(e), code)
	}
	return code
}

// shiftCount writes the right operand of a shift. The interpreter takes a negative
// one for a large one, so that those that may be negative are looked at.
func (f *fn) shiftCount(e ast.Expr) string {
	if v := f.pkg.Info.Types[e].Value; v != nil {
		return "uint(" + constant.ToInt(v).ExactString() + ")"
	}
	t := f.typeOf(e)
	if b, ok := t.Underlying().(*types.Basic); !ok || b.Info()&types.IsUnsigned != 0 || f.natural(e) {
		return f.expr(e)
	}
	code := f.typ(t)
	return f.helper("count", code, func(name string) {
		f.unit.funcs.ln(token.NoPos, "func %s(n %s) uint { if n < 0 { panic(%s(%q)) }; return uint(n) }", name, code, f.host("RuntimeError"), "negative shift amount")
	}) + fmt.Sprintf("(%s)", f.expr(e))
}

// natural reports whether an integer is known not to be negative.
func (f *fn) natural(e ast.Expr) bool {
	e = ast.Unparen(e)
	if v := f.pkg.Info.Types[e].Value; v != nil {
		return constant.Sign(v) >= 0
	}
	switch e := e.(type) {
	case *ast.Ident:
		return f.counters[f.pkg.Info.Uses[e]]
	case *ast.BinaryExpr:
		switch e.Op {
		case token.AND:
			return f.natural(e.X) || f.natural(e.Y)
		case token.REM, token.QUO, token.SHR:
			return f.natural(e.X)
		}
	case *ast.CallExpr:
		id, ok := ast.Unparen(e.Fun).(*ast.Ident)
		return ok && (id.Name == "len" || id.Name == "cap") && f.pkg.Info.Types[id].IsBuiltin()
	}
	return false
}

// counts notes that a variable only counts up from 0 or more in a loop, unless the
// body does something else with it.
func (f *fn) counts(e ast.Expr, body *ast.BlockStmt) {
	id, ok := e.(*ast.Ident)
	if !ok {
		return
	}
	if obj := f.pkg.Info.Defs[id]; obj != nil && !f.changes(body, obj) {
		f.counters[obj] = true
	}
}

// rangesUp reports whether the key of a range statement counts up from 0.
func (f *fn) rangesUp(s *ast.RangeStmt) bool {
	switch f.typeOf(s.X).Underlying().(type) {
	case *types.Basic, *types.Slice, *types.Array, *types.Pointer:
		return s.Key != nil && s.Tok == token.DEFINE
	}
	return false
}

// countsFrom does the same for a loop for i := n; ...; i++.
func (f *fn) countsFrom(s *ast.ForStmt) {
	init, ok := s.Init.(*ast.AssignStmt)
	post, up := s.Post.(*ast.IncDecStmt)
	if !ok || !up || len(init.Lhs) != 1 || post.Tok != token.INC || !f.natural(init.Rhs[0]) {
		return
	}
	if types.Identical(f.typeOf(init.Lhs[0]), types.Typ[types.Int]) { // others overflow sooner
		f.counts(init.Lhs[0], s.Body)
	}
}

// changes reports whether statements may assign to a variable.
func (f *fn) changes(body ast.Node, obj types.Object) (found bool) {
	is := func(e ast.Expr) bool {
		if e == nil {
			return false
		}
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && f.pkg.Info.Uses[id] == obj
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				found = found || is(e)
			}
		case *ast.IncDecStmt:
			found = found || is(n.X)
		case *ast.UnaryExpr:
			found = found || n.Op == token.AND && is(n.X)
		case *ast.RangeStmt:
			found = found || is(n.Key) || is(n.Value)
		case *ast.SelectorExpr:
			found = found || is(n.X) // a method may change it
		}
		return !found
	})
	return found
}
