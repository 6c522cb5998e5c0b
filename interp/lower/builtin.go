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
		return name + "(" + f.under(e.Args[0]) + ")"
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

func (f *fn) appendTo(e *ast.CallExpr) string {
	t := f.typeOf(e)
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		f.refuse(e.Pos(), "this append is not supported yet")
		return "nil"
	}
	first := f.unfold(f.to(e.Args[0], t), t)
	if first == "nil" {
		first = f.cast(t, "nil")
	}
	out := []string{first}
	for i, arg := range e.Args[1:] {
		if e.Ellipsis.IsValid() && i == len(e.Args)-2 {
			if f.isNil(arg) {
				continue
			}
			code := f.under(arg)
			if b, ok := f.typeOf(arg).Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
				code = "[]byte(" + code + ")"
			}
			out = append(out, code+"...")
			continue
		}
		code := f.to(arg, s.Elem())
		if len(out) > 1 && addressable(arg) {
			code = f.copied(s.Elem()) + "(" + code + ")"
		}
		out = append(out, code)
	}
	if len(out) == 1 {
		return f.fold(first, t)
	}
	return f.fold("append("+strings.Join(out, ", ")+")", t)
}

// addressable reports whether an expression may be an element of what is written to.
func addressable(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.IndexExpr, *ast.StarExpr:
		return true
	case *ast.SelectorExpr:
		return addressable(e.X)
	}
	return false
}

// copied returns a function that returns a copy of its argument: the interpreter
// reads the elements of an append one by one, while it writes.
func (l *Lowerer) copied(t types.Type) string {
	code := l.typ(t)
	return l.helper("copied", code, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x %s) %s { return x }", name, code, code)
	})
}

func (f *fn) makeValue(e *ast.CallExpr) string {
	t := f.typeOf(e.Args[0])
	out := []string{f.underType(t)}
	for _, arg := range e.Args[1:] {
		out = append(out, "int("+f.expr(arg)+")")
	}
	if ch, ok := t.Underlying().(*types.Chan); ok && ch.Dir() != types.SendRecv { // reflect makes none
		out[0] = f.typ(types.NewChan(types.SendRecv, ch.Elem()))
		return f.cast(t, "make("+strings.Join(out, ", ")+")")
	}
	return f.fold("make("+strings.Join(out, ", ")+")", t)
}

// newValue writes new(T), and new(x) of Go 1.26.
func (f *fn) newValue(e *ast.CallExpr) string {
	if f.pkg.Info.Types[e.Args[0]].IsType() {
		return "new(" + f.typ(f.typeOf(e.Args[0])) + ")"
	}
	t := f.typeOf(e).(*types.Pointer).Elem()
	code := f.typ(t)
	name := f.helper("newOf", code, func(name string) {
		f.unit.funcs.ln(token.NoPos, "func %s(x %s) *%s { p := new(%s); *p = x; return p }", name, code, code, code)
	})
	return name + "(" + f.to(e.Args[0], t) + ")"
}

// extreme writes min and max.
func (f *fn) extreme(e *ast.CallExpr, which string) string {
	t := f.typeOf(e)
	code := f.typ(t)
	name := f.helper(which, code, func(name string) {
		op, nan := "<", ""
		if which == "max" {
			op = ">"
		}
		if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsFloat != 0 {
			nan = "if a != a { return a }; if b != b { return b }; if a == 0 && b == 0 { return " + f.zeroExtreme(which, code) + " }; "
		}
		f.unit.funcs.ln(token.NoPos, "func %s(a, b %s) %s { %sif b %s a { return b }; return a }", name, code, code, nan, op)
	})
	args := f.each(e.Args, t)
	out := args[0]
	for _, arg := range args[1:] {
		out = fmt.Sprintf("%s(%s, %s)", name, out, arg)
	}
	return out
}

// zeroExtreme writes min and max of two zeros, which may differ in sign.
func (f *fn) zeroExtreme(which, code string) string {
	fn := "Min"
	if which == "max" {
		fn = "Max"
	}
	return fmt.Sprintf("%s(%s.%s(float64(a), float64(b)))", code, f.native("math"), fn)
}

// clear writes clear of a map or slice.
func (f *fn) clear(e *ast.CallExpr) string {
	t := f.typeOf(e.Args[0])
	code := f.typ(t)
	name := f.helper("clear", code, func(name string) {
		switch u := t.Underlying().(type) {
		case *types.Map:
			f.unit.funcs.ln(token.NoPos, "func %s(m %s) { %s(m) }", name, code, f.host("ClearMap"))
		case *types.Slice:
			f.unit.funcs.ln(token.NoPos, "func %s(s %s) { for i := 0; i < len(s); i++ { var z %s; s[i] = z } }", name, code, f.typ(u.Elem()))
		}
	})
	return name + "(" + f.expr(e.Args[0]) + ")"
}
