package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

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
	declared := c.fixed || isName(c.code) && f.calledFunc(ast.Unparen(e.Fun)) != nil
	if !declared { // a function value, which is handed over too
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
