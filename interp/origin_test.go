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
		"[]func(){named, nil}", "[]func(){func() (named, typed at the prompt), nil}",
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

const madeChannels = `
-- main.go --
package main

import "time"

var Jobs = make(chan int, 8)

type Desk struct{ Quit chan struct{} }

func open() *Desk {
	return &Desk{
		Quit: make(chan struct{}),
	}
}

func pair[T any](n int) (a, b chan T) {
	f := func() chan T { return make(chan T, n) }
	a = make(chan T)
	return a, f()
}

var (
	Out  <-chan int = Jobs
	One             = open()
	A, B            = pair[string](2)
	Any  any        = make(chan []int, n())
	Done            = make(chan bool)
	Tick            = time.After(time.Hour)
)

func n() int { return 1 }

func init() {
	Jobs <- 1
	close(Done)
	for range 5000 {
		_ = make(chan int)
	}
}

func main() {}
`

// TestChannelOrigins holds that channels tell where they were made, wherever they are, how full they are, and whether
// they are closed.
func TestChannelOrigins(t *testing.T) {
	t.Parallel()
	m := open(t, madeChannels)
	m.expect(
		"main.Jobs", "chan int (1 of 8, made at main.go:5)",
		"main.Out", "<-chan int (1 of 8, made at main.go:5)",
		"main.One", "&main.Desk{Quit: chan struct{} (made in main.open, main.go:11)}",
		"main.A", "chan string (made in main.pair, main.go:17)",
		"main.B", "chan string (0 of 2, made in main.pair, main.go:16)",
		"main.Any", "chan []int (0 of 1, made at main.go:25)",
		"main.Done", "chan bool (closed, made at main.go:26)",
		"main.Tick", "<-chan time.Time",

		"ch := make(chan<- int)", "",
		"ch", "chan<- int (typed at the prompt: ch := make(chan<- int))",
		"make(chan error, 1)", "chan error (0 of 1, typed at the prompt: make(chan error, 1))",
		"func mk() chan int { return make(chan int) }", "",
		"[]any{mk()}", "[]any{chan int (typed at the prompt: func mk() chan int { return make(chan i…)}",
	)
}
