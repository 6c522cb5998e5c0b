package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// literal begins the lowering of a function literal, or of something that is
// treated like one, to a function of the package, and returns its name.
//
// The interpreter shares a captured variable between iterations when the
// literal is an argument of a call. A function that is handed pointers cannot.
func (f *fn) literal(sig *types.Signature) (child *fn, name string) {
	child = &fn{
		Lowerer: f.Lowerer, group: f.group, contexts: f.contexts, literals: f.literals, ranges: new(int), pkg: f.pkg, subst: f.subst, parent: f, out: &code{},
		names: map[types.Object]variable{}, used: f.used, escapes: f.escapes, gotos: f.gotos, changed: f.changed, counters: f.counters,
		capSet: map[types.Object]variable{}, promoted: f.promoted, states: f.states,
		sig: sig, bare: sig.Params().Len() == 0, defers: f.defers,
	}
	return child, f.fresh("lit")
}

// lowered is a function literal in parts.
type lowered struct {
	params, results string // as written
	outer, args     []string
	body            *code
}

// body lowers a function literal, all but its head.
func (f *fn) body(lit *ast.FuncLit) lowered {
	params, prologue := f.params(nil, lit.Type.Params, nil)
	results, zero := f.namedResults(lit.Type.Results, lit.Body)
	for _, line := range append(append(zero, prologue...), f.openDefers(lit.Body)...) {
		f.out.ln(lit.Pos(), "%s", line)
	}
	f.breathe(lit.Pos())
	f.stmts(lit.Body.List)
	f.out.ln(lit.Body.Rbrace, "}")
	outer, args := f.captures()
	return lowered{strings.Join(params, ", "), results, outer, args, f.out}
}

// closure lowers a function literal used as a value.
func (f *fn) closure(lit *ast.FuncLit) string {
	sig := f.typeOf(lit).(*types.Signature)
	if f.group.live {
		return f.replaceable(lit, sig)
	}
	child, name := f.literal(sig)
	child.symbol = f.symbolIn(lit)
	f.standsFor(name, symbol{name: child.symbol, bare: child.bare})
	l := child.body(lit)
	out := f.unit.funcs
	out.ln(lit.Pos(), "func %s(%s) func%s {", name, strings.Join(l.outer, ", "), f.signature(sig))
	out.ln(lit.Pos(), "return func(%s)%s {", l.params, l.results)
	out.append(l.body)
	out.ln(lit.Body.Rbrace, "}")
	return name + "(" + strings.Join(l.args, ", ") + ")"
}

// replaceable lowers a function literal used as a value so that its body can be
// replaced, for the values that there are of it too: these only call a slot, with
// pointers to what is captured.
func (f *fn) replaceable(lit *ast.FuncLit, sig *types.Signature) string {
	g := &group{name: f.group.root() + "__lit_" + f.contexts[lit], live: true, of: f.group}
	child, _ := f.literal(sig)
	child.symbol = f.symbolIn(lit)
	g.symbol = symbol{name: child.symbol, bare: child.bare}
	child.group, child.used = g, map[string]int{}
	leave := f.writing(&g.code)
	l := child.body(lit)
	leave()
	params := l.outer
	if l.params != "" {
		params = append(params[:len(params):len(params)], l.params)
	}
	g.code.ln(lit.Pos(), "func %s(%s)%s {", self, strings.Join(params, ", "), l.results)
	g.code.append(l.body)

	types := typesOf(l.outer)
	for i := range sig.Params().Len() {
		types = append(types, f.param(sig, i))
	}
	g.proto = "func(" + strings.Join(types, ", ") + ")" + f.results(sig)
	g.name = f.stable("literal "+g.name+" "+g.proto, g.name)
	f.goNames.Store(g.name, symbolAt{child.symbol, f.fset.Position(lit.Pos())})
	own, pass := f.parameters(sig, "p__")
	call := callee{code: g.name, recv: namesOf(l.outer)}.call(pass)
	g.decl.ln(token.NoPos, "func %s___make(%s) func%s { return func(%s)%s { %s%s%s } }", g.name, strings.Join(l.outer, ", "), f.signature(sig),
		strings.Join(own, ", "), f.results(sig), f.passingTo(lit.Body), returning(sig), call)
	f.add(g)
	return g.name + "___make(" + strings.Join(l.args, ", ") + ")"
}

// direct lowers a function literal that is called where it stands: by a call,
// a go or a defer statement. It returns the function and its first arguments.
func (f *fn) direct(lit *ast.FuncLit) callee {
	child, name := f.literal(f.typeOf(lit).(*types.Signature))
	child.symbol = f.symbolIn(lit)
	f.standsFor(name, symbol{name: child.symbol, bare: child.bare})
	l := child.body(lit)
	params := l.outer
	if l.params != "" {
		params = append(params[:len(params):len(params)], l.params)
	}
	out := f.unit.funcs
	out.ln(lit.Pos(), "func %s(%s)%s {", name, strings.Join(params, ", "), l.results)
	out.append(l.body)
	return callee{code: name, recv: l.args, held: typesOf(l.outer), fixed: true}
}

// typesOf returns the types of written parameters.
func typesOf(params []string) []string {
	out := make([]string, len(params))
	for i, param := range params {
		_, out[i], _ = strings.Cut(param, " ")
	}
	return out
}

// namesOf returns the names of written parameters.
func namesOf(params []string) []string {
	out := make([]string, len(params))
	for i, param := range params {
		out[i], _, _ = strings.Cut(param, " ")
	}
	return out
}

// captures writes the parameters through which a literal gets its captured
// variables, and the arguments that the function around it passes.
func (f *fn) captures() (params, args []string) {
	slices.SortStableFunc(f.caps, func(a, b types.Object) int { return int(a.Pos() - b.Pos()) })
	for _, obj := range f.caps {
		v, t := f.capSet[obj], f.typ(f.subst.apply(obj.Type()))
		if v.kind == pointerVar {
			t = "*" + t
		}
		params = append(params, v.name+" "+t)
		outer, _ := f.parent.lookup(obj)
		if outer.kind == pointerVar || v.kind == plainVar {
			args = append(args, outer.name)
		} else {
			args = append(args, "&"+outer.name)
		}
	}
	return params, args
}
