package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// A variable that has its final value when it is declared can be handed to a function
// literal itself: it need not be allocated, nor be followed by pointer. In a program
// whose functions can be replaced every captured variable is handed over by pointer, as
// the literal may be replaced by one that sets it.

// findChanges finds the variables that a function declares, and says of each whether it
// changes it after that.
func (f *fn) findChanges(root ast.Node) {
	if f.live || len(f.gotos) > 0 {
		return
	}
	info := f.pkg.Info
	f.changed = map[types.Object]bool{}
	change := func(e ast.Expr) {
		if e == nil {
			return
		}
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			f.changed[info.Uses[id]] = true
		}
	}
	declare := func(obj types.Object) {
		if v, ok := obj.(*types.Var); ok && !f.changed[v] {
			f.changed[v] = false
		}
	}
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			declare(info.Defs[n])
		case *ast.CaseClause:
			declare(info.Implicits[n])
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				change(e)
			}
		case *ast.IncDecStmt:
			change(n.X)
		case *ast.RangeStmt:
			change(n.Key)
			change(n.Value)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				change(n.X)
			}
		case *ast.SelectorExpr:
			if s := info.Selections[n]; s != nil && s.Kind() == types.MethodVal { // which may take its address
				if _, ok := f.typeOf(n.X).Underlying().(*types.Pointer); !ok && !types.IsInterface(f.typeOf(n.X)) {
					change(n.X)
				}
			}
		case *ast.FuncType:
			if n.Results != nil {
				for _, field := range n.Results.List {
					for _, id := range field.Names {
						f.changed[info.Defs[id]] = true
					}
				}
			}
		}
		return true
	})
}

// fixed reports whether a variable is captured by its value.
func (f *fn) fixed(obj types.Object) bool {
	if changed, known := f.changed[obj]; changed || !known {
		return false
	}
	switch f.subst.apply(obj.Type()).Underlying().(type) {
	case *types.Basic, *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Interface:
		return true
	}
	return false
}
