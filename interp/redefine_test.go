package interp_test

import (
	"slices"
	"strings"
	"testing"
)

const redefinable = `
-- main.go --
package main

import (
	"context"
	"fmt"

	"github.com/mrepl/mrepl/states"
)

type Point struct{ X, Y int }

func (p Point) String() string { return fmt.Sprintf("(%d,%d)", p.X, p.Y) }

const Limit = 10

var (
	Count = 1
	Other = 2
)

var Base = states.New("base", func(context.Context) (int, error) { return Count, nil })

func Answer() string { return "one" }

func Twice() string { return Answer() + Answer() }

func Show() string { return Point{1, 2}.String() }

func Boom(m map[string]int) { m["a"] = Limit }

func main() {}
`

// TestRedefinitions holds that what the program declares can be declared again at
// the prompt, and that this is as if its source had been edited.
func TestRedefinitions(t *testing.T) {
	t.Parallel()
	m := open(t, redefinable)
	m.start()
	m.expect("f := Twice", "", "p := Point{3, 4}", "")
	for _, step := range []struct{ src, patched, expr, want string }{
		{`func Answer() string { return "two" }`, "main.Answer", "Twice() + f()", `"twotwotwotwo"`},
		{`func Answer() string { return strings.ToUpper("three") }`, "main.Answer", "Twice()", `"THREETHREE"`},
		{`func (p Point) String() string { return "point" }`, "main.Point.String", "Show() + p.String()", `"pointpoint"`},
		{`var Count = 7`, "", "Count + Other", "9"},
		{`const Limit = 20`, "main.Boom", "Limit", "20"},
		{"func Answer() string { return helper() }\nfunc helper() string { return \"h\" }", "main.Answer", "Twice()", `"hh"`},
	} {
		values, err := m.session.Eval(t.Context(), step.src)
		if err != nil {
			t.Fatalf("%s: %s", step.src, m.text(err))
		}
		c, ok := values[0].Changes()
		if !ok || strings.Join(c.Patched, " ") != step.patched {
			t.Errorf("%s: patched %v", step.src, c.Patched)
		}
		m.expect(step.expr, step.want)
	}
	m.expect(
		"Boom(nil)", "error: main.go:29: panic: assignment to entry in nil map",
		"func Boom(m map[string]int) {\n\tm[\"a\"] = 1\n}", "patched main.Boom",
		"Boom(nil)", "error: prompt:1: panic: assignment to entry in nil map, in Boom, which was typed before",
		`func Answer() string { return 1 }`, "error: prompt:1:31: cannot use 1 (untyped int constant) as string value in return statement",
		"Twice()", `"hh"`,
		"var Count, Third = 1, 2", "error: prompt:1:5: Count is declared in another way, or together with others, at prompt:1:5: edit it there",
		"base", "1",
		`var Base = states.New("base", func(context.Context) (int, error) { return 100, nil })`, "set anew main.Base; stopped main/base; started main/base",
		"base", "100",
		"type Point struct{ Y, X int }", "patched main.Point.String, main.Show; stale at the prompt, because a type has changed: p; main.Point is the program's, as typed here until its file is saved",
		"Point{1, 2}.Y", "1",
	)
	m.replace("main.go", `"one"`, `"file"`)
	m.reload()
	m.expect("Twice()", `"filefile"`, "Count", "1", "base", "1")
}

// TestRedefinedAndSaved holds that a declaration of the prompt is not put into a file
// that has changed since it was loaded, and that saving a file, which undoes what was
// declared in it at the prompt, is told.
func TestRedefinedAndSaved(t *testing.T) {
	t.Parallel()
	m := open(t, redefinable)
	m.replace("main.go", "type Point", "// A comment.\nvar Extra = 5\n\ntype Point")
	m.expect(
		`func Answer() string { return "two" }`, "error: main.go has changed since it was loaded: reload first",
		"Twice()", `"oneone"`,
	)
	m.reload()
	m.expect(`func Answer() string { return "two" }`, "patched main.Answer", "Twice()", `"twotwo"`, "Extra", "5")
	m.replace("main.go", "Extra = 5", "Extra = 6")
	told := func(note string) bool {
		return strings.HasSuffix(note, "main.go was saved: what the prompt had declared in it is as in the file again")
	}
	for range 2 { // a plan changes nothing
		plan, err := m.session.Plan(t.Context())
		if err != nil || !slices.ContainsFunc(plan.Notes, told) {
			t.Errorf("the plan is %v, %v", plan, err)
		}
	}
	if c := m.reload(); !slices.ContainsFunc(c.Notes, told) {
		t.Errorf("the reload says %v", c)
	}
	m.expect("Twice()", `"oneone"`, "Extra", "6")
	m.replace("main.go", "Extra = 6", "Extra = 7")
	if c := m.reload(); len(c.Notes) > 0 {
		t.Errorf("the next reload says %v", c)
	}
}

// TestSourceOfRedefined holds that the source of what was declared at the prompt is
// what was typed, and that names of the main package need no qualifier.
func TestSourceOfRedefined(t *testing.T) {
	t.Parallel()
	m := open(t, redefinable)
	m.expect(`func Answer() string { return "two" }`, "patched main.Answer", "var Count = 7", "set anew main.Count")
	for name, want := range map[string]string{
		"Answer":       `func Answer() string { return "two" }`,
		"main.Answer":  `func Answer() string { return "two" }`,
		"Count":        "var Count = 7",
		"Point.String": `func (p Point) String() string { return fmt.Sprintf("(%d,%d)", p.X, p.Y) }`,
	} {
		if _, text, err := m.session.Source(t.Context(), name); err != nil || text != want {
			t.Errorf("%s: %s, %v", name, text, err)
		}
	}
}
