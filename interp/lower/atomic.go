package lower

import (
	"go/ast"
	"go/types"
)

// atomicValue writes a call that puts something into an atomic.Value, of which it is looked
// first whether it is of the type of what is there: to the interpreter values of all types of
// the program are boxes.
func (f *fn) atomicValue(e *ast.CallExpr, fun ast.Expr, method *types.Func) (string, bool) {
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok || f.pkg.Info.Selections[sel] == nil || f.pkg.Info.Selections[sel].Kind() != types.MethodVal {
		return "", false
	}
	value := f.expr(sel.X)
	if _, pointer := f.typeOf(sel.X).Underlying().(*types.Pointer); !pointer {
		value = "&" + value
	}
	return f.dyn("Atomic"+method.Name()) + "(" + value + ", " + f.to(e.Args[0], anyType) + ")", true
}
