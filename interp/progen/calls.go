package progen

import (
	"fmt"
	"strings"
)

// deferred writes a defer statement.
func (g *gen) deferred() {
	switch g.n(6) {
	case 0:
		if v, ok := g.variable(intType); ok {
			g.ln("defer show(\"deferred\", %s, %s)", v.name, g.expr(stringType, 1))
		}
	case 1:
		g.ln("defer func() {")
		g.procedure(func() { g.block(1 + g.n(2)) })
		g.ln("}()")
	case 2:
		g.ln("defer func() {")
		g.ln("if r := recover(); r != nil { show(\"recovered\", r != nil) }")
		g.procedure(func() { g.block(g.n(2)) })
		g.ln("}()")
	case 3:
		if p, ok := g.variable(g.find("*S0")); ok {
			g.ln("defer %s.Grow(%s)", p.name, g.expr(intType, 1))
		}
	case 4:
		g.ln("defer func(list ...int) { show(\"list\", list) }(%s, %s)", g.expr(intType, 1), g.expr(intType, 1))
	default:
		g.ln("defer func() { show(\"last\", %s) }()", g.expr(intType, 1))
	}
}

// procedure writes the body of a function literal without results.
func (g *gen) procedure(write func()) {
	g.bodies = append(g.bodies, &body{})
	write()
	g.bodies = g.bodies[:len(g.bodies)-1]
}

// closures writes closures that are kept, called, or recursive.
func (g *gen) closures() {
	makers := g.find("[]func() int")
	list, ok := g.variable(makers)
	switch n := g.n(6); {
	case n < 2 && ok:
		g.ln("%s = append(%s, %s)", list.name, list.name, g.closure(intMaker))
	case n < 3 && ok:
		g.ln("for _, f := range %s[:min(len(%s), 5)] { show(\"kept\", f()) }", list.name, list.name)
	case n < 4: // of a name of its own, as it must not be called where it ends
		g.labels++
		name := fmt.Sprintf("rec%d", g.labels)
		g.ln("var %s func(int) int", name)
		g.ln("%s = func(depth int) int { if depth <= 0 || depth > 9 { return %s }; return depth + %s(depth-1) }", name, g.expr(intType, 1), name)
		g.add(name, intFunc)
	case n < 5:
		name := g.name()
		g.ln("%s := func() int {", name)
		b := &body{results: []*typ{intType}}
		g.bodies = append(g.bodies, b)
		g.open()
		g.stmts(1 + g.n(3))
		g.returns()
		g.close()
		g.bodies = g.bodies[:len(g.bodies)-1]
		g.ln("}")
		g.ln("show(%q, %s())", name, name)
		g.add(name, intMaker)
	default:
		if f, ok := g.variable(intMaker); ok {
			name := g.name()
			g.ln("%s := %s()", name, f.name)
			g.add(name, intType)
		}
	}
}

// methods writes method calls with effects, method values and expressions.
func (g *gen) methods() {
	s := pick(g, g.structs)
	list := g.visible(func(v local) bool { return v.t == s || v.t.kind == pointer && v.t.elem == s })
	if len(list) == 0 {
		return
	}
	v := pick(g, list)
	name := g.name()
	if name == v.name {
		return
	}
	switch g.n(5) {
	case 0:
		g.ln("show(%s.Grow(%s))", v.name, g.expr(intType, 1))
	case 1:
		g.ln("%s := %s.Area", name, v.name)
		g.ln("%s.%s += 3", v.name, s.number())
		g.add(name, intMaker)
	case 2:
		g.ln("%s := %s.Grow", name, v.name)
		g.add(name, intFunc)
		g.ln("show(%s(%s), %s(2))", name, g.number(g.find("int8")), name)
	case 3:
		if v.t == s {
			g.ln("show(%s.Area(%s), (*%s).Grow(&%s, 1))", s.name, v.name, s.name, v.name)
		}
	default:
		if v.t == s {
			g.ln("%s := &%s", name, v.name)
			if p := g.find("*" + s.name); p != nil {
				g.add(name, p)
			}
		}
	}
}

// generics writes uses of generic functions and types.
func (g *gen) generics() {
	t, u := pick(g, g.all), pick(g, g.all)
	name := g.name()
	switch g.n(3) {
	case 0:
		g.ln("%s, ok := new(Stack[%s]).Push(%s).Push(%s).Pop()", name+"P", t.name, g.expr(t, 1), g.expr(t, 1))
		g.ln("show(ok)")
		g.ln("_ = %sP", name)
		if t.printable() && t.kind != shape {
			g.ln("show(%sP)", name)
		}
	case 1:
		g.ln("%s := Pair[%s, %s]{%s, %s}.Flip().Flip().Left", name, t.name, u.name, g.expr(t, 1), g.expr(u, 1))
		g.add(name, t)
	default:
		list := g.find("[]" + t.name)
		if list == nil {
			return
		}
		g.ln("%s := apply(%s, func(it %s) string { return %s })", name, g.expr(list, 1), t.name, strings.ReplaceAll(g.describe(t), "?", "it"))
		g.add(name, g.find("[]string"))
	}
}

// describe writes a string about the variable ?.
func (g *gen) describe(t *typ) string {
	if t.printable() && t.kind != shape {
		return "fmt.Sprint(?)"
	}
	return fmt.Sprintf("%q", t.name)
}
