package statestest

import (
	"context"
	"testing"
	"time"

	"github.com/mrepl/mrepl/states"
)

// A Run is what [Start] has started. Its registry is where the states run.
type Run struct {
	*states.Registry
	Report *states.Report // of the start

	tb       testing.TB
	settings settings
	before   map[string]states.Info // the states that ran already
	args     map[string]any         // those of before
	leaks    leaks
}

// Start starts states, every one of states.Default unless options say otherwise, and
// stops them when the test ends. A start that fails ends the test; what it had
// started is stopped too.
//
// When the test ends everything is stopped that did not run before, including what the test
// itself has started since. What ran before runs on; substitutes that it was given, and
// arguments, are taken back.
//
// The test fails if a stop does, or if a state leaves behind goroutines, or listening sockets,
// that it did not have before. Sockets are looked for in states.Default alone: which of
// several tests that run at the same time has opened one, nobody knows.
func Start(tb testing.TB, options ...Option) *Run {
	tb.Helper()
	s := settings{registry: states.Default, timeout: 30 * time.Second}
	for _, option := range options {
		option(&s)
	}
	if s.fork {
		s.registry = s.registry.Fork()
	}
	run := &Run{Registry: s.registry, tb: tb, settings: s, args: s.registry.Args(), before: map[string]states.Info{}}
	for _, info := range run.Status() {
		if info.Status == states.StatusRunning {
			run.before[info.Name] = info
		}
	}
	run.watch()
	tb.Cleanup(run.end)

	selection := run.All()
	for _, refine := range s.refine {
		selection = refine(selection)
	}
	ctx, cancel := run.bounded()
	defer cancel()
	report, err := selection.Start(ctx)
	run.Report = report
	if err != nil {
		tb.Fatalf("the states did not start: %v\n%v", err, report)
	}
	return run
}

// Get returns the value of a state where the run has started it. It panics as State.Get
// does.
func Get[T any](run *Run, state *states.State[T]) T { return state.In(run.Registry).Get() }

// Context returns the test's context, with which State.From reads the states of the run.
func (run *Run) Context() context.Context {
	return states.WithRegistry(run.tb.Context(), run.Registry)
}

// bounded returns the context of an operation. It does not end with the test: stops come
// after that.
func (run *Run) bounded() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(run.tb.Context()), run.settings.timeout)
}
