package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// bound is a call whose function and arguments are evaluated before it is made.
type bound struct {
	params []string // what holds them, with types
	args   []string // their values now
	run    string   // the call, of the params
	face   bool     // it goes through an interface of interpreted code
}

// bindCall splits a call of a go or defer statement into what is evaluated now
// and what is run later.
func (f *fn) bindCall(call *ast.CallExpr) bound {
	if isRecover(f.pkg, call) {
		return bound{run: f.dyn("RecoverOuter") + "()"}
	}
	c, sig, args := f.deferred(call)
	if c.code == "" {
		c, args = f.wrapped(call)
		sig = f.wrappedSignature(call)
	}
	b := bound{face: strings.HasPrefix(c.code, "call__") && len(c.held) == 1}
	run := callee{code: c.code}
	switch {
	case c.method != "": // of compiled code, called on what is held
		b.params, b.args = []string{"fn " + c.onType}, []string{c.on}
		run.code = "fn." + c.method
	case !c.fixed: // a function value
		b.params, b.args = []string{"fn func" + f.signature(sig)}, []string{c.code}
		run.code = "fn"
	}
	for i, t := range c.held {
		name := fmt.Sprintf("x%d", i)
		b.params = append(b.params, name+" "+t)
		run.recv = append(run.recv, name)
	}
	b.args = append(b.args, c.recv...)
	own, pass := f.parameters(sig, "a")
	if n := len(own) - 1; sig.Variadic() {
		own[n] = strings.Replace(own[n], " ...", " []", 1)
		args = append(args[:n:n], f.packed(args[n:], sig.Params().At(n).Type()))
	}
	b.params = append(b.params, own...)
	b.args = append(b.args, args...)
	b.run = run.call(pass)
	return b
}

// packed writes the arguments of a variadic parameter as one slice.
func (f *fn) packed(args []string, t types.Type) string {
	if len(args) == 0 {
		return f.cast(t, "nil")
	}
	if slice, ok := strings.CutSuffix(args[0], "..."); ok {
		return slice
	}
	indexed := make([]string, len(args))
	for i, arg := range args {
		indexed[i] = fmt.Sprintf("%d: %s", i, arg)
	}
	return f.typ(t) + "{" + strings.Join(indexed, ", ") + "}"
}

// deferred writes the function and the arguments of a go or defer statement.
func (f *fn) deferred(call *ast.CallExpr) (callee, *types.Signature, []string) {
	fun := ast.Unparen(call.Fun)
	if tv := f.pkg.Info.Types[fun]; tv.IsType() || tv.IsBuiltin() || f.isSpecial(call, fun) {
		return callee{}, nil, nil
	}
	sig := f.typeOf(fun).Underlying().(*types.Signature)
	c := f.callee(fun)
	if tuple, ok := f.spread(call); ok {
		return c, sig, f.spreadNow(call, sig, tuple)
	}
	return c, sig, f.args(call, sig, f.rawArgs(fun))
}

// spreadNow evaluates g in f(g()) and returns the arguments of f.
func (f *fn) spreadNow(call *ast.CallExpr, sig *types.Signature, tuple *types.Tuple) []string {
	temps, args := make([]string, tuple.Len()), make([]string, tuple.Len())
	for i := range args {
		from := tuple.At(i).Type()
		temps[i] = f.local("t")
		f.ln(call, "var %s %s", temps[i], f.typ(from))
		to := sig.Params().At(min(i, sig.Params().Len()-1)).Type()
		if sig.Variadic() && i >= sig.Params().Len()-1 {
			to = to.(*types.Slice).Elem()
		}
		args[i] = f.convert(temps[i], from, to)
	}
	f.ln(call, "%s = %s", strings.Join(temps, ", "), f.expr(call.Args[0]))
	return args
}
