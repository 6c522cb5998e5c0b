package progen

import (
	"fmt"
	"strings"
)

// function declares a function with parameters, results and a body.
func (g *gen) function() {
	t := &typ{kind: function, fn: fmt.Sprintf("fn%d", len(g.funcs))}
	for range g.n(4) {
		t.params = append(t.params, pick(g, g.all))
	}
	for range g.n(3) {
		t.results = append(t.results, pick(g, g.all))
	}
	b := &body{results: t.results, named: len(t.results) > 0 && g.chance(50)}
	g.open()
	var params, results []string
	for _, p := range t.params {
		name := g.name()
		g.vars = append(g.vars, local{name: name, t: p})
		params = append(params, name+" "+p.name)
	}
	for i, r := range t.results {
		name := ""
		if b.named {
			name = fmt.Sprintf("r%d ", i)
			g.vars = append(g.vars, local{name: strings.TrimSpace(name), t: r})
		}
		results = append(results, name+r.name)
	}
	g.ln("func %s(%s) (%s) {", t.fn, strings.Join(params, ", "), strings.Join(results, ", "))
	g.ln("if spent() { panic(%q) }", "spent")
	g.bodies = append(g.bodies, b)
	g.budget = 25
	g.stmts(4 + g.n(6))
	g.returns()
	g.bodies = g.bodies[:len(g.bodies)-1]
	g.ln("}")
	g.close()
	g.funcs = append(g.funcs, t)
}

// main calls every function and prints what it returns.
func (g *gen) main() {
	g.open()
	g.ln("func main() {")
	for _, t := range g.funcs {
		for range 1 + g.n(2) {
			g.ln("try(%q, func() {", t.fn)
			g.open()
			g.bodies = append(g.bodies, &body{})
			g.call(t)
			g.printed()
			g.bodies = g.bodies[:len(g.bodies)-1]
			g.close()
			g.ln("})")
		}
	}
	g.ln("}")
	g.close()
}

// call writes a call of a declared function, whose results become variables.
func (g *gen) call(t *typ) {
	var args, results []string
	for _, p := range t.params {
		args = append(args, g.expr(p, 1))
	}
	code := fmt.Sprintf("%s(%s)", t.fn, strings.Join(args, ", "))
	if len(t.results) == 0 || g.chance(5) {
		g.ln("%s", code)
		return
	}
	for range t.results {
		name := g.name()
		for strings.Contains(" "+strings.Join(results, " ")+" ", " "+name+" ") {
			name = g.name()
		}
		results = append(results, name)
	}
	g.ln("%s := %s", strings.Join(results, ", "), code)
	for i, name := range results {
		g.add(name, t.results[i])
	}
}

// returns writes a return statement.
func (g *gen) returns() {
	b := g.bodies[len(g.bodies)-1]
	if b.named && g.chance(40) {
		g.ln("return")
		return
	}
	var values []string
	for _, r := range b.results {
		values = append(values, g.expr(r, 2))
	}
	g.ln("return %s", strings.Join(values, ", "))
}

// printed writes the variables in scope.
func (g *gen) printed() {
	list := g.visible(func(v local) bool { return v.t.printable() })
	if len(list) > 4 {
		g.r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		list = list[:4]
	}
	var args []string
	for _, v := range list {
		if v.t.kind == shape {
			continue
		}
		args = append(args, v.name)
	}
	if len(args) > 0 {
		g.ln("show(%q, %s)", strings.Join(args, " "), strings.Join(args, ", "))
	}
}
