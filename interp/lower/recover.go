package lower

import (
	"go/ast"
	"go/types"

	"github.com/mrepl/mrepl/interp/load"
)

// recovers reports whether the body of a declared function calls recover itself.
func (l *Lowerer) recovers(m *types.Func) bool {
	d, ok := l.decls[m.Origin()]
	return ok && d.decl.Body != nil && callsRecover(d.pkg, d.decl.Body)
}

// callsRecover reports whether a body calls recover itself.
func callsRecover(pkg *load.Package, body *ast.BlockStmt) (found bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = found || isRecover(pkg, n)
		}
		return !found
	})
	return found
}

// isRecover reports whether a call is one of recover.
func isRecover(pkg *load.Package, call *ast.CallExpr) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return false
	}
	b, ok := pkg.Info.Uses[id].(*types.Builtin)
	return ok && b.Name() == "recover"
}

// passing writes what a function does first that only passes a call on to m.
func (l *Lowerer) passing(m *types.Func) string {
	if !l.recovers(m) {
		return ""
	}
	return l.dyn("Pass") + "(); "
}

// passingTo is passing for a function literal.
func (f *fn) passingTo(body *ast.BlockStmt) string {
	if !callsRecover(f.pkg, body) {
		return ""
	}
	return f.dyn("Pass") + "(); "
}
