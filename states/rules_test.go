package states_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/states"
)

// The rules of life, as doc.go has them. The long list is in scenario_test.go.

func TestRule1StartInOrderStopInReverse(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	rep := w.ok(w.Start(w.ctx))
	wantNames(t, "started", rep.Started(), "a", "b", "c")
	w.wantTrace("a+ b+ c+")
	w.ok(w.Stop(w.ctx, b))
	rep = w.ok(w.Start(w.ctx))
	wantNames(t, "started", rep.Started(), "b")
	wantNames(t, "unchanged", rep.Unchanged, "a", "c")
	w.wantTrace("b- b+")
	rep = w.ok(w.Stop(w.ctx))
	wantNames(t, "stopped", rep.Stopped(), "b", "c", "a")
	w.wantTrace("b- c- a-")
}

func TestRule2NamingStatesMeansThoseOnly(t *testing.T) {
	t.Parallel()
	w, a, b, c := chain(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.Stop(w.ctx))
	w.wantTrace("a+ b+ c+ c- b- a-")
	rep, e := fails[*states.MissingDepsError](t)(w.Start(w.ctx, c))
	if !rep.Refused() || e.Missing[0].Name != c.Name() || e.Missing[0].Needs[0] != b.Name() {
		t.Errorf("report %v, error %+v", rep, e)
	}
	w.wantTrace("")
	w.ok(w.Only(c).WithDeps().Start(w.ctx))
	w.wantTrace("a+ b+ c+")
	w.ok(w.Stop(w.ctx, a))
	w.wantTrace("a-")
	rep = w.ok(w.Start(w.ctx, a))
	if len(rep.Stale) != 1 || rep.Stale[0] != (states.Stale{Name: b.Name(), On: a.Name(), Built: 2, Now: 3}) {
		t.Errorf("stale: %+v", rep.Stale)
	}
	if i, _ := w.Info(b); len(i.Stale) != 1 || i.Stale[0].String() != "built on states_test/a #2, now #3" {
		t.Errorf("stale: %v", i.Stale)
	}
	w.wantTrace("a+")
	w.ok(w.Only(a).WithDependents().Stop(w.ctx))
	w.wantTrace("c- b- a-")
}

func TestRule2WhatIsNotKnownYetFailsByName(t *testing.T) {
	t.Parallel()
	w, a, b, _ := chain(t)
	_, e := fails[*states.NotStartedError](t)(w.Start(w.ctx, b))
	if e.Name != a.Name() || e.By != b.Name() {
		t.Errorf("error is %+v", e)
	}
	_, missing := fails[*states.MissingDepsError](t)(w.Start(w.ctx, b))
	if missing.Names()[0] != a.Name() {
		t.Errorf("error is %+v", missing)
	}
}

func TestRule3AnEmptySelectionDoesNothing(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Start(w.ctx, []states.Ref{}...))
	w.ok(w.Only().Start(w.ctx))
	w.ok(w.StartWithout(w.ctx, a, states.Name("b"), states.Name("states_test/c")))
	w.wantTrace("")
	_, e := fails[*states.UnknownStateError](t)(w.Start(w.ctx, a, states.Name("states_test/aa")))
	if e.Near[0] != a.Name() {
		t.Errorf("near: %v", e.Near)
	}
	w.wantTrace("")
}

func TestRule4AFailingStartStopsTheWalk(t *testing.T) {
	t.Parallel()
	w, _, b, c := abc(t)
	w.startFails["b"] = errBoom
	rep, e := fails[*states.StateError](t)(w.Start(w.ctx))
	w.wantTrace("a+ b+!")
	wantNames(t, "not attempted", rep.NotAttempted(), "c")
	if e.Name != b.Name() || e.Op != states.OpStart || !errors.Is(e, errBoom) {
		t.Errorf("error is %+v", e)
	}
	w.wantRunning("a")
	w.wantStatus(b, states.StatusStartFailed)
	w.wantStatus(c, states.StatusStopped)
	delete(w.startFails, "b")
	w.ok(w.Start(w.ctx))
	w.wantTrace("b+ c+")
}

func TestRule4RollbackTakesDownWhatTheCallBroughtUp(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	d := w.state("d")
	w.ok(w.Start(w.ctx, a))
	w.startFails["d"] = errBoom
	w.stopFails["b"] = errors.New("stuck")
	w.wantTrace("a+")
	rep, e := w.All().Rollback().Start(w.ctx)
	w.wantTrace("b+ c+ d+! c- b-!")
	w.wantRunning("a")
	w.wantStatus(d, states.StatusStartFailed)
	if lines := strings.Split(e.Error(), "\n"); len(lines) != 2 || !strings.Contains(lines[0], "boom") || !strings.Contains(lines[1], "stuck") {
		t.Errorf("error is %q", e)
	}
	if len(rep.Failed()) != 2 {
		t.Errorf("failed: %v", rep.Failed())
	}
}

func TestRule4AFailingStopNeverBlocksTheOthers(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.stopFails["b"] = errBoom
	rep, _ := fails[*states.StateError](t)(w.Stop(w.ctx))
	wantNames(t, "stopped", rep.Stopped(), "c", "a")
	w.wantTrace("a+ b+ c+ c- b-! a-")
	i := w.wantStatus(b, states.StatusStopFailed)
	if !errors.Is(i.Err, errBoom) || i.Leftovers != 1 {
		t.Errorf("info is %+v", i)
	}
	wantValue(t, b, "not started")
	left := w.Leftovers()
	if len(left) != 1 || left[0].Value != "b1" || left[0].Name != b.Name() {
		t.Fatalf("leftovers: %+v", left)
	}
	delete(w.stopFails, "b")
	w.ok(w.Cleanup(w.ctx))
	w.wantTrace("b-")
	if left := w.Leftovers(); len(left) != 0 {
		t.Errorf("leftovers: %+v", left)
	}
	w.wantStatus(b, states.StatusStopped)
}

func TestRule5PanicsAreErrorsWithAPosition(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	w.startPanic["b"] = "ouch"
	_, e := fails[*states.StateError](t)(w.Start(w.ctx))
	if !strings.HasPrefix(e.Pos, "states/fixture_test.go:") {
		t.Errorf("position is %q", e.Pos)
	}
	var p *states.PanicError
	if !errors.As(e, &p) || p.Value != "ouch" || len(p.Stack) == 0 {
		t.Errorf("error is %#v", e.Err)
	}
	w.wantStatus(b, states.StatusStartFailed)
	w.stopPanic["a"] = errBoom
	_, e = fails[*states.StateError](t)(w.Stop(w.ctx))
	if !errors.Is(e, errBoom) {
		t.Errorf("error is %v", e)
	}
	wantValue(t, a, "not started")
}

func TestRule5GetSaysHowToStart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.state("a")
	defer func() {
		const want = `state states_test/a is not started; start it with states.Start(ctx, states.Name("states_test/a"))`
		if e, ok := recover().(*states.NotStartedError); !ok || e.Error() != want {
			t.Errorf("panicked with %v", e)
		}
	}()
	a.Get()
}

func TestRule6TheStopIsTheOneOfTheStart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.state("a")
	w.ok(w.Start(w.ctx))
	a.OnStop(func(context.Context, string) error { w.log("new-"); return nil })
	w.ok(w.Stop(w.ctx))
	w.wantTrace("a+ a-")
	w.ok(w.Start(w.ctx))
	w.ok(w.Stop(w.ctx))
	w.wantTrace("a+ new-")
}

func TestRule7SwappingARunningState(t *testing.T) {
	t.Parallel()
	w, a, b, c := chain(t)
	d := w.state("d")
	w.ok(w.Start(w.ctx))
	w.wantTrace("a+ b+ c+ d+")
	w.ok(w.SwapStates(w.ctx, b, w.sub("x")))
	w.wantTrace("c- b- x+ c+")
	wantValue(t, c, "c2(x1)")
	i, _ := w.Info(b)
	if i.Substitute == "" || i.Pending {
		t.Errorf("info is %+v", i)
	}
	w.ok(w.Swap(w.ctx, b, "y"))
	w.wantTrace("c- x- c+")
	wantValue(t, b, "y")
	w.ok(w.Stop(w.ctx, b))
	w.ok(w.Start(w.ctx, b))
	wantValue(t, b, "b2(a1)")
	wantValue(t, a, "a1")
	wantValue(t, d, "d1")
}

func TestRule7AWrongTypeIsRefusedBeforeAnythingHappens(t *testing.T) {
	t.Parallel()
	w, a, b, _ := chain(t)
	w.ok(w.Start(w.ctx))
	w.wantTrace("a+ b+ c+")
	_, e := fails[*states.WrongTypeError](t)(w.Only().Swap(a, "fine").Swap(b, 42).Start(w.ctx))
	if e.Name != b.Name() || e.Want != "string" || e.Got != "int" {
		t.Errorf("error is %+v", e)
	}
	w.wantTrace("")
	wantValue(t, a, "a1")
}
