package progen

import (
	"fmt"
	"slices"
	"strings"
)

// typ is a type of the program. Equal types are one *typ.
type typ struct {
	kind    kind
	name    string // as it is written
	min     string // of an integer: the least value
	max     string
	elem    *typ // of an array, slice, map or pointer
	len     int
	fields  []field
	params  []*typ // of a function
	results []*typ
	fn      string // of a declared function: its name
}

type field struct {
	name     string
	t        *typ
	embedded bool
}

type kind int

const (
	integer kind = iota
	float
	text
	boolean
	array
	slice
	dict // a map with string keys
	structure
	pointer
	function
	face // any
	shape
)

var (
	intType    = &typ{kind: integer, name: "int", min: "-9223372036854775808", max: "9223372036854775807"}
	stringType = &typ{kind: text, name: "string"}
	boolType   = &typ{kind: boolean, name: "bool"}
	floatType  = &typ{kind: float, name: "float64"}
	anyType    = &typ{kind: face, name: "any"}
	shapeType  = &typ{kind: shape, name: "Shape"}
	level      = &typ{kind: integer, name: "Level", min: "-128", max: "127"}
	tint       = &typ{kind: text, name: "Tint"}

	integers = []*typ{
		intType,
		{kind: integer, name: "int8", min: "-128", max: "127"},
		{kind: integer, name: "uint8", min: "0", max: "255"},
		{kind: integer, name: "int16", min: "-32768", max: "32767"},
		{kind: integer, name: "uint16", min: "0", max: "65535"},
		{kind: integer, name: "int32", min: "-2147483648", max: "2147483647"},
		{kind: integer, name: "uint32", min: "0", max: "4294967295"},
		{kind: integer, name: "int64", min: "-9223372036854775808", max: "9223372036854775807"},
		{kind: integer, name: "uint64", min: "0", max: "18446744073709551615"},
		level,
	}
	intFunc  = &typ{kind: function, name: "func(int) int", params: []*typ{intType}, results: []*typ{intType}}
	intMaker = &typ{kind: function, name: "func() int", results: []*typ{intType}}
)

// declareTypes writes the types of the program and their methods.
func (g *gen) declareTypes() {
	basic := append([]*typ{stringType, tint, boolType, floatType}, integers...)
	g.all = append(g.all, basic...)
	g.all = append(g.all, anyType, shapeType, intFunc, intMaker)
	derived := func(t *typ) {
		n := 2 + g.n(3)
		g.all = append(g.all,
			&typ{kind: array, name: fmt.Sprintf("[%d]%s", n, t.name), elem: t, len: n},
			&typ{kind: slice, name: "[]" + t.name, elem: t},
			&typ{kind: dict, name: "map[string]" + t.name, elem: t})
	}
	for _, t := range []*typ{intType, stringType, pick(g, basic)} {
		if g.find("[]"+t.name) == nil {
			derived(t)
		}
	}
	for i := range 2 + g.n(2) {
		t := g.structType(fmt.Sprintf("S%d", i))
		derived(t)
		g.all = append(g.all, &typ{kind: pointer, name: "*" + t.name, elem: t})
	}
	grid := g.find("[]int")
	g.all = append(g.all, &typ{kind: slice, name: "[]" + grid.name, elem: grid}, &typ{kind: slice, name: "[]func() int", elem: intMaker})
}

func (g *gen) find(name string) *typ {
	for _, t := range g.all {
		if t.name == name {
			return t
		}
	}
	return nil
}

// structType declares a struct with methods by value and by pointer, which may
// embed one that is declared already.
func (g *gen) structType(name string) *typ {
	t := &typ{kind: structure, name: name}
	if len(g.structs) > 0 && g.chance(60) {
		e := pick(g, g.structs)
		t.fields = append(t.fields, field{e.name, e, true})
	}
	t.fields = append(t.fields, field{"n" + strings.ToLower(name), intType, false})
	for i := range 1 + g.n(3) {
		f := pick(g, g.all)
		if f.kind == function || f.kind == shape {
			f = intType
		}
		t.fields = append(t.fields, field{fmt.Sprintf("%s%d", pick(g, []string{"f", "F"}), i), f, false})
	}
	g.ln("type %s struct {", name)
	for _, f := range t.fields {
		if f.embedded {
			g.ln("%s", f.name)
		} else {
			g.ln("%s %s", f.name, f.t.name)
		}
	}
	g.ln("}")
	n := t.number()
	if len(g.structs) == 0 || g.chance(70) || !t.fields[0].embedded {
		g.ln("func (s %s) Area() int { s.%s += %d; return s.%s }", name, n, g.n(9), n)
		g.ln("func (s *%s) Grow(by int) int { s.%s += by; return s.%s }", name, n, n)
	}
	g.ln("func (s %s) With(by int) %s { s.%s = by; return s }", name, name, n)
	g.structs = append(g.structs, t)
	g.all = append(g.all, t)
	return t
}

// number returns the int field that every struct has.
func (t *typ) number() string { return "n" + strings.ToLower(t.name) }

// comparable reports whether values can be compared without a panic.
func (t *typ) comparable() bool {
	switch t.kind {
	case slice, dict, function, face, shape:
		return false
	case array:
		return t.elem.comparable()
	case structure:
		for _, f := range t.fields {
			if !f.t.comparable() {
				return false
			}
		}
	}
	return true
}

// printable reports whether a value prints the same in every run.
func (t *typ) printable() bool {
	switch t.kind {
	case pointer, function:
		return false
	case array, slice, dict:
		return t.elem.printable()
	case structure:
		for _, f := range t.fields {
			if !f.t.printable() {
				return false
			}
		}
	}
	return true
}

// circular reports whether a value could be put into itself, as an any in an element of a
// slice or map in it: it would have no end when it is printed.
func (t *typ) circular() bool {
	switch t.kind {
	case array:
		return t.elem.circular()
	case slice, dict:
		return t.elem.holdsAny()
	case structure:
		return slices.ContainsFunc(t.fields, func(f field) bool { return f.t.circular() })
	}
	return false
}

func (t *typ) holdsAny() bool {
	switch t.kind {
	case face:
		return true
	case array, slice, dict:
		return t.elem.holdsAny()
	case structure:
		return slices.ContainsFunc(t.fields, func(f field) bool { return f.t.holdsAny() })
	}
	return false
}
