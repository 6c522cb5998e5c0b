package progen

import (
	"fmt"
	"strings"
)

// expr writes an expression of type t that has no effects and does not panic. It
// is never constant, so that what the compiler makes of constants is no matter.
func (g *gen) expr(t *typ, depth int) string {
	if depth > 0 && g.chance(75) {
		if code := g.operation(t, depth-1); code != "" {
			return code
		}
	}
	if g.chance(80) {
		if code := g.place(t); code != "" {
			return code
		}
	}
	return g.fresh(t, depth)
}

// place writes a variable of type t, or a part of one.
func (g *gen) place(t *typ) string {
	var paths []string
	for _, v := range g.visible(func(local) bool { return true }) {
		paths = g.paths(paths, v.name, v.t, t, 2)
	}
	if len(paths) == 0 {
		return ""
	}
	return pick(g, paths)
}

// paths adds the ways to a t inside a variable.
func (g *gen) paths(out []string, code string, from, t *typ, depth int) []string {
	if from == t {
		out = append(out, code)
	}
	if depth == 0 {
		return out
	}
	switch from.kind {
	case structure:
		for _, f := range from.fields {
			out = g.paths(out, code+"."+f.name, f.t, t, depth-1)
			if f.embedded && t == intType {
				out = append(out, code+"."+f.t.number()) // promoted
			}
		}
	case pointer:
		if from.elem == t {
			out = append(out, "(*"+code+")")
		}
		for _, f := range from.elem.fields {
			out = g.paths(out, code+"."+f.name, f.t, t, depth-1)
		}
	case array:
		out = g.paths(out, fmt.Sprintf("%s[%d]", code, g.n(from.len)), from.elem, t, depth-1)
	}
	return out
}

// number writes a literal of an integer type, which may stand alone.
func (g *gen) number(t *typ) string {
	switch g.n(8) {
	case 0:
		return t.min
	case 1:
		return t.max
	}
	return fmt.Sprint(g.n(100))
}

var texts = []string{`""`, `"go"`, `"héllo, 世界"`, `"a\xffb\x80"`, `"x"`, `"tab\t"`, "`raw\\n`"}

// literal writes a constant of a basic type.
func (g *gen) literal(t *typ) string {
	switch t.kind {
	case integer:
		return g.number(t)
	case float:
		return pick(g, []string{"0.5", "3", "-1.25", "1e6", "7.75"})
	case text:
		return pick(g, texts)
	}
	return pick(g, []string{"true", "false"})
}

// fresh writes a new value of type t.
func (g *gen) fresh(t *typ, depth int) string {
	switch t.kind {
	case integer, float, text, boolean:
		return fmt.Sprintf("id[%s](%s)", t.name, g.literal(t))
	case face:
		return g.boxed(depth)
	case shape:
		if g.chance(50) {
			return fmt.Sprintf("Shape(Square(%s))", g.expr(intType, 0))
		}
		s := pick(g, g.structs)
		return "Shape(" + pick(g, []string{"", "&"}) + g.composite(s, depth) + ")"
	case function:
		return g.closure(t)
	case pointer:
		return "&" + g.composite(t.elem, depth)
	}
	return g.composite(t, depth)
}

// boxed writes a value of some type as an any.
func (g *gen) boxed(depth int) string {
	for range 5 {
		if t := pick(g, g.all); t.printable() && t.kind != face && t.kind != shape && !t.circular() {
			return "any(" + g.expr(t, min(depth, 1)) + ")"
		}
	}
	return "any(nil)"
}

// composite writes a literal of a struct, array, slice or map.
func (g *gen) composite(t *typ, depth int) string {
	var parts []string
	switch t.kind {
	case structure:
		for _, f := range t.fields {
			if depth > 0 || g.chance(30) || f.t.kind == pointer {
				parts = append(parts, f.name+": "+g.expr(f.t, max(0, depth-1)))
			}
		}
	case array:
		for range t.len {
			parts = append(parts, g.expr(t.elem, 0))
		}
	case slice:
		for range g.n(4) {
			parts = append(parts, g.expr(t.elem, 0))
		}
		if t.elem.kind != function && g.chance(15) {
			return fmt.Sprintf("make(%s, %d, %d)", t.name, len(parts), len(parts)+g.n(3))
		}
	case dict:
		for i := range g.n(4) {
			parts = append(parts, fmt.Sprintf("%q: %s", strings.Repeat("k", i+1), g.expr(t.elem, 0)))
		}
	}
	return t.name + "{" + strings.Join(parts, ", ") + "}"
}

// closure writes a function literal that only computes.
func (g *gen) closure(t *typ) string {
	if len(t.params) == 0 {
		if n, ok := g.variable(intType); ok && !n.fixed && g.chance(50) {
			return fmt.Sprintf("func() int { %s++; return %s }", n.name, n.name)
		}
		return fmt.Sprintf("func() int { return %s }", g.expr(intType, 1))
	}
	g.open()
	defer g.close()
	name := g.name()
	g.vars = append(g.vars, local{name: name, t: intType})
	return fmt.Sprintf("func(%s int) int { return %s %s %s }", name, name, pick(g, []string{"+", "-", "*", "^"}), g.expr(intType, 1))
}

// operation writes an operation with a result of type t, or "" if there is none.
func (g *gen) operation(t *typ, depth int) string {
	e := func(t *typ) string { return g.expr(t, depth) }
	index := func(of *typ) string {
		if of == nil {
			return ""
		}
		switch of.kind {
		case array:
			return fmt.Sprintf("%s[uint(%s)%%%d]", g.operand(of, depth), e(intType), of.len)
		case slice:
			return fmt.Sprintf("at(%s, %s)", e(of), e(intType))
		}
		return fmt.Sprintf("%s[%s]", g.operand(of, depth), e(stringType))
	}
	if g.chance(20) {
		var holders []*typ
		for _, h := range g.all {
			if h.elem == t && h.kind != pointer && (h.kind != slice || t.kind != function) && (h.kind != dict || t.kind != pointer && t.kind != function && t.kind != shape) {
				holders = append(holders, h)
			}
		}
		if len(holders) > 0 {
			return index(pick(g, holders))
		}
	}
	switch t.kind {
	case integer:
		return g.arithmetic(t, depth)
	case float:
		if g.chance(30) {
			return fmt.Sprintf("float64(%s)", e(pick(g, integers)))
		}
		return fmt.Sprintf("(%s %s %s)", e(t), pick(g, []string{"+", "-", "*"}), e(t))
	case text:
		return g.stringOf(t, depth)
	case boolean:
		return g.condition(depth)
	case structure:
		switch g.n(3) {
		case 0:
			return fmt.Sprintf("%s.With(%s)", g.operand(t, depth), e(intType))
		case 1:
			return fmt.Sprintf("%s.With(%s)", g.operand(t, depth), g.number(intType))
		}
		return fmt.Sprintf("id(%s)", e(t))
	case slice:
		if t.elem.kind == function {
			return ""
		}
		switch g.n(3) {
		case 0:
			return fmt.Sprintf("append(slices.Clip(%s), %s)", e(t), e(t.elem))
		case 1:
			return fmt.Sprintf("slices.Clone(%s)", e(t))
		}
		return fmt.Sprintf("append(%s(nil), %s...)", t.name, e(t))
	}
	return ""
}

// operand writes an expression of a type that a suffix may follow.
func (g *gen) operand(t *typ, depth int) string {
	code := g.expr(t, depth)
	if strings.ContainsAny(code, "{} ") {
		return "(" + code + ")"
	}
	return code
}

func (g *gen) arithmetic(t *typ, depth int) string {
	e := func(t *typ) string { return g.expr(t, depth) }
	switch g.n(12) {
	case 0:
		return fmt.Sprintf("(%s / (%s | 1))", e(t), e(t))
	case 1:
		return fmt.Sprintf("(%s %% (%s | 1))", e(t), e(t))
	case 2:
		return fmt.Sprintf("(%s %s (uint(%s) & %d))", e(t), pick(g, []string{"<<", ">>"}), e(intType), pick(g, []int{7, 31, 127}))
	case 3:
		return fmt.Sprintf("%s(%s)", t.name, e(pick(g, integers)))
	case 4:
		return fmt.Sprintf("(%s%s)", pick(g, []string{"-", "^"}), e(t))
	case 5:
		return fmt.Sprintf("%s(%s, %s)", pick(g, []string{"min", "max"}), e(t), e(t))
	case 6:
		if t == intType {
			return g.intOf(depth)
		}
		return fmt.Sprintf("sum(%s, %s)", e(t), e(t))
	case 7:
		if t == level {
			return fmt.Sprintf("%s.Up()", e(t))
		}
		return fmt.Sprintf("(%s + %d)", e(t), g.n(50))
	}
	return fmt.Sprintf("(%s %s %s)", e(t), pick(g, []string{"+", "-", "*", "&", "|", "^", "&^"}), e(t))
}

// intOf writes an int computed from something else.
func (g *gen) intOf(depth int) string {
	switch g.n(6) {
	case 0:
		return fmt.Sprintf("%s.Area()", g.operand(shapeType, depth))
	case 1:
		return fmt.Sprintf("%s.Area()", g.operand(pick(g, g.structs), depth))
	case 2:
		return fmt.Sprintf("%s(%s)", g.operand(intFunc, 0), g.expr(intType, depth))
	case 3:
		return fmt.Sprintf("len([]rune(%s))", g.expr(stringType, depth))
	case 4:
		return fmt.Sprintf("sum(apply(%s, func(it int) int { return it %s %s })...)", g.expr(g.find("[]int"), depth), pick(g, []string{"+", "*", "-"}), g.expr(intType, 0))
	}
	return fmt.Sprintf("len(%s)", g.expr(g.find(pick(g, []string{"[]int", "string", "map[string]int"})), depth))
}

func (g *gen) stringOf(t *typ, depth int) string {
	if t != stringType {
		return fmt.Sprintf("%s(%s)", t.name, g.expr(stringType, depth))
	}
	switch g.n(6) {
	case 0:
		return fmt.Sprintf("string(%s)", g.expr(tint, depth))
	case 1:
		return fmt.Sprintf("fmt.Sprint(%s)", g.expr(pick(g, integers), depth))
	case 2:
		return fmt.Sprintf("strings.Repeat(%s, 2)", g.expr(t, 0))
	case 3:
		return fmt.Sprintf("string(rune(%s&0xffff))", g.expr(intType, depth))
	case 4:
		if p := g.structs[0]; p.printable() {
			return fmt.Sprintf("fmt.Sprintf(\"%%+v\", %s)", g.expr(p, depth))
		}
	}
	return fmt.Sprintf("(%s + %s)", g.expr(t, 0), g.expr(t, 0))
}

func (g *gen) condition(depth int) string {
	switch g.n(6) {
	case 0:
		return fmt.Sprintf("!%s", g.expr(boolType, depth))
	case 1:
		return fmt.Sprintf("(%s %s %s)", g.expr(boolType, depth), pick(g, []string{"&&", "||"}), g.expr(boolType, depth))
	case 2:
		if t := pick(g, g.all); t.comparable() && t.kind != pointer {
			return fmt.Sprintf("(%s %s %s)", g.operand(t, depth), pick(g, []string{"==", "!="}), g.operand(t, depth))
		}
	case 3:
		return fmt.Sprintf("(%s %s %s)", g.expr(stringType, depth), pick(g, []string{"<", "==", ">="}), g.expr(stringType, depth))
	}
	t := pick(g, integers)
	return fmt.Sprintf("(%s %s %s)", g.expr(t, depth), pick(g, []string{"<", "<=", ">", ">=", "==", "!="}), g.expr(t, depth))
}

// clause makes code fit for the head of a statement, where a literal would be
// taken for its body.
func clause(code string) string {
	if strings.Contains(code, "{") {
		return "(" + code + ")"
	}
	return code
}
