package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// builtin writes a call of a builtin function.
func (f *fn) builtin(e *ast.CallExpr, fun ast.Expr) string {
	name := ""
	switch fun := fun.(type) {
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	}
	if tuple, ok := f.spread(e); ok {
		return f.builtinSpread(e, name, tuple)
	}
	switch name {
	case "append":
		return f.appendTo(e)
	case "make":
		return f.makeValue(e)
	case "new":
		return f.newValue(e)
	case "panic":
		return "panic(" + f.host("At") + "(" + f.mark(e.Pos()) + ", " + f.to(e.Args[0], anyType) + "))"
	case "recover":
		return f.host("Recover") + "()"
	case "min", "max":
		return f.extreme(e, name)
	case "clear":
		return f.clear(e)
	case "print", "println":
		return f.host(strings.ToUpper(name[:1])+name[1:]) + "(" + strings.Join(f.each(e.Args, anyType), ", ") + ")"
	case "delete":
		m := f.typeOf(e.Args[0]).Underlying().(*types.Map)
		return "delete(" + f.under(e.Args[0]) + ", " + f.to(e.Args[1], m.Key()) + ")"
	case "len", "cap":
		if n, ok := arrayLen(f.typeOf(e.Args[0])); ok {
			return f.arrayLenOf(e, n)
		}
		return name + "(" + bare(f.under(e.Args[0])) + ")"
	case "copy", "close", "complex", "real", "imag":
		return name + "(" + strings.Join(f.each(e.Args, nil), ", ") + ")"
	}
	return f.unsafeBuiltin(e, name)
}

// arrayLen returns the length of an array, or of the array that t points to.
func arrayLen(t types.Type) (int64, bool) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	a, ok := t.Underlying().(*types.Array)
	if !ok {
		return 0, false
	}
	return a.Len(), true
}

// arrayLenOf writes the length of an array that has to be evaluated for its
// effects.
func (f *fn) arrayLenOf(e *ast.CallExpr, n int64) string {
	t := f.typ(f.typeOf(e.Args[0]))
	name := f.helper("len", t, func(name string) {
		f.unit.funcs.ln(token.NoPos, "func %s(x %s) int { return %d }", name, t, n)
	})
	return name + "(" + f.expr(e.Args[0]) + ")"
}

// builtinSpread writes a builtin of the results of a call: through a function
// that takes them as parameters.
func (f *fn) builtinSpread(e *ast.CallExpr, which string, tuple *types.Tuple) string {
	var params, args []string
	for i := range tuple.Len() {
		t := tuple.At(i).Type()
		params = append(params, fmt.Sprintf("a%d %s", i, f.typ(t)))
		code := fmt.Sprintf("a%d", i)
		if s, ok := tuple.At(0).Type().Underlying().(*types.Slice); ok && which == "append" && i > 0 {
			code = f.convert(code, t, s.Elem())
		}
		args = append(args, code)
	}
	name, result, ret := f.fresh("spread"), "", ""
	switch which {
	case "delete":
	case "print", "println":
		which = f.host(strings.ToUpper(which[:1]) + which[1:])
		for i := range args {
			args[i] = f.convert(args[i], tuple.At(i).Type(), anyType)
		}
	default:
		result, ret = " "+f.typ(types.Default(f.typeOf(e))), "return "
	}
	f.unit.funcs.ln(e.Pos(), "func %s(%s)%s { %s%s(%s) }", name, strings.Join(params, ", "), result, ret, which, strings.Join(args, ", "))
	return name + "(" + f.expr(e.Args[0]) + ")"
}

// each writes expressions, converted to t unless that is nil.
func (f *fn) each(list []ast.Expr, t types.Type) []string {
	out := make([]string, len(list))
	for i, e := range list {
		if t == nil {
			out[i] = f.under(e)
		} else {
			out[i] = f.to(e, t)
		}
	}
	return out
}
