package lower

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// Loggers ask the Go runtime which line calls them, and it answers with one of the
// interpreter. So others stand for them that ask for the line of the program. Functions of
// packages are exchanged in the tables of symbols; methods are those of another value.

// asking are the methods of loggers that ask.
var asking = map[string]struct {
	of, is  string // functions and types of the session
	methods []string
}{
	"(*log.Logger).": {"LoggerOf", "Logger", strings.Fields("Print Printf Println Panic Panicf Panicln Fatal Fatalf Fatalln Output")},
	"(*log/slog.Logger).": {"StructuredOf", "StructuredLogger",
		strings.Fields("Debug DebugContext Info InfoContext Warn WarnContext Error ErrorContext Log LogAttrs")},
}

// located returns a method of a logger that asks where it is called, called on a value of a
// type: that of what stands for the logger.
func (l *Lowerer) located(code string, t types.Type, m *types.Func) (callee, bool) {
	a, ok := asking[strings.TrimSuffix(m.FullName(), m.Name())]
	if !ok || !slices.Contains(a.methods, m.Name()) {
		return callee{}, false
	}
	if !isPointer(t) {
		code = addressOf(code)
	}
	on := l.host(a.of) + "(" + code + ")"
	return callee{code: on + "." + m.Name(), method: m.Name(), on: on, onType: l.host(a.is)}, true
}

// mayAsk reports whether a method of an interface may be one of a logger that asks.
func mayAsk(method string) bool {
	for _, a := range asking {
		if slices.Contains(a.methods, method) {
			return true
		}
	}
	return false
}

// valueMethod writes a method without arguments, of a value of a compiled type, as a function that stands for it.
func (f *fn) valueMethod(e *ast.CallExpr, fun ast.Expr, function string) (string, bool) {
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok || len(e.Args) > 0 {
		return "", false
	}
	s := f.pkg.Info.Selections[sel]
	if s == nil || s.Kind() != types.MethodVal {
		return "", false
	}
	code, t := f.steps(f.expr(sel.X), f.typeOf(sel.X), s.Index()[:len(s.Index())-1])
	if isPointer(t) {
		code = "*" + code
	}
	return function + "(" + code + ")", true
}

// fileLine writes a call of the method FileLine of a *runtime.Func, which knows the lines of
// functions by their program counters.
func (f *fn) fileLine(e *ast.CallExpr, fun ast.Expr) (string, bool) {
	if _, tuple := f.spread(e); tuple {
		return "", false
	}
	recv, ok := f.receiver(fun, "runtime", "")
	return f.host("FileLine") + "(" + recv + ", " + f.expr(e.Args[0]) + ")", ok
}

// receiver writes the value that a method is called on, and for a function what a
// function of its package returns in its place.
func (f *fn) receiver(fun ast.Expr, path, fallback string) (code string, ok bool) {
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok {
		return f.native(path) + "." + fallback + "()", true
	}
	switch s := f.pkg.Info.Selections[sel]; {
	case s == nil:
		return f.native(path) + "." + fallback + "()", true
	case s.Kind() == types.MethodVal && len(s.Index()) == 1:
		if isPointer(f.typeOf(sel.X)) {
			return f.expr(sel.X), true
		}
		return addressOf(f.expr(sel.X)), true
	case s.Kind() == types.MethodVal:
		if code, t := f.steps(f.expr(sel.X), f.typeOf(sel.X), s.Index()[:len(s.Index())-1]); isPointer(t) {
			return code, true
		}
	}
	return "", false
}

// isPointer reports whether a type is a pointer.
func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}
