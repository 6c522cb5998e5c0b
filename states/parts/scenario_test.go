package parts_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/states"
	"github.com/mrepl/mrepl/states/parts"
)

// A workshop makes kinds whose functions note what they are called with, and fail on
// request.
type workshop struct {
	calls []string
	fail  map[string]error // "start a", "stop a"
}

// config of a part is its name and a number.
type config struct {
	Name string
	Port int
}

// A handle is the state of a part.
type handle struct{ name string }

func (w *workshop) start(_ context.Context, c config) (*handle, error) {
	w.calls = append(w.calls, "start "+c.Name)
	if err := w.fail["start "+c.Name]; err != nil {
		return nil, err
	}
	return &handle{c.Name}, nil
}

func (w *workshop) stop(_ context.Context, c config, h *handle) error {
	w.calls = append(w.calls, "stop "+c.Name+" with "+h.name)
	return w.fail["stop "+c.Name]
}

func (w *workshop) took() string {
	defer func() { w.calls = nil }()
	return strings.Join(w.calls, ", ")
}

// newSystem returns a workshop and a system of parts with the names.
func newSystem(names ...string) (*workshop, parts.Kinds, parts.System) {
	w := &workshop{fail: map[string]error{}}
	kinds := parts.Kinds{}
	system := parts.System{StartOrder: names, Parts: map[string]parts.Part{}}
	for i, name := range names {
		kinds[name] = parts.KindOf(w.start, w.stop)
		system.Parts[name] = parts.Part{Config: config{name, 8060 + i}}
	}
	return w, kinds, system
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func wantStatus(t *testing.T, s parts.System, want map[string]states.StatusKind) {
	t.Helper()
	for name, status := range want {
		if got := s.Parts[name].Status; got != status {
			t.Errorf("%s: got %v, want %v", name, got, status)
		}
	}
}

func must(t *testing.T) func(s parts.System, err error) parts.System {
	t.Helper()
	return func(s parts.System, err error) parts.System {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

func TestScenario128StartReturnsTheSystemThatRuns(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("annagreta", "wildrank")
	running := must(t)(kinds.Start(t.Context(), system))
	want(t, "calls", w.took(), "start annagreta, start wildrank")
	want(t, "running", running.Running(), []string{"annagreta", "wildrank"})
	want(t, "state", running.Parts["wildrank"].State, any(&handle{"wildrank"}))
	want(t, "config", running.Parts["wildrank"].Config, any(config{"wildrank", 8061}))
	want(t, "the system given", system.Running(), []string(nil))
}

func TestScenario129StopGetsConfigAndStateInReverse(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("annagreta", "wildrank")
	running := must(t)(kinds.Start(t.Context(), system))
	w.took()
	stopped := must(t)(kinds.Stop(t.Context(), running))
	want(t, "calls", w.took(), "stop wildrank with wildrank, stop annagreta with annagreta")
	want(t, "part", stopped.Parts["annagreta"], system.Parts["annagreta"])
	want(t, "the system given", len(running.Running()), 2)
}

func TestScenario130SkipsAreDataOnThePart(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("annagreta")
	s := must(t)(kinds.Start(t.Context(), system))
	s = must(t)(kinds.Start(t.Context(), s))
	s = must(t)(kinds.Start(t.Context(), s))
	want(t, "calls", w.took(), "start annagreta")
	want(t, "errors", fmt.Sprint(s.Parts["annagreta"].Errors),
		"[skipped start annagreta: it is running already skipped start annagreta: it is running already]")

	s = must(t)(kinds.Stop(t.Context(), s.Clear()))
	s = must(t)(kinds.Stop(t.Context(), s))
	errs := s.Parts["annagreta"].Errors
	want(t, "number of errors", len(errs), 1)
	skipped, ok := errors.AsType[*parts.Skipped](errs[0])
	if !ok || skipped.Op != states.OpStop || skipped.Name != "annagreta" {
		t.Errorf("got %#v", errs[0])
	}
}

func TestScenario131ClearKeepsWhatRuns(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("annagreta", "wildrank")
	w.fail["start wildrank"] = errors.New("address in use")
	s, err := kinds.Start(t.Context(), system)
	if err == nil {
		t.Fatal("the start went well")
	}
	s = s.Clear()
	want(t, "errors", len(s.Parts["annagreta"].Errors)+len(s.Parts["wildrank"].Errors), 0)
	want(t, "the handle of what runs", s.Parts["annagreta"].State, any(&handle{"annagreta"}))
	wantStatus(t, s, map[string]states.StatusKind{"annagreta": states.StatusRunning, "wildrank": states.StatusStartFailed})
	w.took()
	must(t)(kinds.Stop(t.Context(), s))
	want(t, "calls", w.took(), "stop annagreta with annagreta")
}

func TestScenario132RestartStopsClearsAndStarts(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("annagreta", "wildrank")
	s := must(t)(kinds.Restart(t.Context(), system))
	want(t, "calls on a system that never ran", w.took(), "start annagreta, start wildrank")
	want(t, "errors", len(s.Parts["annagreta"].Errors), 0)

	old := s.Parts["annagreta"].State
	s = must(t)(kinds.Start(t.Context(), s))
	s = must(t)(kinds.Restart(t.Context(), s))
	want(t, "calls", w.took(), "stop wildrank with wildrank, stop annagreta with annagreta, start annagreta, start wildrank")
	want(t, "errors", len(s.Parts["annagreta"].Errors), 0)
	if s.Parts["annagreta"].State == old {
		t.Error("the state is that of before")
	}
}

func TestScenario132RestartEndsAtAStopThatFails(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("annagreta", "wildrank")
	s := must(t)(kinds.Start(t.Context(), system))
	w.fail["stop wildrank"] = errors.New("busy")
	w.took()
	s, err := kinds.Restart(t.Context(), s)
	want(t, "error", fmt.Sprint(err), "stop wildrank: busy")
	want(t, "calls", w.took(), "stop wildrank with wildrank, stop annagreta with annagreta")
	want(t, "handle", s.Parts["wildrank"].State, any(&handle{"wildrank"}))
}

func TestScenario133APartOutsideTheStartOrderIsAnError(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("annagreta", "wildrank")
	system.StartOrder = []string{"annagreta"}
	for _, run := range []func(context.Context, parts.System) (parts.System, error){kinds.Start, kinds.Stop, kinds.Restart} {
		_, err := run(t.Context(), system)
		if e, ok := errors.AsType[*parts.SystemError](err); !ok || e.Part != "wildrank" {
			t.Errorf("got %v", err)
		}
	}
	want(t, "calls", w.took(), "")
}

func TestScenario134AStartOrderThatNamesNoPartIsAnError(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("annagreta")
	system.StartOrder = []string{"annagreta", "wildrank", "annagreta"}
	system.Parts["odd"] = parts.Part{Kind: "nobody's"}
	_, err := kinds.Start(t.Context(), system)
	want(t, "error", fmt.Sprint(err), strings.Join([]string{
		"part annagreta: the start order names it twice",
		"part wildrank: the start order names it, but it is not among the parts",
		"part annagreta: the start order names it twice",
		"part odd: it is missing from the start order",
	}, "\n"))

	system = parts.System{StartOrder: []string{"odd"}, Parts: map[string]parts.Part{"odd": {}}}
	_, err = kinds.Start(t.Context(), system)
	want(t, "error", fmt.Sprint(err), "part odd: no kind is named \"odd\"")
	want(t, "calls", w.took(), "")
}

func TestScenario135AFailingStartReturnsThePartialSystem(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("a", "b", "c")
	cause := errors.New("address in use")
	w.fail["start b"] = cause
	s, err := kinds.Start(t.Context(), system)
	if e, ok := errors.AsType[*states.StateError](err); !ok || e.Name != "b" || !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
	want(t, "calls", w.took(), "start a, start b")
	wantStatus(t, s, map[string]states.StatusKind{"a": states.StatusRunning, "b": states.StatusStartFailed, "c": states.StatusStopped})
	want(t, "errors of b", fmt.Sprint(s.Parts["b"].Errors), "[start b: address in use]")
	want(t, "errors of c", fmt.Sprint(s.Parts["c"].Errors), "[skipped start c: b failed]")

	delete(w.fail, "start b")
	s = must(t)(kinds.Start(t.Context(), s.Clear()))
	want(t, "calls of the second start", w.took(), "start b, start c")
	want(t, "running", s.Running(), []string{"a", "b", "c"})
}

func TestScenario135AFailingStopKeepsItsStateAndBlocksNobody(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("a", "b", "c")
	s := must(t)(kinds.Start(t.Context(), system))
	w.took()
	w.fail["stop b"] = errors.New("busy")
	w.fail["stop c"] = errors.New("gone")
	s, err := kinds.Stop(t.Context(), s)
	want(t, "error", fmt.Sprint(err), "stop c: gone\nstop b: busy")
	want(t, "calls", w.took(), "stop c with c, stop b with b, stop a with a")
	wantStatus(t, s, map[string]states.StatusKind{"a": states.StatusStopped, "b": states.StatusStopFailed, "c": states.StatusStopFailed})

	_, err = kinds.Start(t.Context(), s)
	if !strings.Contains(fmt.Sprint(err), "part b: stop failed, and its state is still there") {
		t.Errorf("got %v", err)
	}
	want(t, "calls of the start", w.took(), "")

	delete(w.fail, "stop b")
	s, err = kinds.Stop(t.Context(), s)
	want(t, "error", fmt.Sprint(err), "stop c: gone")
	want(t, "calls of the second stop", w.took(), "stop c with c, stop b with b")

	s = must(t)(kinds.Start(t.Context(), s.Discard("c", "nobody")))
	want(t, "running", s.Running(), []string{"a", "b", "c"})
}

func TestScenario136ReloadAndUpdateAreDistinct(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("annagreta", "wildrank")
	r := states.NewRegistry()
	if _, err := kinds.Register(t.Context(), r, "site", system); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.took()

	system = system.Clear()
	system.Parts["wildrank"] = parts.Part{Config: config{"wildrank", 9090}}
	report, err := kinds.Register(t.Context(), r, "site", system)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "update-and-restart: what changed", w.took(), "stop wildrank with wildrank, start wildrank")
	want(t, "started", report.Started(), []string{"site/wildrank"})

	if _, err := r.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	want(t, "reload-and-restart: everything", w.took(),
		"stop wildrank with wildrank, stop annagreta with annagreta, start annagreta, start wildrank")
}
