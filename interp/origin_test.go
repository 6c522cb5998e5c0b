package interp_test

import (
	"context"
	"testing"
)

const origins = `
-- main.go --
package main

import "net/http"

type Order struct{ ID int }

func (o Order) Total(n int) int { return o.ID * n }

type Desk struct {
	Name string
	Do   func(int) string
}

func double(n int) int { return 2 * n }

func adder(by int) func(int) int {
	return func(n int) int { return n + by }
}

func serve(http.ResponseWriter, *http.Request) {}

var (
	Direct  = func() {}
	Named   = double
	Made    = adder(3)
	Bound   = Order{2}.Total
	Handler = http.HandlerFunc(serve)
	Own     = Desk{Name: "d", Do: func(int) string { return "" }}
	Table   = map[string]func(int) int{"a": double, "b": adder(1)}
	Any     = []any{double, func() {}}
)

func main() {}
-- lib/lib.go --
package lib

func Each(f func(int)) func() { return func() { f(1) } }
`

// TestFunctionOrigins holds that function values tell where they were written, wherever they are.
func TestFunctionOrigins(t *testing.T) {
	t.Parallel()
	m := open(t, origins)
	m.expect(
		"main.Direct", "func() (literal in main.Direct, main.go:23)",
		"main.Named", "func(n int) int (main.double, main.go:14)",
		"main.double", "func(n int) int (main.double, main.go:14)",
		"main.Made", "func(int) int (literal in main.adder, main.go:17)",
		"main.Bound", "func(n int) int (method value in main.Bound, main.go:26)",
		"main.Handler", "http.HandlerFunc (main.serve, main.go:20)",
		"main.Own", `main.Desk{Name: "d", Do: func(int) string (literal in main.Own, main.go:28)}`,
		"main.Table", `map[string]func(int) int{"a": func(int) int (main.double, main.go:14), "b": func(int) int (literal in main.adder, main.go:17)}`,
		"main.Any", "[]any{func(int) int (main.double, main.go:14), func() (literal in main.Any, main.go:30)}",
		"lib.Each(nil)", "func() (literal in lib.Each, lib.go:3)",

		"f := func() {}", "",
		"f", "func() (typed at the prompt: f := func() {})",
		"func named() {}", "",
		"named", "func() (named, typed at the prompt)",
		"[]func(){named, nil}", "[]func(){func() (named, typed at the prompt), (func())(nil)}",
		"func() string { return \"a text that is too long to be told\" }", `func() string (typed at the prompt: func() string { return "a text that is …)`,
	)
}

// TestOriginsAfterReload holds that functions tell where they are now, when the source around them, or they themselves, have
// been edited.
func TestOriginsAfterReload(t *testing.T) {
	t.Parallel()
	m := open(t, origins)
	m.expect("kept := main.Direct", "", "own := main.Own.Do", "", "named := main.double", "")
	m.replace("main.go", "type Order", "// A comment\n// of two lines.\ntype Order")
	m.replace("main.go", "2 * n", "n + n")
	m.replace("main.go", "return n + by", "return by + n")
	if _, err := m.session.Reload(context.Background(), false); err != nil {
		t.Fatal(m.text(err))
	}
	m.expect(
		"kept", "func() (literal in main.Direct, main.go:25)",
		"own", "func(int) string (literal in main.Own, main.go:30)",
		"main.Made", "func(int) int (literal in main.adder, main.go:19)",
		"named", "func(n int) int (main.double, main.go:16)",
		"main.Made(2)", "5",
	)
}
