package lower

import "go/ast"

// expr writes the value of an expression, of its own type.
func (f *fn) expr(e ast.Expr) string {
	if tv := f.pkg.Info.Types[e]; tv.Value != nil {
		return f.constant(tv.Value, f.typeOf(e))
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return f.expr(e.X)
	case *ast.Ident:
		return f.ident(e)
	case *ast.SelectorExpr:
		return f.selector(e)
	case *ast.CallExpr:
		return f.call(e)
	case *ast.FuncLit:
		return f.closure(e)
	case *ast.CompositeLit:
		return f.composite(e, f.typeOf(e))
	case *ast.StarExpr:
		return "(*" + f.under(e.X) + ")"
	case *ast.UnaryExpr:
		return f.unary(e)
	case *ast.BinaryExpr:
		return f.binary(e)
	case *ast.IndexExpr:
		return f.index(e)
	case *ast.IndexListExpr:
		return f.genericValue(e)
	case *ast.SliceExpr:
		return f.slice(e)
	case *ast.TypeAssertExpr:
		return f.assert(e)
	}
	f.refuse(e.Pos(), "this expression (%T) is not supported yet", e)
	return "nil"
}
