package progen

import (
	"fmt"
	"strings"
)

// stmts writes up to n statements.
func (g *gen) stmts(n int) {
	for range n {
		if g.budget <= 0 {
			return
		}
		g.budget--
		g.stmt()
	}
}

// block writes statements in a scope of their own, without the braces.
func (g *gen) block(n int) {
	g.open()
	g.stmts(n)
	if g.chance(40) {
		g.printed()
	}
	g.close()
}

func (g *gen) stmt() {
	nested := len(g.scopes) < 7
	switch n := g.n(100); {
	case n < 18:
		g.define()
	case n < 36:
		g.assign()
	case n < 41 && nested:
		g.ifElse()
	case n < 57 && nested:
		g.loop()
	case n < 64 && nested:
		g.switches()
	case n < 70:
		g.leave()
	case n < 74 && nested:
		g.deferred()
	case n < 79:
		g.closures()
	case n < 82 && nested:
		g.selects()
	case n < 86 && len(g.funcs) > 0:
		g.call(pick(g, g.funcs))
	case n < 90:
		g.methods()
	case n < 92:
		g.panics()
	case n < 94:
		g.generics()
	case n < 98 && nested:
		g.piece()
	default:
		g.printed()
	}
}

// define declares a variable.
func (g *gen) define() {
	t := pick(g, g.all)
	name := g.name()
	switch value := g.expr(t, 2); {
	case g.chance(15) && t.kind != pointer && t.kind != function && t.kind != shape:
		g.ln("var %s %s", name, t.name)
	case g.chance(30):
		g.ln("var %s %s = %s", name, t.name, value)
	case t.kind == integer && g.chance(20):
		g.ln("%s := %s(%s)", name, t.name, g.number(t))
	case g.chance(10):
		other := pick(g, g.all)
		second := g.name()
		if second == name {
			second += "2"
		}
		if g.inScope(second) {
			return
		}
		g.ln("%s, %s := %s, %s", name, second, value, g.expr(other, 1))
		g.add(second, other)
	default:
		g.ln("%s := %s", name, value)
	}
	g.add(name, t)
}

// target writes something that can be assigned to.
func (g *gen) target() (string, *typ, bool) {
	list := g.visible(func(v local) bool { return !v.fixed && v.t.kind != function })
	if len(list) == 0 {
		return "", nil, false
	}
	v := pick(g, list)
	code, t := v.name, v.t
	for range 2 {
		if g.chance(30) {
			break
		}
		switch t.kind {
		case structure:
			f := pick(g, t.fields)
			code, t = code+"."+f.name, f.t
		case pointer:
			f := pick(g, t.elem.fields)
			code, t = code+"."+f.name, f.t
		case array:
			if g.chance(50) {
				code = fmt.Sprintf("%s[%d]", code, g.n(t.len))
			} else {
				code = fmt.Sprintf("%s[uint(%s)%%%d]", code, g.expr(intType, 1), t.len)
			}
			t = t.elem
		}
	}
	return code, t, t.kind != function
}

// assign writes an assignment to a variable or to a part of one.
func (g *gen) assign() {
	code, t, ok := g.target()
	if !ok {
		return
	}
	switch n := g.n(10); {
	case n < 2 && t.kind == integer:
		g.ln("%s%s", code, pick(g, []string{"++", "--"}))
	case n < 5 && t.kind == integer:
		g.ln("%s %s %s", code, pick(g, []string{"+=", "-=", "*=", "|=", "&=", "^=", "&^="}), g.expr(t, 2))
	case n < 4 && t == stringType:
		g.ln("%s += %s", code, g.expr(t, 1))
	case n < 6 && t.kind == slice:
		g.ln("if len(%s) > 0 { %s[uint(%s)%%uint(len(%s))] = %s }", code, code, g.expr(intType, 1), code, g.expr(t.elem, 1))
	case n < 8 && t.kind == slice:
		g.ln("%s = append(%s, %s)", code, code, g.expr(t.elem, 1))
	case n < 8 && t.kind == dict:
		g.ln("if %s == nil { %s = %s{} }", code, code, t.name)
		g.ln("%s[%s] = %s", code, g.expr(stringType, 1), g.expr(t.elem, 1))
		if t.elem == intType {
			g.ln("%s[\"k\"]++", code)
		}
	case n < 6 && (t.kind == integer || t.kind == text):
		g.swap(code, t)
	default:
		g.ln("%s = %s", code, g.expr(t, 2))
	}
}

// swap writes a parallel assignment.
func (g *gen) swap(code string, t *typ) {
	other, second, ok := g.target()
	if !ok || strings.Contains(other, "[uint") || strings.Contains(code, "[uint") {
		g.ln("%s = %s", code, g.expr(t, 1))
		return
	}
	g.ln("%s, %s = %s, %s", code, other, g.expr(t, 1), g.expr(second, 1))
}

func (g *gen) ifElse() {
	g.open()
	defer g.close()
	init := ""
	if g.chance(30) {
		t := pick(g, g.all)
		name := g.name()
		init = fmt.Sprintf("%s := %s; ", name, clause(g.expr(t, 1)))
		g.vars = append(g.vars, local{name: name, t: t})
		g.ln("if %s%s {", init, clause(g.condition(2)))
		g.ln("_ = %s", name)
	} else {
		g.ln("if %s {", clause(g.condition(2)))
	}
	g.block(1 + g.n(3))
	if g.chance(50) {
		g.ln("} else {")
		g.block(1 + g.n(3))
	}
	g.ln("}")
}

// switches writes an expression switch or a type switch.
func (g *gen) switches() {
	if g.chance(35) {
		g.typeSwitch()
		return
	}
	t := pick(g, []*typ{intType, stringType, pick(g, integers)})
	tag := g.expr(t, 1)
	if g.chance(30) {
		tag, t = "", boolType
	}
	l := &loop{}
	g.labelled(l, func() {
		g.ln("switch %s {", clause(tag))
		n := 1 + g.n(4)
		first := g.n(n + 2) // where the default clause is
		for i := range n {
			switch {
			case i == first:
				g.ln("default:")
			case t == boolType:
				g.ln("case %s:", g.condition(1))
			default:
				g.ln("case %s, %s:", g.expr(t, 1), g.expr(t, 0))
			}
			g.ln("show(\"case\", %d)", i)
			g.block(1 + g.n(2))
			if i < n-1 && g.chance(30) {
				g.ln("fallthrough")
			}
		}
		g.ln("}")
	})
}

func (g *gen) typeSwitch() {
	l := &loop{}
	g.labelled(l, func() {
		g.open()
		defer g.close()
		name := g.name()
		g.ln("switch %s := %s.(type) {", name, clause(g.expr(anyType, 1)))
		seen := map[*typ]bool{}
		for range 1 + g.n(4) {
			t := pick(g, g.all)
			if seen[t] || t.kind == face {
				continue
			}
			seen[t] = true
			other := pick(g, g.all)
			list := t.name
			if !seen[other] && other.kind != face && g.chance(25) {
				seen[other] = true
				list, t = list+", "+other.name, anyType
			}
			g.ln("case %s:", list)
			g.open()
			g.add(name, t)
			g.stmts(1 + g.n(2))
			g.printed()
			g.close()
		}
		if g.chance(30) {
			g.ln("case nil:")
			g.ln("show(\"nil\", %s)", name)
		}
		g.ln("default:")
		g.ln("show(\"other\", %s == nil)", name)
		g.ln("}")
	})
}

// labelled writes a statement, with a label if something in it refers to one.
func (g *gen) labelled(l *loop, write func()) {
	g.labels++
	l.label = fmt.Sprintf("L%d", g.labels)
	b := g.bodies[len(g.bodies)-1]
	b.loops = append(b.loops, l)
	text := g.aside(write)
	b.loops = b.loops[:len(b.loops)-1]
	if l.used {
		g.ln("%s:", l.label)
	}
	g.out.WriteString(text)
}

// leave writes break, continue or return.
func (g *gen) leave() {
	b := g.bodies[len(g.bodies)-1]
	if g.chance(20) || len(b.loops) == 0 {
		if len(g.scopes) > 2 && g.chance(60) {
			g.ln("if %s {", clause(g.condition(1)))
			g.returns()
			g.ln("}")
		}
		return
	}
	l := pick(g, b.loops)
	verb := "break"
	if l.isLoop && g.chance(50) {
		verb = "continue"
	}
	if l != b.loops[len(b.loops)-1] || g.chance(30) || verb == "continue" {
		l.used = true
		verb += " " + l.label
	}
	if g.chance(85) {
		g.ln("if %s { %s }", clause(g.condition(1)), verb)
	} else {
		g.ln("if id(true) { %s }", verb)
	}
}

// selects writes a select statement of which one case is ready.
func (g *gen) selects() {
	t := pick(g, []*typ{intType, stringType, pick(g, g.all)})
	g.labels++
	ch := fmt.Sprintf("ch%d", g.labels)
	g.ln("%s := make(chan %s, 1)", ch, t.name)
	ready := g.chance(60)
	if ready {
		g.ln("%s <- %s", ch, g.expr(t, 1))
	}
	g.labelled(&loop{}, func() {
		g.ln("select {")
		g.open()
		name := g.name()
		switch g.n(3) {
		case 0:
			g.ln("case %s := <-%s:", name, ch)
			g.add(name, t)
		case 1:
			g.ln("case %s, ok := <-%s:", name, ch)
			g.ln("show(ok)")
			g.add(name, t)
		default:
			g.ln("case <-%s:", ch)
		}
		g.stmts(1 + g.n(2))
		g.close()
		if ready || g.chance(50) {
			g.ln("default:")
		} else {
			g.ln("case %s <- %s:", ch, g.expr(t, 1))
		}
		g.block(1 + g.n(2))
		g.ln("}")
	})
}

// panics writes what may panic.
func (g *gen) panics() {
	switch g.n(8) {
	case 0:
		g.ln("if %s { panic(%s) }", clause(g.condition(1)), pick(g, []string{`"oops"`, `&Fault{7}`, `fmt.Errorf("wrapped: %w", &Fault{8})`, "High", "42"}))
	case 1:
		g.ln("_ = (%s)[%s]", g.expr(g.find("[]int"), 1), g.expr(intType, 1))
	case 2:
		g.ln("show(1 / %s)", g.expr(intType, 1))
	case 3:
		g.ln("show((%s).(%s))", g.expr(anyType, 1), pick(g, []string{"int", "string", "Level", "S0", "Shape"}))
	case 4:
		g.ln("show((%s)[%s:])", g.expr(stringType, 1), g.expr(intType, 0))
	case 5:
		g.ln("if %s { var none map[string]int; none[\"a\"] = 1 }", clause(g.condition(1)))
	case 6:
		g.ln("if %s { var none *S0; none.Grow(1) }", clause(g.condition(1)))
	default:
		s, ok := g.variable(g.find("[]int"))
		if ok {
			g.ln("%s = %s[%s:%s]", s.name, s.name, g.expr(intType, 0), g.expr(intType, 0))
		}
	}
}
