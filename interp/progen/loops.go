package progen

import "fmt"

// loop writes a loop of some form.
func (g *gen) loop() {
	l := &loop{isLoop: true}
	g.labelled(l, func() {
		g.open()
		switch g.n(12) {
		case 0, 1, 2:
			g.counting()
		case 3:
			g.ranging(fmt.Sprint(1+g.n(4)), intType, nil)
		case 4:
			t := pick(g, integers)
			g.ranging(fmt.Sprintf("min(%s, 3)", g.expr(t, 1)), t, nil)
		case 5:
			g.ranging(g.expr(stringType, 1), intType, g.find("int32"))
		case 6:
			g.ranging(fmt.Sprintf("upTo(%d)", 1+g.n(4)), intType, nil)
		case 7:
			g.ranging("sorted("+g.expr(g.find("map[string]int"), 1)+")", stringType, intType)
		case 8:
			g.ranging("twice", nil, nil)
		case 9:
			g.ranging("new(Stack[string]).Push("+g.expr(stringType, 1)+").Push(\"last\").All()", intType, stringType)
		default:
			g.rangingOver()
		}
		g.block(1 + g.n(4))
		g.ln("}")
		g.close()
	})
}

// counting opens a for statement with three clauses.
func (g *gen) counting() {
	name, n := g.name(), 1+g.n(4)
	switch g.n(4) {
	case 0:
		other := g.name()
		if other != name {
			start := clause(g.expr(intType, 1))
			g.vars = append(g.vars, local{name: name, t: intType, fixed: true}, local{name: other, t: intType})
			g.ln("for %s, %s := 0, %s; %s < %d; %s, %s = %s+1, %s {", name, other, start, name, n, name, other, name, clause(g.expr(intType, 1)))
			g.ln("_ = %s", other)
			return
		}
		fallthrough
	case 1:
		g.ln("for %s := %d; %s > 0; %s-- {", name, n, name, name)
	case 2:
		g.ln("for %s := 0; ; %s++ {", name, name)
		g.ln("if %s >= %d { break }", name, n)
	default:
		g.ln("for %s := 0; %s < %d; %s++ {", name, name, n, name)
	}
	g.vars = append(g.vars, local{name: name, t: intType, fixed: true})
}

// ranging opens a range statement whose variables are new, or some of them.
func (g *gen) ranging(over string, key, value *typ) {
	over = "range " + clause(over)
	k, v := g.name(), g.name()
	switch {
	case key == nil || g.chance(10):
		g.ln("for %s {", over)
	case value == nil || k == v || g.chance(20):
		g.ln("for %s := %s {", k, over)
		g.add(k, key)
	case g.chance(30):
		g.ln("for _, %s := %s {", v, over)
		g.add(v, value)
	default:
		g.ln("for %s, %s := %s {", k, v, over)
		g.add(k, key)
		g.add(v, value)
	}
}

// rangingOver opens a range over a variable of a slice or array type, of which
// the body may change elements.
func (g *gen) rangingOver() {
	list := g.visible(func(v local) bool { return v.t.kind == array || v.t.kind == slice })
	if len(list) == 0 {
		t := g.find("[]string")
		g.ranging(g.expr(t, 1), intType, t.elem)
		return
	}
	v := pick(g, list)
	code := v.name
	if v.t.kind == slice {
		code = fmt.Sprintf("%s[:min(len(%s), 4)]", v.name, v.name)
	} else if g.chance(30) {
		code = "&" + v.name
	}
	g.ranging(code, intType, v.t.elem)
}
