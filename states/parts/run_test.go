package parts_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/states"
	"github.com/mrepl/mrepl/states/parts"
)

func oneKind(start func(context.Context, any) (any, error), stop func(context.Context, any, any) error) (parts.Kinds, parts.System) {
	return parts.Kinds{"a": {Start: start, Stop: stop}},
		parts.System{StartOrder: []string{"a"}, Parts: map[string]parts.Part{"a": {}}}
}

func nothing(context.Context, any) (any, error) { return nil, nil }

func TestPanicsAreErrorsWithAPosition(t *testing.T) {
	t.Parallel()
	kinds, system := oneKind(func(context.Context, any) (any, error) { panic("no port") }, nil)
	s, err := kinds.Start(t.Context(), system)
	e, ok := errors.AsType[*states.PanicError](err)
	if !ok || e.Value != "no port" || !strings.HasPrefix(e.Pos, "states/parts/run_test.go:") {
		t.Errorf("got %#v", err)
	}
	wantStatus(t, s, map[string]states.StatusKind{"a": states.StatusStartFailed})

	kinds, system = oneKind(nothing, func(context.Context, any, any) error { panic(errors.ErrUnsupported) })
	s = must(t)(kinds.Start(t.Context(), system))
	s, err = kinds.Stop(t.Context(), s)
	if !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("got %v", err)
	}
	wantStatus(t, s, map[string]states.StatusKind{"a": states.StatusStopFailed})
}

func TestAnExitingGoroutineLosesNothing(t *testing.T) {
	t.Parallel()
	kinds, system := oneKind(func(context.Context, any) (any, error) { runtime.Goexit(); return nil, nil }, nil)
	if _, err := kinds.Start(t.Context(), system); !errors.Is(err, states.ErrExited) {
		t.Errorf("got %v", err)
	}
}

func TestStartEndsWithItsContext(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("a", "b")
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("called off")
	kinds["a"] = parts.KindOf(func(ctx context.Context, c config) (*handle, error) {
		cancel(cause)
		return w.start(ctx, c)
	}, w.stop)
	s, err := kinds.Start(ctx, system)
	if !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
	want(t, "calls", w.took(), "start a")
	want(t, "errors", fmt.Sprint(s.Parts["b"].Errors), "[skipped start b: called off]")
	if s, err = kinds.Stop(ctx, s); err != nil || len(s.Running()) != 0 {
		t.Errorf("stop with a context that has ended: %v, %v", s, err)
	}
}

func TestStartHasNothingToEndWhenAllRuns(t *testing.T) {
	t.Parallel()
	_, kinds, system := newSystem("a")
	s := must(t)(kinds.Start(t.Context(), system))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	must(t)(kinds.Start(ctx, s))
}

// What a start returns beside its error is a handle like any other.
func TestAFailedStartMayLeaveAState(t *testing.T) {
	t.Parallel()
	var stopped []any
	kinds, system := oneKind(
		func(context.Context, any) (any, error) { return "half", errors.New("no database") },
		func(_ context.Context, _, state any) error { stopped = append(stopped, state); return nil })
	s, _ := kinds.Start(t.Context(), system)
	s = s.Clear()
	want(t, "state", s.Parts["a"].State, any("half"))
	if _, err := kinds.Start(t.Context(), s); err == nil {
		t.Error("the state was overwritten")
	}
	s = must(t)(kinds.Stop(t.Context(), s))
	want(t, "stopped", stopped, []any{"half"})
	want(t, "state", s.Parts["a"].State, any(nil))
}

func TestTypedKinds(t *testing.T) {
	t.Parallel()
	kinds := parts.Kinds{"a": parts.KindOf(
		func(_ context.Context, n int) (string, error) { return fmt.Sprint(n), nil }, nil)}
	system := func(config any) parts.System {
		return parts.System{StartOrder: []string{"a"}, Parts: map[string]parts.Part{"a": {Config: config}}}
	}
	want(t, "problem", fmt.Sprint(kinds.Check(system("seven"))),
		"part a: its configuration does not fit: its type is string, not int")
	s := must(t)(kinds.Start(t.Context(), system(nil)))
	want(t, "state made of no configuration", s.Parts["a"].State, any("0"))
	must(t)(kinds.Stop(t.Context(), s))
	want(t, "type", kinds["a"].Type, "string")
}

func TestPartsShareAKind(t *testing.T) {
	t.Parallel()
	w, kinds, _ := newSystem("site")
	system := parts.System{
		StartOrder: []string{"north", "south"},
		Parts: map[string]parts.Part{
			"north": {Kind: "site", Config: config{Name: "n"}},
			"south": {Kind: "site", Config: config{Name: "s"}},
		},
	}
	must(t)(kinds.Start(t.Context(), system))
	want(t, "calls", w.took(), "start n, start s")
}

func TestASystemPrintsAsATable(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("annagreta", "b")
	w.fail["start b"] = errors.New("address in use")
	s, _ := kinds.Start(t.Context(), system)
	s.StartOrder = append(s.StartOrder, "c")
	s.Parts["d"] = parts.Part{}
	want(t, "text", s.String(), `annagreta  running
b          start failed  start b: address in use
c          not a part
d          stopped
`)
}
