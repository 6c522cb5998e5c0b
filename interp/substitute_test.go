package interp_test

import (
	"context"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/states"
)

const swapping = `
-- main.go --
package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/mrepl/mrepl/states"
)

type Conn struct{ URI string }

type Shape interface{ Area() int }

type Square int

func (s Square) Area() int { return int(s * s) }

var (
	DB     = states.New("conn", func(context.Context) (*Conn, error) { return &Conn{"real"}, nil })
	Form   = states.New("shape", func(context.Context) (Shape, error) { return Square(2), nil })
	Port   = states.Value("port", 8080)
	Out    = states.New("out", func(context.Context) (io.Writer, error) { return io.Discard, nil })
	Labels = states.Value("labels", []string{"a"})
)

func Open(ctx context.Context) (*Conn, error) { return &Conn{"opened"}, nil }

func Broken(ctx context.Context) (*Conn, error) { return nil, errors.New("no route") }

func Close(ctx context.Context, c *Conn) error { fmt.Println("close", c.URI); return nil }

func Refuse(c *Conn) error { return errors.New("refused " + c.URI) }

func main() {}
`

func TestSubstitute(t *testing.T) {
	t.Parallel()
	m := open(t, swapping)
	m.start()
	m.expect("mine := &main.Conn{URI: \"mine\"}", "")
	for _, test := range []struct{ state, expr, then, want string }{
		{"main/conn", `&main.Conn{URI: "fake"}`, "conn.URI", `"fake"`},
		{"main/conn", "mine", "conn == mine", "true"},
		{"main/conn", "func() *main.Conn { return mine }()", "conn.URI", `"mine"`},
		{"main/conn", "nil", "conn == nil", "true"},
		{"main/shape", "main.Square(5)", "shape.Area()", "25"},
		{"main/shape", "nil", "shape == nil", "true"},
		{"main/port", "1 << 4", "port", "16"},
		{"main/port", "'a'", "port", "97"},
		{"main/out", "&bytes.Buffer{}", "out.(*bytes.Buffer).Len()", "0"},
		{"main/labels", "nil", "labels == nil", "true"},
		{"main/labels", `[]string{"x", "y"}[1:]`, "labels", `[]string{"y"}`},
		{"main/labels", "\n[]string{\n\t\"x\",\n}\n", "labels", `[]string{"x"}`},
	} {
		v, err := m.session.Substitute(context.Background(), test.state, test.expr)
		if err != nil {
			t.Errorf("%s=%s: %s", test.state, test.expr, m.text(err))
			continue
		}
		if _, err := m.reg.Swap(context.Background(), states.Name(test.state), v); err != nil {
			t.Errorf("swap %s=%s: %s", test.state, test.expr, m.text(err))
			continue
		}
		m.expect(test.then, test.want)
	}
}

func TestSubstitutesOfTheWrongType(t *testing.T) {
	t.Parallel()
	m := open(t, swapping)
	for _, test := range []struct{ state, expr, want string }{
		{"main/conn", "3", "prompt:1:1: cannot use 3 (untyped int constant) as *main.Conn value"},
		{"main/conn", `main.Conn{}`, "prompt:1:1: cannot use main.Conn{} (value of struct type main.Conn) as *main.Conn value"},
		{"main/shape", `"x"`, `prompt:1:1: cannot use "x" (constant of type string) as main.Shape value: string does not implement main.Shape (missing method Area)`},
		{"main/port", "nil", "prompt:1:1: cannot use nil as int value"},
		{"main/port", "3.5", "prompt:1:1: cannot use 3.5 (untyped float constant) as int value (truncated)"},
		{"main/port", "nope", "prompt:1:1: undefined: nope"},
		{"main/port", "1 +", "prompt:1:4: expected operand, found the end of the input"},
		{"main/port", "", "a Go expression is needed here"},
		{"main/port", "x := 1", "a Go expression is needed here"},
		{"main/port", "1; 2", "a Go expression is needed here"},
		{"main/port", "1, 2", "prompt:1:1: expected 1 expression"},
		{"main/port", "panic(\"no\")", "prompt:1:1: panic(\"no\") (no value) used as value"},
	} {
		_, err := m.session.Substitute(context.Background(), test.state, test.expr)
		if err == nil {
			t.Errorf("%s=%s was accepted", test.state, test.expr)
			continue
		}
		text := m.text(err)
		plain(t, text)
		same(t, test.state+"="+test.expr, text, test.want)
	}
	m.expect("_", "error: prompt:1:1: undefined: _") // nothing of it stays
}

// TestAcceptedValues holds that a value that does not come from an expression is
// checked all the same.
func TestAcceptedValues(t *testing.T) {
	t.Parallel()
	m := open(t, swapping)
	for _, test := range []struct {
		state string
		value any
		want  string
	}{
		{"main/port", 1, ""},
		{"main/port", "x", "int"},
		{"main/port", nil, "int"},
		{"main/conn", 3, "*main.Conn"},
		{"main/out", &strings.Builder{}, ""},
		{"main/out", 3, "io.Writer"},
		{"main/shape", 3, "main.Shape"},
	} {
		_, err := m.reg.StartWith(context.Background(), map[states.Ref]any{states.Name(test.state): test.value})
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s=%v: %v", test.state, test.value, err)
		}
		m.stop()
	}
}

func TestSubstituteStates(t *testing.T) {
	t.Parallel()
	m := open(t, swapping)
	m.expect("n := 0", "", "mine := &main.Conn{URI: \"mine\"}", "")
	for _, test := range []struct{ start, stop, value, stopped string }{
		{"main.Open", "main.Close", `"opened"`, "close opened\n"},
		{"mine", "", `"mine"`, ""},
		{`&main.Conn{URI: "literal"}`, "main.Close", `"literal"`, "close literal\n"},
		{`func() *main.Conn { n++; return &main.Conn{URI: fmt.Sprint("n", n)} }`, `func(c *main.Conn) { fmt.Println("bye", c.URI) }`, `"n1"`, "bye n1\n"},
		{`func(ctx context.Context) (*main.Conn, error) { return mine, ctx.Err() }`, `func() { fmt.Println("gone") }`, `"mine"`, "gone\n"},
		{`func() (*main.Conn, error) { return mine, nil }`, `func(ctx context.Context) error { fmt.Println(ctx.Err()); return nil }`, `"mine"`, "<nil>\n"},
		{"main.Open", `fmt.Println("a call")`, `"opened"`, "a call\n"},
		{"main.Open", `func(c *main.Conn, ctx context.Context) error { return main.Close(ctx, c) }`, `"opened"`, "close opened\n"},
	} {
		sub, err := m.session.SubstituteStates(context.Background(), "main/conn", test.start, test.stop)
		if err != nil {
			t.Errorf("start %s, stop %s: %s", test.start, test.stop, m.text(err))
			continue
		}
		if _, err := m.reg.StartWithStates(context.Background(), map[states.Ref]states.Sub{states.Name("conn"): sub}); err != nil {
			t.Errorf("start %s: %s", test.start, m.text(err))
			continue
		}
		m.expect("conn.URI", test.value)
		m.out.take()
		m.stop()
		same(t, "stop "+test.stop, m.out.take(), test.stopped)
	}
}

func TestSubstituteStatesThatFail(t *testing.T) {
	t.Parallel()
	m := open(t, swapping)
	ctx := context.Background()
	sub, err := m.session.SubstituteStates(ctx, "main/conn", "main.Broken", "")
	if err != nil {
		t.Fatal(m.text(err))
	}
	if _, err := sub.Start(ctx); err == nil || err.Error() != "no route" {
		t.Errorf("start: %v", err)
	}
	if sub, err = m.session.SubstituteStates(ctx, "main/conn", "main.Open", "main.Refuse"); err != nil {
		t.Fatal(m.text(err))
	}
	v, err := sub.Start(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := sub.Stop(ctx, v); err == nil || err.Error() != "refused opened" {
		t.Errorf("stop: %v", err)
	}
	if sub, err = m.session.SubstituteStates(ctx, "main/conn", `func() *main.Conn { panic("start") }`, `func() { panic("stop") }`); err != nil {
		t.Fatal(m.text(err))
	}
	for what, f := range map[string]func() error{
		"start": func() error { _, err := sub.Start(ctx); return err },
		"stop":  func() error { return sub.Stop(ctx, v) },
	} {
		if err := f(); err == nil {
			t.Errorf("%s did not fail", what)
		} else {
			same(t, what, m.text(err), "prompt:1: panic: "+what)
		}
	}
	for _, test := range []struct{ start, stop, want string }{
		{"3", "", "start: prompt:1:1: cannot use 3 (untyped int constant) as *main.Conn value"},
		{"func() int { return 1 }", "", "start: a start function returns a value of type *main.Conn, and perhaps an error"},
		{"func(i int) *main.Conn { return nil }", "", "start: a start function takes nothing or a context.Context"},
		{"main.Open", "func(i int) {}", "stop: a stop function takes nothing, or any of a context.Context and a value of type *main.Conn"},
		{"main.Open", "nope", "stop: prompt:1:1: undefined: nope"},
		{"main.Open", "3", "stop: a stop is a function or a call"},
		{"func() {}", "", "start: a start function returns"},
		{"", "", "start: a Go expression is needed here"},
	} {
		_, err := m.session.SubstituteStates(ctx, "main/conn", test.start, test.stop)
		if err == nil {
			t.Errorf("start %q stop %q was accepted", test.start, test.stop)
			continue
		}
		text := m.text(err)
		plain(t, text)
		if !strings.HasPrefix(text, test.want) {
			t.Errorf("start %q stop %q\n got: %s\nwant: %s", test.start, test.stop, text, test.want)
		}
	}
}
