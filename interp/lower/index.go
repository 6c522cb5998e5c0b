package lower

import (
	"go/ast"
	"go/types"
)

// index writes x[i].
func (f *fn) index(e *ast.IndexExpr) string {
	tx := f.typeOf(e.X)
	if _, ok := tx.Underlying().(*types.Signature); ok {
		return f.genericValue(e)
	}
	if m, ok := tx.Underlying().(*types.Map); ok {
		return f.under(e.X) + "[" + bare(f.to(e.Index, m.Key())) + "]"
	}
	return f.under(e.X) + "[" + bare(f.expr(e.Index)) + "]"
}

// slice writes x[i:j:k].
func (f *fn) slice(e *ast.SliceExpr) string {
	part := func(x ast.Expr) string {
		if x == nil {
			return ""
		}
		return bare(f.expr(x))
	}
	code := f.under(e.X) + "[" + part(e.Low) + ":" + part(e.High)
	if e.Slice3 {
		code += ":" + part(e.Max)
	}
	return f.fold(code+"]", f.typeOf(e))
}
