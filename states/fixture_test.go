package states_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"github.com/mrepl/mrepl/states"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("runtime.handleEvent")) // how a browser calls in
}

// here is the prefix of the states that this package defines.
const here = "states_test/"

// A world is a registry whose states write down what happens to them: "a+" for a
// start of a, "a+!" for one that failed, "a-" and "a-!" for its stops.
type world struct {
	*states.Registry
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	trace      []string
	starts     map[string]int
	startFails map[string]error
	stopFails  map[string]error
	startPanic map[string]any
	stopPanic  map[string]any
}

type text = *states.State[string]

func newWorld(t *testing.T) *world {
	t.Helper()
	return &world{
		Registry: states.NewRegistry(), t: t, ctx: t.Context(),
		starts:     map[string]int{},
		startFails: map[string]error{}, stopFails: map[string]error{},
		startPanic: map[string]any{}, stopPanic: map[string]any{},
	}
}

// abc returns a world with three states, none of which uses another.
func abc(t *testing.T) (w *world, a, b, c text) {
	t.Helper()
	w = newWorld(t)
	return w, w.state("a"), w.state("b"), w.state("c")
}

// chain returns a world in which b reads a and c reads b.
func chain(t *testing.T) (w *world, a, b, c text) {
	t.Helper()
	w = newWorld(t)
	a = w.state("a")
	b = w.state("b", a)
	return w, a, b, w.state("c", b)
}

// state defines a state whose start reads deps. Its value is its name and the number
// of its start, with the values of deps: "b1(a1)".
func (w *world) state(name string, deps ...text) text {
	return states.NewIn(w.Registry, name, func(context.Context) (string, error) {
		return w.start(name, deps)
	}).OnStop(func(context.Context, string) error { return w.stop(name) })
}

func (w *world) start(name string, deps []text) (string, error) {
	w.mu.Lock()
	err, v := w.startFails[name], w.startPanic[name]
	if err != nil || v != nil {
		w.trace = append(w.trace, name+"+!")
	}
	w.mu.Unlock()
	if v != nil {
		panic(v)
	}
	if err != nil {
		return "", err
	}
	var got []string
	for _, d := range deps {
		got = append(got, d.Get())
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.trace = append(w.trace, name+"+")
	w.starts[name]++
	value := fmt.Sprint(name, w.starts[name])
	if got != nil {
		value += "(" + strings.Join(got, ",") + ")"
	}
	return value, nil
}

func (w *world) stop(name string) error {
	w.mu.Lock()
	err, v := w.stopFails[name], w.stopPanic[name]
	mark := "-"
	if err != nil || v != nil {
		mark = "-!"
	}
	w.trace = append(w.trace, name+mark)
	w.mu.Unlock()
	if v != nil {
		panic(v)
	}
	return err
}

// sub returns a substitute that writes to the trace under its own name.
func (w *world) sub(name string) states.Sub {
	return states.Sub{
		Start: func(context.Context) (any, error) { return w.start(name, nil) },
		Stop:  func(_ context.Context, v any) error { return w.stop(name) },
	}
}

// log adds to the trace.
func (w *world) log(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.trace = append(w.trace, what)
}

// wantTrace checks what has happened since the last call.
func (w *world) wantTrace(want string) {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	if got := strings.Join(w.trace, " "); got != want {
		w.t.Errorf("trace is %q, want %q", got, want)
	}
	w.trace = nil
}

// wantRunning checks which states run, in start order.
func (w *world) wantRunning(want ...string) {
	w.t.Helper()
	var got []string
	for _, i := range w.Status() {
		if i.Status == states.StatusRunning {
			got = append(got, i.Short)
		}
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("running: %v, want %v", got, want)
	}
}

// wantStatus checks the status of one state.
func (w *world) wantStatus(ref states.Ref, want states.StatusKind) states.Info {
	w.t.Helper()
	i, err := w.Info(ref)
	if err != nil {
		w.t.Fatal(err)
	}
	if i.Status != want {
		w.t.Errorf("%s is %v, want %v", i.Name, i.Status, want)
	}
	return i
}

// ok fails the test if an operation failed, and returns its report.
func (w *world) ok(rep *states.Report, err error) *states.Report {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("%s: %v", rep.Op, err)
	}
	return rep
}

// fails returns a function that fails the test if an operation did not fail with an
// E, and returns the report and that.
func fails[E error](t *testing.T) func(*states.Report, error) (*states.Report, E) {
	return func(rep *states.Report, err error) (*states.Report, E) {
		t.Helper()
		var e E
		if !errors.As(err, &e) {
			t.Fatalf("error is %v, want a %T", err, e)
		}
		return rep, e
	}
}

// names returns full names for short ones of this package.
func names(short ...string) []string {
	var full []string
	for _, s := range short {
		full = append(full, here+s)
	}
	return full
}

func wantNames(t *testing.T, what string, got []string, short ...string) {
	t.Helper()
	if want := names(short...); !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func wantValue(t *testing.T, s text, want string) {
	t.Helper()
	got, ok := s.Lookup()
	if !ok {
		got = "not started"
	}
	if got != want {
		t.Errorf("%s is %q, want %q", s.Name(), got, want)
	}
}

var errBoom = errors.New("boom")

// code is the definition of a state as a loader has it. Its start writes "b+" and its
// stop "b-", where b is text; its value is text and the number of the start.
func (w *world) code(full, text string, needs ...states.Ref) states.Definition {
	return states.Definition{
		Name: full, Pos: full + ".go:1", Type: "string", Version: text, Needs: needs,
		Start: func(context.Context) (any, error) { return w.start(text, nil) },
		Stop:  func(context.Context, any) error { return w.stop(text) },
	}
}

// load makes the states of the program those of defs.
func (w *world) load(defs ...states.Definition) *states.Report {
	w.t.Helper()
	return w.ok(w.tryLoad(defs...))
}

func (w *world) tryLoad(defs ...states.Definition) (*states.Report, error) {
	u := w.NewUnit("program")
	for _, d := range defs {
		u.Define(d)
	}
	return u.Apply(w.ctx)
}

// wantValueOf checks the value of a state by its full name.
func (w *world) wantValueOf(full string, want any) {
	w.t.Helper()
	got, ok := w.Value(full)
	if !ok {
		got = "not started"
	}
	if got != want {
		w.t.Errorf("%s is %v, want %v", full, got, want)
	}
}

// panics returns what f panicked with, as an E.
func panics[E error](t *testing.T, f func()) (e E) {
	t.Helper()
	defer func() {
		t.Helper()
		if err, _ := recover().(error); !errors.As(err, &e) {
			t.Fatalf("panicked with %v, want a %T", err, e)
		}
	}()
	f()
	return e
}
