package lower

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strconv"
	"strings"
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
	case "errors.As":
		return f.errorsAs(e)
	case "flag.TextVar", "(*flag.FlagSet).TextVar":
		return f.flagVar(e, fun, "TextVar")
	case "flag.Var", "(*flag.FlagSet).Var":
		return f.flagVar(e, fun, "FlagVar")
	case "(*runtime.Func).FileLine":
		return f.fileLine(e, fun)
	case "fmt.Printf", "fmt.Sprintf", "fmt.Errorf", "log.Printf", "log.Fatalf", "log.Panicf", "(*log.Logger).Printf", "(*log.Logger).Fatalf", "(*log.Logger).Panicf":
		return f.printf(e, fun, 0)
	case "fmt.Fprintf", "fmt.Appendf":
		return f.printf(e, fun, 1)
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

// printf lowers a call with a format that asks for the type of an argument.
func (f *fn) printf(e *ast.CallExpr, fun ast.Expr, at int) (string, bool) {
	args, ok := f.formatted(e, fun, at)
	if !ok {
		return "", false
	}
	return f.callee(fun).call(args), true
}

// formatted writes the arguments of such a call.
func (f *fn) formatted(e *ast.CallExpr, fun ast.Expr, at int) ([]string, bool) {
	if len(e.Args) == 0 {
		return nil, false
	}
	tv := f.pkg.Info.Types[e.Args[min(at, len(e.Args)-1)]]
	if tv.Value == nil || tv.Value.Kind() != constant.String || e.Ellipsis.IsValid() {
		return nil, false
	}
	format := constant.StringVal(tv.Value)
	verbs, ok := formatVerbs(format)
	if !ok || !strings.Contains(format, "T") {
		return nil, false
	}
	args := f.args(e, f.typeOf(fun).Underlying().(*types.Signature), reflection{})
	out := []byte(format)
	for i, v := range verbs {
		if format[v] != 'T' || at+1+i >= len(args) {
			continue
		}
		out[v] = 's'
		args[at+1+i] = f.dyn("TypeOf") + "(" + args[at+1+i] + ")"
	}
	args[at] = strconv.Quote(string(out))
	return args, true
}

// formatVerbs returns where the verbs of a format are, one for each argument
// in order; not ok when it uses explicit indexes or stars.
func formatVerbs(format string) (at []int, ok bool) {
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		for i++; i < len(format) && strings.IndexByte("+-# 0123456789.", format[i]) >= 0; i++ {
		}
		switch {
		case i >= len(format), format[i] == '[', format[i] == '*':
			return nil, false
		case format[i] != '%':
			at = append(at, i)
		}
	}
	return at, true
}
