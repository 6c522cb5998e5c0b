package lower

import (
	"go/ast"
	"go/types"
)

// call writes a call, a conversion, or a builtin.
func (f *fn) call(e *ast.CallExpr) string {
	fun := ast.Unparen(e.Fun)
	tv := f.pkg.Info.Types[fun]
	switch {
	case tv.IsType():
		return f.conversion(e, f.typeOf(fun))
	case tv.IsBuiltin():
		return f.builtin(e, fun)
	}
	return f.place(e, f.callCode(e, fun))
}

// callCode writes a call of a function.
func (f *fn) callCode(e *ast.CallExpr, fun ast.Expr) string {
	if code, ok := f.special(e, fun); ok {
		return code
	}
	c := f.callee(fun)
	sig := f.typeOf(fun).Underlying().(*types.Signature)
	if tuple, ok := f.spread(e); ok {
		return f.callSpread(e, c, sig, tuple)
	}
	raw := f.rawArgs(fun)
	args := f.args(e, sig, raw)
	if f.isField(fun) {
		args = f.listed(args, sig)
	}
	code, ok := f.valueCall(fun, c, sig, args)
	if !ok {
		code = c.call(args)
	}
	if raw.native {
		return f.fromCall(sig, code)
	}
	return code
}

// callee writes what is called.
func (f *fn) callee(fun ast.Expr) callee {
	switch fun := fun.(type) {
	case *ast.FuncLit:
		return f.direct(fun)
	case *ast.SelectorExpr:
		sel := f.pkg.Info.Selections[fun]
		if sel != nil && sel.Kind() == types.MethodExpr {
			name, _ := f.methodExpr(fun, sel)
			return callee{code: name, fixed: true}
		}
		if sel != nil && sel.Kind() == types.MethodVal {
			recv := f.typeOf(fun.X)
			index, m := f.find(recv, sel)
			return f.selected(f.expr(fun.X), recv, index, m)
		}
	}
	if id, obj := f.namedFunc(fun); obj != nil {
		return callee{code: f.funcName(id, obj), fixed: f.ours(obj) || obj.Signature().TypeParams().Len() > 0}
	}
	code := f.under(fun)
	if _, ok := fun.(*ast.StarExpr); ok { // of a nil pointer the interpreter would call itself
		code = f.copied(f.typeOf(fun)) + "(" + code + ")"
	}
	return callee{code: code}
}

// args writes the arguments of a call. raw says that arguments for parameters
// of type any go to native code that looks into them with reflection.
func (f *fn) args(e *ast.CallExpr, sig *types.Signature, raw reflection) []string {
	var out []string
	n := sig.Params().Len()
	for i, arg := range e.Args {
		var t types.Type
		switch last := sig.Variadic() && i >= n-1; {
		case last && e.Ellipsis.IsValid():
			t = sig.Params().At(n - 1).Type()
			code := f.to(arg, t)
			if code == "nil" {
				code = f.cast(t, "nil")
			}
			if raw.look == ofColumns && isEmptyInterface(t.(*types.Slice).Elem()) {
				code = f.dyn("Columns") + "(" + code + ")"
			}
			out = append(out, code+"...")
			continue
		case last:
			t = sig.Params().At(n - 1).Type().(*types.Slice).Elem()
			if f.isTaken(arg, t) {
				out = append(out, f.dyn("Any")+"("+f.arg(arg, t, raw)+")")
				continue
			}
		default:
			t = sig.Params().At(i).Type()
		}
		out = append(out, bare(f.arg(arg, t, raw)))
	}
	if sig.Variadic() && len(e.Args) < n { // nil, where the interpreter would pass an empty slice
		out = append(out, f.cast(sig.Params().At(n-1).Type(), "nil")+"...")
	}
	return out
}

// arg writes an argument for a parameter of type t of a function that does raw with
// what it gets as any.
func (f *fn) arg(arg ast.Expr, t types.Type, raw reflection) string {
	if raw.native && (ofReflect(t) == "Type" && !f.isNil(arg) || f.exchanged(t)) {
		return f.forCompiled(f.to(arg, t), t)
	}
	if raw.look != noReflection && isEmptyInterface(t) && !f.isNil(arg) {
		return f.inspected(arg, t, raw)
	}
	return f.to(arg, t)
}

// has reports whether a type has a method of that name.
func has(t types.Type, method string) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, method)
	_, ok := obj.(*types.Func)
	return ok
}
