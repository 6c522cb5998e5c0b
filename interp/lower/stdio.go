package lower

import (
	"go/ast"
	"go/types"
)

// Redirect has os.Stdout and os.Stderr, where their names are among files, not be
// files of the process. As writers they are what the host returns; as files they are
// opened, by the function, when the program mentions them.
func (l *Lowerer) Redirect(files map[string]func() error) { l.files = files }

// isStream returns the name of the variable in package os that an expression
// names, if that is redirected.
func (f *fn) isStream(e ast.Expr) string {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return ""
	}
	obj, ok := f.pkg.Info.Uses[id].(*types.Var)
	if !ok || obj.IsField() || obj.Pkg() == nil || obj.Pkg().Path() != "os" || f.files[obj.Name()] == nil {
		return ""
	}
	return obj.Name()
}

// streamMethods are the methods that the host's streams have.
var streamMethods = map[string]bool{"Write": true, "WriteString": true, "Sync": true}

// asWriter writes os.Stdout and os.Stderr where an interface wants no more than
// writing.
func (f *fn) asWriter(e ast.Expr, t types.Type) (string, bool) {
	face, ok := t.Underlying().(*types.Interface)
	if !ok || face.NumMethods() == 0 {
		return "", false
	}
	name := f.isStream(e)
	if name == "" {
		return "", false
	}
	for i := range face.NumMethods() {
		if !streamMethods[face.Method(i).Name()] {
			return "", false
		}
	}
	return f.host(name) + "()", true
}

// streamCall writes os.Stdout.Write and the like.
func (f *fn) streamCall(e *ast.CallExpr, fun ast.Expr) (string, bool) {
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok || !streamMethods[sel.Sel.Name] {
		return "", false
	}
	name := f.isStream(sel.X)
	if _, tuple := f.spread(e); name == "" || tuple {
		return "", false
	}
	c := callee{code: f.host(name) + "()." + sel.Sel.Name}
	return c.call(f.args(e, f.typeOf(fun).Underlying().(*types.Signature), reflection{})), true
}

// openStream makes the file of a stream that is mentioned as one.
func (f *fn) openStream(obj *types.Var) {
	if obj.Pkg() == nil || obj.Pkg().Path() != "os" || obj.IsField() {
		return
	}
	if open := f.files[obj.Name()]; open != nil {
		if err := open(); err != nil {
			f.refuse(f.at, "os.%s cannot be had as a file: %v", obj.Name(), err)
		}
	}
}
