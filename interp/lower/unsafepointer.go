package lower

import (
	"go/ast"
	"go/types"
)

// checkUnsafe refuses a conversion that makes an unsafe pointer of one to an interface
// of the program. What such an interface holds is no pointer to the value.
func (f *fn) checkUnsafe(e *ast.CallExpr, t types.Type) {
	b, ok := t.Underlying().(*types.Basic)
	if !ok || b.Kind() != types.UnsafePointer || f.source[f.pkg.Types] == nil {
		return
	}
	p, ok := f.typeOf(e.Args[0]).Underlying().(*types.Pointer)
	if ok && types.IsInterface(p.Elem()) && !isEmptyInterface(p.Elem()) && !f.nativeInterface(p.Elem()) {
		f.refuse(e.Pos(), "interpreted code holds what is in an interface otherwise than compiled code: put what looks into it with package unsafe into a package marked //mrepl:native")
	}
}
