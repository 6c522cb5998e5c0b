package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strconv"
	"strings"
)

// Loggers ask the Go runtime which line calls them, and it answers with one of the
// interpreter. So calls of package log and log/slog say where they stand.

// located writes a call whose position the function called would ask for.
func (f *fn) located(e *ast.CallExpr, fun ast.Expr) (string, bool) {
	obj := f.calledFunc(fun)
	if obj == nil || obj.Pkg() == nil || f.ours(obj) {
		return "", false
	}
	if _, tuple := f.spread(e); tuple {
		return "", false
	}
	switch obj.Pkg().Path() {
	case "log":
		return f.logCall(e, fun, obj)
	case "log/slog":
		return f.slogCall(e, fun, obj)
	case "runtime":
		if recv, ok := f.receiver(fun, "runtime", ""); ok && obj.FullName() == "(*runtime.Func).FileLine" {
			return f.host("FileLine") + "(" + recv + ", " + f.expr(e.Args[0]) + ")", true
		}
	}
	return "", false
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

// logCall writes a call of a function or a method of package log that writes a line.
func (f *fn) logCall(e *ast.CallExpr, fun ast.Expr, obj *types.Func) (string, bool) {
	verb := strings.TrimSuffix(strings.TrimSuffix(obj.Name(), "ln"), "f")
	switch verb {
	case "Print", "Panic", "Fatal", "Output":
	default:
		return "", false
	}
	logger, ok := f.receiver(fun, "log", "Default")
	if !ok {
		return "", false
	}
	name := "Log" + obj.Name()
	if verb == "Fatal" && obj.Signature().Recv() != nil {
		name = "Logger" + obj.Name()
	}
	args, ok := f.formatted(e, fun, 0)
	if !ok || !strings.HasSuffix(obj.Name(), "f") {
		args = f.args(e, f.typeOf(fun).Underlying().(*types.Signature), reflection{})
	}
	return f.host(name) + "(" + strings.Join(append([]string{logger, f.mark(e.Pos())}, args...), ", ") + ")", true
}

// slogCall writes a call of a function or a method of package slog that logs, or that
// makes a handler which says where it is called.
func (f *fn) slogCall(e *ast.CallExpr, fun ast.Expr, obj *types.Func) (string, bool) {
	sig := f.typeOf(fun).Underlying().(*types.Signature)
	if obj.Name() == "NewTextHandler" || obj.Name() == "NewJSONHandler" {
		args := f.args(e, sig, reflection{})
		args[1] = f.host("SourceOptions") + "(" + args[1] + ")"
		return f.callee(fun).call(args), true
	}
	level, withContext := strings.CutSuffix(obj.Name(), "Context")
	switch level {
	case "Debug", "Info", "Warn", "Error", "Log", "LogAttrs":
	default:
		return "", false
	}
	logger, ok := f.receiver(fun, "log/slog", "Default")
	if !ok {
		return "", false
	}
	args := f.args(e, sig, reflection{})
	if !strings.HasPrefix(level, "Log") {
		level = f.native("log/slog") + ".Level" + level
		if withContext {
			args = append([]string{args[0], level}, args[1:]...)
		} else {
			args = append([]string{f.native("context") + ".Background()", level}, args...)
		}
	}
	name := "Slog"
	if obj.Name() == "LogAttrs" {
		name = "SlogAttrs"
	}
	head := []string{logger, f.mark(e.Pos()), strconv.Quote(f.enclosing(e))}
	return f.host(name) + "(" + strings.Join(append(head, args...), ", ") + ")", true
}

// enclosing returns the name that compiled code has for the function with a call.
func (f *fn) enclosing(e *ast.CallExpr) string {
	path := f.pkg.Types.Path()
	if f.pkg.Types.Name() == "main" {
		path = "main"
	}
	for _, file := range f.pkg.Files {
		if e.Pos() < file.FileStart || e.Pos() >= file.FileEnd {
			continue
		}
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.FuncDecl); ok && d.Pos() <= e.Pos() && e.Pos() < d.End() {
				return path + "." + methodPrefix(d) + d.Name.Name + literalsAround(d.Body, e, ".func")
			}
		}
	}
	return path + ".init"
}

// methodPrefix returns what the name of a method begins with.
func methodPrefix(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return ""
	}
	t, pointer := ast.Unparen(d.Recv.List[0].Type), false
	if star, ok := t.(*ast.StarExpr); ok {
		t, pointer = star.X, true
	}
	suffix := ""
	switch generic := t.(type) {
	case *ast.IndexExpr:
		t, suffix = generic.X, "[...]"
	case *ast.IndexListExpr:
		t, suffix = generic.X, "[...]"
	}
	id, ok := t.(*ast.Ident)
	switch {
	case !ok:
		return ""
	case pointer:
		return "(*" + id.Name + suffix + ")."
	}
	return id.Name + suffix + "."
}

// literalsAround returns what the function literals around a call add to the name of the
// function that they are in.
func literalsAround(body ast.Node, e *ast.CallExpr, prefix string) string {
	n, name := 0, ""
	ast.Inspect(body, func(node ast.Node) bool {
		lit, ok := node.(*ast.FuncLit)
		if !ok || node == body {
			return true
		}
		n++
		if lit.Pos() <= e.Pos() && e.Pos() < lit.End() {
			name = fmt.Sprint(prefix, n, literalsAround(lit.Body, e, "."))
		}
		return false
	})
	return name
}
