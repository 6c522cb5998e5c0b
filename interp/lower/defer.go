package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
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
	f.deferring, f.end = n > 0, body.Rbrace
	declared := f.findLeaving(body, n)
	if n == 0 || n == 1 && !again {
		return declared
	}
	obj := types.NewVar(body.Pos(), f.pkg.Types, "defers", types.NewPointer(deferList))
	name := f.local("defers")
	f.names[obj], f.defers = variable{name: name}, obj
	run := f.fresh("unwind")
	list := f.typ(obj.Type())
	f.standsFor(run, symbol{name: f.symbol, bare: f.bare, unwinds: true})
	params, args := f.leftBy()
	out := f.unit.funcs
	out.ln(body.Rbrace, "func %s(%s) {", run, strings.Join(append([]string{"d " + list}, params...), ", "))
	if len(params) > 0 {
		out.ln(body.Rbrace, "p := %s", f.unwound())
		out.ln(body.Rbrace, "if p != nil { d.Run(p); return }")
		f.returned(out, "d.Run(nil)")
	} else {
		out.ln(f.leaving.last, "d.Run(%s)", f.unwound())
	}
	out.ln(body.Rbrace, "}")
	return append(declared, fmt.Sprintf("var %s %s = new(%s)", name, list, f.typ(deferList)),
		fmt.Sprintf("defer %s(%s)", run, strings.Join(append([]string{name}, args...), ", ")))
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
	f.standsFor(run, symbol{name: f.symbol, bare: f.bare, unwinds: true})
	left, how := f.leftBy()
	out := f.unit.funcs
	out.ln(f.end, "func %s(%s) {", run, strings.Join(append(slices.Clip(b.params), left...), ", "))
	out.ln(f.end, "r := recover()")
	out.ln(f.end, "if r != nil { %s(%s(r), %d, %s(%s)); return }", f.dyn("RunOne"), f.dyn("Recovered"), depth, call, strings.Join(names, ", "))
	f.returned(out, b.run)
	out.ln(f.end, "}")
	f.ln(s, "defer %s(%s)", run, strings.Join(append(temps, how...), ", "))
}
