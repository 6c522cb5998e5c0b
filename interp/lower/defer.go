package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// Deferred calls are kept in a dyn.Defers of the function, and the interpreter
// defers nothing but running them: its own reads the arguments of a deferred call
// when that runs, and drops the calls that are left when one of them panics.

// deferList is the type of the variable that holds the deferred calls.
var deferList = types.NewNamed(types.NewTypeName(token.NoPos, types.NewPackage(DynPath, "dyn"), "Defers", nil), types.NewStruct(nil, nil), nil)

// openDefers declares the deferred calls of a function whose body has defer
// statements, and has them run when it returns or panics. A single one that runs
// once at most needs no list.
func (f *fn) openDefers(body *ast.BlockStmt) []string {
	f.defers = nil
	n, again := countDefers(body)
	f.deferring = n > 0
	if n == 0 || n == 1 && !again {
		return nil
	}
	obj := types.NewVar(body.Pos(), f.pkg.Types, "defers", types.NewPointer(deferList))
	name := f.local("defers")
	f.names[obj], f.defers = variable{name: name}, obj
	run := f.fresh("unwind")
	list := f.typ(obj.Type())
	f.unit.funcs.ln(body.Pos(), "func %s(d %s) { d.Run(%s) }", run, list, f.unwound())
	return []string{
		fmt.Sprintf("var %s %s = new(%s)", name, list, f.typ(deferList)),
		fmt.Sprintf("defer %s(%s)", run, name),
	}
}

// unwound writes the panic that is under way when deferred calls run.
func (l *Lowerer) unwound() string { return l.dyn("Recovered") + "(recover())" }

// countDefers counts the defer statements of a function, not those of the
// literals in it, and reports whether one may run more than once.
func countDefers(body *ast.BlockStmt) (n int, again bool) {
	ast.Inspect(body, func(node ast.Node) bool {
		switch node.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			n++
		case *ast.ForStmt, *ast.RangeStmt, *ast.LabeledStmt:
			again = true
		}
		return true
	})
	return n, again
}

// deferCall writes a defer statement.
func (f *fn) deferCall(s *ast.DeferStmt) {
	b := f.bindCall(s.Call)
	name := f.fresh("deferred")
	params, args := strings.Join(b.params, ", "), strings.Join(b.args, ", ")
	f.unit.funcs.ln(s.Pos(), "func %s(%s) func() { return func() { %s } }", name, params, b.run)
	if b.face {
		f.ln(s, "%s(%s)", f.dyn("NotNil"), b.args[0])
	}
	if f.defers == nil {
		f.deferOne(s, b, name)
		return
	}
	v, _ := f.lookup(f.defers)
	push := "Push"
	if b.face {
		push = "PushFace"
	}
	f.ln(s, "%s.%s(%s(%s))", v.use(), push, name, args)
}

// deferOne writes the only defer statement of a function. The interpreter reads
// the arguments when the call runs, so that they are in variables of their own.
func (f *fn) deferOne(s *ast.DeferStmt, b bound, call string) {
	temps := make([]string, len(b.args))
	names := make([]string, len(b.args))
	for i, param := range b.params {
		name, t, _ := strings.Cut(param, " ")
		t = strings.TrimPrefix(t, "...")
		temps[i], names[i] = f.local("held"), name
		f.ln(s, "var %s %s = %s", temps[i], t, b.args[i])
	}
	run, depth := f.fresh("unwind"), 2
	if b.face {
		depth = 4
	}
	f.unit.funcs.ln(s.Pos(), "func %s(%s) { r := recover(); if r == nil { %s; return }; %s(%s(r), %d, %s(%s)) }",
		run, strings.Join(b.params, ", "), b.run, f.dyn("RunOne"), f.dyn("Recovered"), depth, call, strings.Join(names, ", "))
	f.ln(s, "defer %s(%s)", run, strings.Join(temps, ", "))
}

// goes writes a go statement. A panic in the goroutine is reported instead of
// ending the process.
func (f *fn) goes(s *ast.GoStmt) {
	b := f.bindCall(s.Call)
	name := f.fresh("spawn")
	f.unit.funcs.ln(s.Pos(), "func %s(%s) { defer %s(); %s%s }", name, strings.Join(b.params, ", "), f.guard(), f.began(s.Pos()), b.run)
	f.ln(s, "go %s(%s)", name, strings.Join(b.args, ", "))
}

// guard returns the function that every goroutine defers.
func (f *fn) guard() string {
	ended := ""
	if f.live && f.prompt(f.pkg.Types) {
		ended = f.host("Ended") + "(); "
	}
	return f.helper("guard", ended, func(name string) {
		f.unit.funcs.ln(token.NoPos, "func %s() { r := recover(); %sif r != nil { %s(r) } }", name, ended, f.host("GoPanic"))
	})
}

// began writes that a goroutine of the prompt has begun.
func (f *fn) began(pos token.Pos) string {
	if !f.live || !f.prompt(f.pkg.Types) {
		return ""
	}
	return f.host("Began") + "(" + f.mark(pos) + "); "
}

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

// recovers reports whether the body of a declared function calls recover itself.
func (l *Lowerer) recovers(m *types.Func) bool {
	d, ok := l.decls[m.Origin()]
	return ok && d.decl.Body != nil && callsRecover(d.pkg, d.decl.Body)
}

// callsRecover reports whether a body calls recover itself.
func callsRecover(pkg *load.Package, body *ast.BlockStmt) (found bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = found || isRecover(pkg, n)
		}
		return !found
	})
	return found
}

// isRecover reports whether a call is one of recover.
func isRecover(pkg *load.Package, call *ast.CallExpr) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return false
	}
	b, ok := pkg.Info.Uses[id].(*types.Builtin)
	return ok && b.Name() == "recover"
}

// passing writes what a function does first that only passes a call on to m.
func (l *Lowerer) passing(m *types.Func) string {
	if !l.recovers(m) {
		return ""
	}
	return l.dyn("Pass") + "(); "
}

// passingTo is passing for a function literal.
func (f *fn) passingTo(body *ast.BlockStmt) string {
	if !callsRecover(f.pkg, body) {
		return ""
	}
	return f.dyn("Pass") + "(); "
}
