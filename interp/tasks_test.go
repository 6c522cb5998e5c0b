package interp_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/states"
)

const spinning = `
-- main.go --
package main

import (
	"context"

	"github.com/mrepl/mrepl/states"
)

var Ticks = make(chan int)

var Spinning = states.New("spinning", func(context.Context) (*int, error) { Spin(); return new(int), nil })

func Spin() {
	for {
		select {
		case Ticks <- 1:
		default:
		}
	}
}

func main() {}
`

// TestInterruptedLoops holds that what loops or recurs at the prompt stops, in
// whatever form it was typed.
func TestInterruptedLoops(t *testing.T) {
	t.Parallel()
	m := open(t, spinning)
	m.expect("ready := make(chan bool, 1)", "", "func tell() { select { case ready <- true: default: } }", "")
	m.expect("func recur(n int) int { tell(); if n > 1000 { return n }; return recur(n - 1) }", "")
	for _, src := range []string{
		"for { tell() }",
		"for i := 0; ; i++ { tell(); if i < 0 { break } }",
		"for { for range 10 { tell() } }",
		"func() { for { tell() } }()",
		"f := func() { for { tell() } }; f()",
		"for range func(yield func() bool) { for yield() { } } { tell() }",
		"for { func() { defer func() { recover() }(); tell() }() }",
	} {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			_, err := m.session.Eval(ctx, src)
			done <- err
		}()
		m.expect("<-ready", "true")
		cancel()
		var stopped *interp.StoppedError
		if err := <-done; !errors.As(err, &stopped) || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", src, err)
		}
		if list := m.session.Running(); len(list) > 0 {
			t.Errorf("%s: %v still runs", src, list)
		}
	}
	m.expect("1 + 1", "2")
}

// TestAbandonedCode holds that code of the program which does not return is left
// behind, listed, and ended by Kill; the prompt and other code go on.
func TestAbandonedCode(t *testing.T) {
	t.Parallel()
	m := open(t, spinning)
	m.expect("kept := 7", "")
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := m.session.Eval(ctx, "main.Spin()")
		done <- err
	}()
	m.expect("<-main.Ticks", "1")
	cancel()
	var left *interp.AbandonedError
	if err := <-done; !errors.As(err, &left) || !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	list := m.session.Running()
	if len(list) != 1 || list[0].ID != left.ID || list[0].Source != "main.Spin()" || !list[0].Abandoned {
		t.Fatalf("runs: %v", list)
	}
	m.expect("<-main.Ticks", "1", "kept", "7")
	if _, err := m.session.Kill(t.Context()); err != nil {
		t.Fatal(err)
	}
	m.expect("kept", "7")
	if list := m.session.Running(); len(list) > 0 {
		t.Errorf("runs: %v", list)
	}
}

// TestGoroutinesOfThePrompt holds that goroutines begun at the prompt are listed
// with where that was, and stop when they are told to.
func TestGoroutinesOfThePrompt(t *testing.T) {
	t.Parallel()
	m := open(t, spinning)
	m.expect("n := make(chan int)", "", "go func() {\n\tfor {\n\t\tselect {\n\t\tcase n <- 1:\n\t\tdefault:\n\t\t}\n\t}\n}()", "", "<-n", "1")
	list := m.session.Running()
	if len(list) != 1 || !list[0].Goroutine || !strings.HasPrefix(list[0].Pos, "prompt:1") {
		t.Fatalf("runs: %v", list)
	}
	if err := m.session.Stop(list[0].ID); err != nil {
		t.Fatal(err)
	}
	eventually(t, func() bool { return len(m.session.Running()) == 0 })
	if err := m.session.Stop(list[0].ID); err == nil {
		t.Error("it was stopped twice")
	}
}

// TestTypedStart holds that a start function which was typed and loops is listed while it runs, and stops.
func TestTypedStart(t *testing.T) {
	t.Parallel()
	m := open(t, spinning)
	m.expect("ready := make(chan bool)", "")
	const loop = "func(ctx context.Context) (*int, error) { ready <- true; for { } }"
	sub, err := m.session.SubstituteStates(t.Context(), "main/spinning", loop, "func() { ready <- true; for { } }")
	if err != nil {
		t.Fatal(err)
	}
	if sub.Pos != "prompt:1" {
		t.Errorf("it is said to be at %q", sub.Pos)
	}
	for name, run := range map[string]func(context.Context) error{
		"start": func(ctx context.Context) error { _, err := sub.Start(ctx); return err },
		"stop":  func(ctx context.Context) error { return sub.Stop(ctx, nil) },
	} {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- run(ctx) }()
		m.expect("<-ready", "true")
		list := m.session.Running()
		if len(list) != 1 || list[0].Source != name+" of main/spinning" || list[0].Pos != "prompt:1" {
			t.Errorf("runs: %v", list)
		}
		cancel()
		var stopped *interp.StoppedError
		if err := <-done; !errors.As(err, &stopped) || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		if list := m.session.Running(); len(list) > 0 {
			t.Errorf("%s: %v still runs", name, list)
		}
	}
}

// TestKilledStart holds that a start of the program which does not return is listed, and that Kill ends it with an
// error that says so.
func TestKilledStart(t *testing.T) {
	t.Parallel()
	m := open(t, spinning)
	ctx, cancel := context.WithCancel(t.Context())
	hung := make(chan error, 1)
	m.reg.Observe(func(e states.Event) {
		if late, ok := e.(states.Late); ok {
			hung <- late.Err
		}
	})
	done := make(chan error)
	go func() {
		_, err := m.reg.Start(ctx)
		done <- err
	}()
	m.expect("<-main.Ticks", "1")
	cancel()
	if err := <-done; !errors.Is(err, states.ErrHung) {
		t.Fatal(err)
	}
	list := m.session.Running()
	if len(list) != 1 || !list[0].Abandoned || list[0].Source != "start of main/spinning" || !strings.Contains(list[0].Pos, "main.go:11:") {
		t.Fatalf("runs: %v", list)
	}
	if _, err := m.session.Kill(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-hung; !errors.Is(err, interp.ErrKilled) {
		t.Errorf("the start ended with %v", err)
	}
}

// eventually waits until something is so.
func eventually(t *testing.T, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !so(); runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatal("it did not become so")
		}
	}
}
