package lower

import (
	"go/ast"
	"go/types"
)

// special lowers the functions of native packages that need to know the types
// of interpreted values.
func (f *fn) special(e *ast.CallExpr, fun ast.Expr) (string, bool) {
	obj := f.calledFunc(fun)
	if obj == nil || obj.Pkg() == nil || f.ours(obj) {
		return "", false
	}
	if code, ok := f.statesCall(e, fun, obj); ok {
		return code, true
	}
	if code, ok := f.streamCall(e, fun); ok {
		return code, true
	}
	if code, ok := f.reflectedCall(e, fun); ok {
		return code, true
	}
	switch obj.FullName() {
	case "(*sync/atomic.Value).Store", "(*sync/atomic.Value).Swap":
		return f.atomicValue(e, fun, obj)
	case "errors.As":
		return f.errorsAs(e)
	case "flag.TextVar", "(*flag.FlagSet).TextVar":
		return f.flagVar(e, fun, "TextVar")
	case "flag.Var", "(*flag.FlagSet).Var":
		return f.flagVar(e, fun, "FlagVar")
	case "(log/slog.Value).Kind":
		return f.valueMethod(e, fun, f.dyn("LogKind"))
	case "(log/slog.Value).Resolve":
		return f.valueMethod(e, fun, f.dyn("LogResolve"))
	case "flag.Int":
		return f.knownFlag(e)
	case "(*runtime.Func).FileLine":
		return f.fileLine(e, fun)
	case "(reflect.Value).Pointer":
		return f.valueMethod(e, fun, f.host("Pointer")) // which tells functions apart
	case "(reflect.Value).UnsafePointer":
		return f.valueMethod(e, fun, f.host("UnsafePointer"))
	}
	return "", false
}

// isSpecial reports whether special lowers the call.
func (f *fn) isSpecial(e *ast.CallExpr, fun ast.Expr) bool {
	errs := len(f.unit.errs)
	_, ok := f.special(e, fun)
	f.unit.errs = f.unit.errs[:errs] // whoever lowers the call finds them again
	return ok
}

// calledFunc returns the declared function that fun names, or nil.
func (f *fn) calledFunc(fun ast.Expr) *types.Func {
	switch fun := fun.(type) {
	case *ast.Ident:
		obj, _ := f.pkg.Info.Uses[fun].(*types.Func)
		return obj
	case *ast.SelectorExpr:
		obj, _ := f.pkg.Info.Uses[fun.Sel].(*types.Func)
		return obj
	case *ast.IndexExpr:
		return f.calledFunc(ast.Unparen(fun.X))
	case *ast.IndexListExpr:
		return f.calledFunc(ast.Unparen(fun.X))
	}
	return nil
}

// errorsAs lowers errors.As(err, &target) for a target of an interpreted type,
// which native code cannot recognise, or of an interface that an interpreted type
// may have.
func (f *fn) errorsAs(e *ast.CallExpr) (string, bool) {
	if len(e.Args) != 2 {
		return "", false
	}
	ptr, ok := f.typeOf(e.Args[1]).Underlying().(*types.Pointer)
	if !ok || !f.interpreted(ptr.Elem()) && !f.nativeInterface(ptr.Elem()) {
		return "", false
	}
	err, target := f.to(e.Args[0], types.Universe.Lookup("error").Type()), f.to(e.Args[1], anyType)
	switch {
	case !f.interpreted(ptr.Elem()):
		return f.dyn("ErrorsAsAny") + "(" + err + ", " + target + ")", true
	case types.IsInterface(ptr.Elem()):
		return f.dyn("ErrorsAsFace") + "(" + err + ", " + f.faceVar(ptr.Elem()) + ", " + target + ")", true
	}
	return f.dyn("ErrorsAs") + "(" + err + ", " + f.typeVar(ptr.Elem()) + ", " + target + ")", true
}
