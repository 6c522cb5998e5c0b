package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// ln adds a line, which comes from n.
func (f *fn) ln(n ast.Node, format string, args ...any) { f.out.ln(n.Pos(), format, args...) }

// stmts lowers statements.
func (f *fn) stmts(list []ast.Stmt) {
	for _, s := range list {
		f.stmt(s)
	}
}

// stmt lowers a statement.
func (f *fn) stmt(s ast.Stmt) {
	label := f.label
	f.label = ""
	defer func(outer token.Pos) { f.at = outer }(f.at)
	f.at = s.Pos()
	switch s := s.(type) {
	case *ast.EmptyStmt:
	case *ast.ExprStmt:
		f.exprStmt(s)
	case *ast.AssignStmt:
		f.assign(s)
	case *ast.DeclStmt:
		f.decl(s.Decl.(*ast.GenDecl))
	case *ast.IncDecStmt:
		op := "+="
		if s.Tok == token.DEC {
			op = "-="
		}
		f.ln(s, "%s %s 1", f.target(s.X), op)
	case *ast.ReturnStmt:
		f.returns(s)
	case *ast.BlockStmt:
		f.block(s)
	case *ast.IfStmt:
		f.ifElse(s)
	case *ast.ForStmt:
		f.forLoop(s, label)
	case *ast.RangeStmt:
		f.rangeLoop(s, label)
	case *ast.SwitchStmt:
		f.switches(s, label)
	case *ast.TypeSwitchStmt:
		f.typeSwitch(s, label)
	case *ast.SelectStmt:
		f.selects(s, label)
	case *ast.LabeledStmt:
		f.labeled(s)
	case *ast.BranchStmt:
		f.branch(s)
	case *ast.GoStmt:
		f.goes(s)
	case *ast.DeferStmt:
		f.deferCall(s)
	case *ast.SendStmt:
		ch := f.typeOf(s.Chan).Underlying().(*types.Chan)
		f.ln(s, "%s <- %s", f.under(s.Chan), bare(f.to(s.Value, ch.Elem())))
	default:
		f.refuse(s.Pos(), "this statement (%T) is not supported yet", s)
	}
}

// block writes a block.
func (f *fn) block(s *ast.BlockStmt) {
	f.ln(s, "{")
	f.stmts(s.List)
	f.out.ln(s.Rbrace, "}")
}

// exprStmt writes a call or receive whose results are dropped.
func (f *fn) exprStmt(s *ast.ExprStmt) {
	code := f.expr(s.X)
	if u, ok := ast.Unparen(s.X).(*ast.UnaryExpr); ok && u.Op == token.ARROW {
		code = "<-" + f.expr(u.X)
	}
	f.ln(s, "%s", code)
}

// isBuiltin reports whether an expression is a call of a builtin function, whose
// value the interpreter always returns as the first.
func (f *fn) isBuiltin(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && f.pkg.Info.Types[ast.Unparen(call.Fun)].IsBuiltin()
}
