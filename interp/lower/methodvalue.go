package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// methodValue writes x.M as a value: a function that has x already.
func (f *fn) methodValue(e *ast.SelectorExpr, sel *types.Selection) string {
	recv := f.typeOf(e.X)
	index, m := f.find(recv, sel)
	if f.generic(m) {
		f.refuse(e.Pos(), "%s as a value is not supported yet: put the call into a function literal", m.Name())
	}
	c := f.selected(f.expr(e.X), recv, index, m)
	if c.method != "" {
		c = callee{code: "x." + c.method, recv: []string{c.on}, held: []string{c.onType}, method: c.method}
	}
	sig := f.typeOf(e).(*types.Signature)
	params, args := f.parameters(sig, "a")
	name := f.fresh("bound")
	f.standsFor(name, symbol{name: symbolOf(m) + "-fm", wrapper: true})
	check := ""
	if types.IsInterface(m.Signature().Recv().Type()) { // which must not be nil already
		check = f.dyn("NotNil") + "(x); "
	}
	f.unit.funcs.ln(e.Pos(), "func %s(x %s) func%s { %sreturn func(%s)%s { %s%s%s } }", name, c.held[0], f.signature(sig), check,
		strings.Join(params, ", "), f.results(sig), f.passing(m), returning(sig), c.bound().call(f.forNative(m, sig, args)))
	return name + "(" + c.recv[0] + ")"
}

// bound returns a method with its receiver in the variable x.
func (c callee) bound() callee {
	if c.method != "" {
		return callee{code: c.code}
	}
	return callee{code: c.code, recv: []string{"x"}}
}

// methodExpr writes T.M: a function that takes the receiver first.
func (f *fn) methodExpr(e *ast.SelectorExpr, sel *types.Selection) (string, *types.Func) {
	recv := f.typeOf(e.X)
	index, m := f.find(recv, sel)
	sig := f.typeOf(e).(*types.Signature)
	params, args := f.parameters(sig, "a")
	c := f.selected("a0", recv, index, m)
	name := f.helper("expr", f.typ(recv)+"."+m.Name()+" "+c.code, func(name string) {
		f.goNames.Store(name, symbolAt{methodSymbol(m, recv), f.fset.Position(m.Pos())})
		f.unit.funcs.ln(e.Pos(), "func %s(%s)%s { %s%s%s }", name, strings.Join(params, ", "), f.results(sig), f.passing(m), returning(sig), c.call(f.forNative(m, sig, args)[1:]))
	})
	return name, m
}
