package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
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
	if code, ok := f.special(e, fun); ok {
		return code
	}
	c := f.callee(fun)
	sig := f.typeOf(fun).Underlying().(*types.Signature)
	if tuple, ok := f.spread(e); ok {
		return f.callSpread(e, c, sig, tuple)
	}
	args := f.args(e, sig, f.rawArgs(fun))
	if code, ok := f.valueCall(fun, c, sig, args); ok {
		return code
	}
	return c.call(args)
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
				code = f.typ(t) + "(nil)"
			}
			out = append(out, code+"...")
			continue
		case last:
			t = sig.Params().At(n - 1).Type().(*types.Slice).Elem()
		default:
			t = sig.Params().At(i).Type()
		}
		out = append(out, f.arg(arg, t, raw))
	}
	if sig.Variadic() && len(e.Args) < n { // nil, where the interpreter would pass an empty slice
		out = append(out, f.cast(sig.Params().At(n-1).Type(), "nil")+"...")
	}
	return out
}

func (f *fn) arg(arg ast.Expr, t types.Type, raw reflection) string {
	from := f.typeOf(arg)
	if raw == noReflection || !isEmptyInterface(t) || f.isNil(arg) {
		if code, ok := f.nameOfType(arg); ok && isEmptyInterface(t) {
			return code // it is printed
		}
		return f.to(arg, t)
	}
	if raw == ofMethods && (types.IsInterface(from) || !f.interpreted(from)) {
		return f.dyn("Opened") + "(" + f.to(arg, t) + ")"
	}
	if types.IsInterface(from) {
		if raw == ofNames || has(from, "Error") {
			return f.to(arg, t) // the box knows its name, or is printed
		}
		return f.dyn("Raw") + "(" + f.to(arg, t) + ")"
	}
	if !f.interpreted(from) {
		return f.to(arg, t)
	}
	f.reflected(arg, from, raw)
	if raw == ofMethods {
		return f.dyn("Opened") + "(" + f.expr(arg) + ")"
	}
	if raw == ofNames {
		return f.to(arg, t)
	}
	if _, ok := from.Underlying().(*types.Signature); ok {
		return f.dyn("Any") + "(" + f.expr(arg) + ")"
	}
	return f.expr(arg)
}

// has reports whether a type has a method of that name.
func has(t types.Type, method string) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, method)
	_, ok := obj.(*types.Func)
	return ok
}

// spread reports whether the only argument is a call with several results.
func (f *fn) spread(e *ast.CallExpr) (*types.Tuple, bool) {
	if len(e.Args) != 1 {
		return nil, false
	}
	t, ok := f.typeOf(e.Args[0]).(*types.Tuple)
	return t, ok
}

// callSpread writes f(g()) where g has several results: through a function
// that converts them.
func (f *fn) callSpread(e *ast.CallExpr, c callee, sig *types.Signature, tuple *types.Tuple) string {
	var params, args []string
	run := callee{code: c.code}
	if !c.fixed && !isName(c.code) { // a function value, which is handed over too
		c.held, c.recv = append(c.held, "func"+f.signature(sig)), append(c.recv, c.code)
		run.code = fmt.Sprintf("x%d", len(c.held)-1)
	}
	for i, t := range c.held {
		params = append(params, fmt.Sprintf("x%d %s", i, t))
		if name := fmt.Sprintf("x%d", i); name != run.code {
			run.recv = append(run.recv, name)
		}
	}
	for i := range tuple.Len() {
		name := fmt.Sprintf("a%d", i)
		params = append(params, name+" "+f.typ(tuple.At(i).Type()))
		var t types.Type
		if n := sig.Params().Len(); sig.Variadic() && i >= n-1 {
			t = sig.Params().At(n - 1).Type().(*types.Slice).Elem()
		} else {
			t = sig.Params().At(i).Type()
		}
		args = append(args, f.convert(name, tuple.At(i).Type(), t))
	}
	name := f.fresh("spread")
	inner := strings.Join(params[len(params)-tuple.Len():], ", ")
	outer := strings.Join(params[:len(params)-tuple.Len()], ", ")
	if outer == "" {
		f.unit.funcs.ln(e.Pos(), "func %s(%s)%s { %s%s }", name, inner, f.results(sig), returning(sig), run.call(args))
		return name + "(" + f.expr(e.Args[0]) + ")"
	}
	var list []string
	for i := range tuple.Len() {
		list = append(list, f.typ(tuple.At(i).Type()))
	}
	f.unit.funcs.ln(e.Pos(), "func %s(%s) func(%s)%s { return func(%s)%s { %s%s } }", name, outer, strings.Join(list, ", "),
		f.results(sig), inner, f.results(sig), returning(sig), run.call(args))
	return callee{code: name}.call(c.recv) + "(" + f.expr(e.Args[0]) + ")"
}

// isName reports whether code names a function of a package.
func isName(code string) bool { return isIdent(strings.ReplaceAll(code, ".", "")) }

// conversion writes T(x).
func (f *fn) conversion(e *ast.CallExpr, t types.Type) string {
	arg := e.Args[0]
	if types.IsInterface(t) {
		return f.to(arg, t)
	}
	if f.isNil(arg) {
		return f.nilOf(t)
	}
	if f.recursive(t) && f.recursive(f.typeOf(arg)) {
		return f.expr(arg)
	}
	return f.cast(t, f.under(arg))
}

// reflection says what a function does with what it gets as any.
type reflection int

const (
	noReflection reflection = iota
	ofFields                // it looks into it, for the methods in unseen and else for fields
	ofMethods               // it calls methods by their names, as templates do
	ofNames                 // as ofFields, but it needs the name of the type too
)

// rawArgs says what a function does with what it gets as any.
func (f *fn) rawArgs(fun ast.Expr) reflection {
	var obj types.Object
	switch fun := fun.(type) {
	case *ast.Ident:
		obj = f.pkg.Info.Uses[fun]
	case *ast.SelectorExpr:
		obj = f.pkg.Info.Uses[fun.Sel]
	}
	fn, ok := obj.(*types.Func)
	if !ok || fn.Pkg() == nil || f.ours(fn) {
		return noReflection
	}
	path := fn.Pkg().Path()
	if path == "text/template" || path == "html/template" {
		return ofMethods
	}
	if dyn.NamesElements(path, fn.FullName()) {
		return ofNames
	}
	if dyn.LooksInside(path) {
		return ofFields
	}
	return noReflection
}

// unseen are the methods that native code looks for with reflection in the
// values it is given and in what they hold.
var unseen = []string{"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText", "MarshalYAML", "UnmarshalYAML", "MarshalXML", "UnmarshalXML", "Scan", "Value", "GobEncode", "GobDecode"}

// reflected refuses to hand a value to reflection when it holds a type whose
// methods would be looked for and not seen.
func (f *fn) reflected(arg ast.Expr, t types.Type, raw reflection) {
	seen := map[types.Type]bool{}
	var visit func(t types.Type) (types.Type, string)
	visit = func(t types.Type) (types.Type, string) {
		if seen[t] || !f.interpreted(t) || types.IsInterface(t) {
			return nil, ""
		}
		seen[t] = true
		if n, ok := types.Unalias(t).(*types.Named); ok {
			set := types.NewMethodSet(types.NewPointer(n))
			if raw == ofMethods && set.Len() > 0 && f.ours(set.At(0).Obj()) {
				return t, set.At(0).Obj().Name()
			}
			for _, name := range unseen {
				if sel := set.Lookup(n.Obj().Pkg(), name); sel != nil && f.ours(sel.Obj()) {
					return t, name
				}
			}
		}
		for _, inner := range components(t) {
			if bad, name := visit(inner); bad != nil {
				return bad, name
			}
		}
		return nil, ""
	}
	if bad, name := visit(t); bad != nil {
		f.refuse(arg.Pos(), "compiled code looks into this value with reflection, which does not see the method %s of %s; put that type into a package marked //mrepl:native", name, types.TypeString(bad, types.RelativeTo(f.pkg.Types)))
	}
}

// components returns the types directly inside a type.
func components(t types.Type) []types.Type {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return []types.Type{u.Elem()}
	case *types.Slice:
		return []types.Type{u.Elem()}
	case *types.Array:
		return []types.Type{u.Elem()}
	case *types.Map:
		return []types.Type{u.Key(), u.Elem()}
	case *types.Struct:
		var out []types.Type
		for i := range u.NumFields() {
			out = append(out, u.Field(i).Type())
		}
		return out
	}
	return nil
}
