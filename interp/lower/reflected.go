package lower

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
)

// reflectedCall writes a question to a reflect.Type or a reflect.Value which that cannot
// answer for interpreted types.
func (f *fn) reflectedCall(e *ast.CallExpr, fun ast.Expr) (string, bool) {
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok || f.pkg.Info.Selections[sel] == nil {
		return "", false
	}
	name := sel.Sel.Name
	switch ofReflect(f.typeOf(sel.X)) {
	case "Type":
		switch name {
		case "String":
			if code, ok := f.nameOfType(sel.X); ok {
				return code, true
			}
		case "Elem":
			return f.elemOfFace(sel.X)
		}
		if !slices.Contains([]string{"Name", "PkgPath", "String", "Field", "FieldByName", "NumMethod", "Method", "MethodByName", "Implements"}, name) {
			return "", false
		}
	case "Value":
		switch name {
		case "Field", "FieldByName", "NumMethod", "Method", "MethodByName":
			name = "Value" + name
		case "Interface":
		default:
			return "", false
		}
	default:
		return "", false
	}
	args := []string{f.expr(sel.X)}
	for i, arg := range e.Args {
		args = append(args, f.to(arg, f.typeOf(sel).(*types.Signature).Params().At(i).Type()))
	}
	return f.host("Reflect") + "()." + name + "(" + strings.Join(args, ", ") + ")", true
}

// elemOfFace writes the type of an interface of interpreted code from what comes before
// Elem in reflect.TypeOf((*I)(nil)).Elem().
func (f *fn) elemOfFace(e ast.Expr) (string, bool) {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return "", false
	}
	if obj := f.calledFunc(ast.Unparen(call.Fun)); obj == nil || obj.FullName() != "reflect.TypeOf" {
		return "", false
	}
	p, ok := f.typeOf(call.Args[0]).Underlying().(*types.Pointer)
	if !ok {
		return "", false
	}
	return f.reflectedFace(p.Elem())
}

// reflectedFace writes the reflect.Type of an interface of interpreted code that has
// methods.
func (l *Lowerer) reflectedFace(t types.Type) (string, bool) {
	face, ok := t.Underlying().(*types.Interface)
	if !ok || face.NumMethods() == 0 || l.nativeInterface(t) {
		return "", false
	}
	return l.host("Reflect") + "().Face(" + l.faceVar(t) + ")", true
}

// ofReflect returns the name of a type of package reflect, "" for any other.
func ofReflect(t types.Type) string {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != "reflect" {
		return ""
	}
	return n.Obj().Name()
}

// nameOfType writes the name of the type that an expression gives, if that is a
// call of reflect.TypeOf or reflect.TypeFor.
func (f *fn) nameOfType(e ast.Expr) (string, bool) {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return "", false
	}
	obj := f.calledFunc(ast.Unparen(call.Fun))
	if obj == nil {
		return "", false
	}
	switch obj.FullName() {
	case "reflect.TypeOf":
		if t := f.typeOf(call.Args[0]); types.IsInterface(t) && !f.nativeInterface(t) || f.interpreted(t) {
			return f.dyn("TypeOf") + "(" + f.to(call.Args[0], anyType) + ")", true
		}
	case "reflect.TypeFor":
		id := typeForName(call.Fun)
		if id == nil {
			return "", false
		}
		if args := f.typeArgs(f.pkg.Info.Instances[id]); len(args) == 1 && f.interpreted(args[0]) {
			return strconv.Quote(dyn.RuntimeName(args[0])), true
		}
	}
	return "", false
}

// typeForName returns the identifier TypeFor of reflect.TypeFor[T].
func typeForName(fun ast.Expr) *ast.Ident {
	if index, ok := ast.Unparen(fun).(*ast.IndexExpr); ok {
		fun = index.X
	}
	switch fun := ast.Unparen(fun).(type) {
	case *ast.SelectorExpr:
		return fun.Sel
	case *ast.Ident:
		return fun
	}
	return nil
}
