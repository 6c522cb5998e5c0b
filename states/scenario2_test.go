package states_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/states"
)

// Sections 4 and 5: substitution and failure.

func TestScenario044StartWithPutsAValueInPlace(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	rep := w.ok(w.StartWith(w.ctx, map[states.Ref]any{b: "sub"}))
	w.wantTrace("a+ c+")
	wantValue(t, b, "sub")
	wantNames(t, "started", rep.Started(), "a", "b", "c")
}

func TestScenario045AfterAStopTheOriginalIsBack(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	w.ok(w.StartWith(w.ctx, map[states.Ref]any{b: "sub"}))
	w.ok(w.Stop(w.ctx))
	w.ok(w.Start(w.ctx))
	wantValue(t, b, "b1")
}

func TestScenario046StartWithoutAfterASubstituteStartsOriginals(t *testing.T) {
	t.Parallel()
	w, a, b, c := abc(t)
	w.ok(w.StartWith(w.ctx, map[states.Ref]any{b: "sub"}))
	w.ok(w.Stop(w.ctx))
	w.ok(w.StartWithout(w.ctx, c))
	wantValue(t, a, "a2")
	wantValue(t, b, "b1")
	wantValue(t, c, "not started")
}

func TestScenario047ASubstituteStopsByItsOwnStop(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	var during string
	w.ok(w.StartWithStates(w.ctx, map[states.Ref]states.Sub{b: {
		Start: func(context.Context) (any, error) { return "sub", nil },
		Stop:  func(_ context.Context, v any) error { during = b.Get(); return nil },
	}}))
	wantValue(t, b, "sub")
	w.ok(w.Stop(w.ctx))
	w.wantTrace("a+ c+ c- a-")
	if during != "sub" {
		t.Errorf("during its stop b is %q", during)
	}
}

func TestScenario048ThenTheOriginalIsBack(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	w.ok(w.StartWithStates(w.ctx, map[states.Ref]states.Sub{b: w.sub("x")}))
	w.ok(w.Stop(w.ctx))
	w.ok(w.Start(w.ctx))
	w.wantTrace("a+ x+ c+ c- x- a- a+ b+ c+")
}

func TestScenario049ASubstituteWithoutStopIsJustDropped(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	sub := w.sub("x")
	sub.Stop = nil
	w.ok(w.StartWithStates(w.ctx, map[states.Ref]states.Sub{a: sub}))
	w.ok(w.Stop(w.ctx, a))
	w.wantTrace("x+ b+ c+")
}

func TestScenario050ASubstituteStartsInTheOriginalsPlace(t *testing.T) {
	t.Parallel()
	w, _, b, c := abc(t)
	w.ok(w.StartWithStates(w.ctx, map[states.Ref]states.Sub{c: w.sub("y"), b: w.sub("x")}))
	w.wantTrace("a+ x+ y+")
}

func TestScenario051NilAndFalseAreSubstitutes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p, b := states.ValueIn(w.Registry, "p", new(int)), states.ValueIn(w.Registry, "b", true)
	w.ok(w.StartWith(w.ctx, map[states.Ref]any{p: nil, b: false}))
	if p.Get() != nil || b.Get() {
		t.Error(p.Get(), b.Get())
	}
	_, e := fails[*states.WrongTypeError](t)(w.StartWith(w.ctx, map[states.Ref]any{b: nil}))
	if e.Got != "nil" || e.Want != "bool" {
		t.Errorf("error is %+v", e)
	}
}

func TestScenario052ASwapStartsNothing(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	rep := w.ok(w.Swap(w.ctx, a, "sub"))
	if len(rep.Steps) != 1 || rep.Steps[0].Action != states.ActionSwap {
		t.Errorf("report: %v", rep)
	}
	w.wantRunning()
	w.ok(w.Start(w.ctx))
	wantValue(t, a, "sub")
}

func TestScenario053ASwapIsIndependentOfTheSelection(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	w.ok(w.Only(b).Swap(a, "sub").Start(w.ctx))
	w.wantRunning("b")
	w.ok(w.Start(w.ctx, a))
	wantValue(t, a, "sub")
	fails[*states.UnknownStateError](t)(w.Only(states.Name("nope")).Swap(a, "other").Start(w.ctx))
	wantValue(t, a, "sub")
}

func TestScenario054SwapStatesDoesTheSame(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	w.ok(w.Only(b).SwapStates(a, w.sub("x")).Start(w.ctx))
	w.ok(w.Start(w.ctx, a))
	w.wantTrace("b+ x+")
}

func TestScenario055AStopOfOneBringsItsOriginalBack(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	w.ok(w.Only(b).SwapStates(b, w.sub("x")).Start(w.ctx))
	w.ok(w.Stop(w.ctx, b))
	w.ok(w.Start(w.ctx, b))
	w.wantTrace("x+ x- b+")
}

func TestScenario056AStopOfOneLeavesOtherSubstitutes(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	w.ok(w.StartWith(w.ctx, map[states.Ref]any{a: "x", b: "y"}))
	w.ok(w.Stop(w.ctx, a))
	w.ok(w.Start(w.ctx))
	wantValue(t, a, "a1")
	wantValue(t, b, "y")
}

func TestScenario057ASubstituteOutsideTheSelectionIsNotStarted(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	w.ok(w.Only(b).Swap(a, "sub").Start(w.ctx))
	wantValue(t, a, "not started")
}

func TestScenario058APendingSubstituteIsShown(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	w.ok(w.Only(b).Swap(a, "sub").Start(w.ctx))
	i, err := w.Info(a)
	if err != nil || i.Substitute != `"sub"` || !i.Pending {
		t.Errorf("info: %+v", i)
	}
	w.ok(w.Start(w.ctx))
	if i, _ = w.Info(a); i.Substitute != `"sub"` || i.Pending {
		t.Errorf("info: %+v", i)
	}
}

func TestScenario059AStopTakesAPendingSubstituteAway(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Swap(w.ctx, a, "sub"))
	rep := w.ok(w.Stop(w.ctx, a))
	if len(rep.Steps) != 1 || rep.Steps[0].Action != states.ActionUnswap {
		t.Errorf("report: %v", rep)
	}
	w.ok(w.Start(w.ctx, a))
	wantValue(t, a, "a1")
}

func TestScenario060ASwapOfARunningStateReallyStopsIt(t *testing.T) {
	t.Parallel()
	w, a, b, c := chain(t)
	w.ok(w.Start(w.ctx))
	w.wantTrace("a+ b+ c+")
	w.ok(w.Swap(w.ctx, a, "sub"))
	w.wantTrace("c- b- a- b+ c+")
	wantValue(t, c, "c2(b2(sub))")
	w.ok(w.Stop(w.ctx))
	w.wantTrace("c- b-")
	w.ok(w.Start(w.ctx))
	wantValue(t, b, "b3(a2)")
}

func TestScenario061ASwapByStatesOfARunningStateReallyStopsIt(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.SwapStates(w.ctx, a, w.sub("x")))
	w.ok(w.Stop(w.ctx))
	w.wantTrace("a+ b+ c+ a- x+ x- c- b-")
	w.wantRunning()
}

func TestScenario062SubstitutesAreAStack(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Swap(w.ctx, a, "one"))
	w.ok(w.Swap(w.ctx, a, "two"))
	w.ok(w.Start(w.ctx))
	wantValue(t, a, "two")
	if i, _ := w.Info(a); strings.Join(i.Substitutes, " ") != `"one" "two"` {
		t.Errorf("substitutes: %v", i.Substitutes)
	}
	w.ok(w.Unswap(w.ctx, a))
	wantValue(t, a, "one")
	w.ok(w.Swap(w.ctx, a, "three"))
	w.ok(w.Stop(w.ctx))
	w.ok(w.Start(w.ctx))
	wantValue(t, a, "a1")
}

func TestScenario063ASwapOfTheUnknownIsAnError(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	fails[*states.UnknownStateError](t)(w.Swap(w.ctx, states.Name("nope"), 1))
	if n := len(w.Status()); n != 3 {
		t.Errorf("%d states", n)
	}
}

func TestScenario064ASubstituteWithoutStartIsRefused(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Start(w.ctx))
	_, e := fails[*states.StateError](t)(w.SwapStates(w.ctx, a, states.Sub{}))
	if e.Op != states.OpSwap || e.Name != a.Name() {
		t.Errorf("error is %+v", e)
	}
	wantValue(t, a, "a1")
}

func TestScenario065AFailingSubstituteStaysUntilAStop(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.startFails["x"] = errBoom
	w.ok(w.Start(w.ctx, a))
	_, e := fails[*states.StateError](t)(w.SwapStates(w.ctx, a, w.sub("x")))
	if !errors.Is(e, errBoom) {
		t.Error(e)
	}
	w.wantTrace("a+ a- x+!")
	if i := w.wantStatus(a, states.StatusStartFailed); i.Substitute == "" || !i.Pending {
		t.Errorf("info: %+v", i)
	}
	fails[*states.StateError](t)(w.Start(w.ctx, a))
	w.wantTrace("x+!")
	w.ok(w.Stop(w.ctx, a))
	w.ok(w.Start(w.ctx, a))
	w.wantTrace("a+")
}

func TestScenario066ARedefinitionDropsARunningSubstitute(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "old"))
	w.ok(w.Only(states.Name("a")).SwapStates(states.Name("a"), w.sub("x")).Start(w.ctx))
	w.load(w.code("p/a", "new"))
	w.wantTrace("x+ x- new+")
	if i, _ := w.Info(states.Name("a")); i.Substitute != "" {
		t.Errorf("info: %+v", i)
	}
}

func TestScenario067AFailingStartLeavesWhatIsUp(t *testing.T) {
	t.Parallel()
	w, _, b, c := abc(t)
	w.startFails["b"] = errBoom
	fails[*states.StateError](t)(w.Start(w.ctx))
	w.wantTrace("a+ b+!")
	w.wantRunning("a")
	w.wantStatus(b, states.StatusStartFailed)
	w.wantStatus(c, states.StatusStopped)
}

func TestScenario068TheReportTellsStartedFailedAndNotAttempted(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	w.startFails["b"] = errBoom
	rep, e := fails[*states.StateError](t)(w.Start(w.ctx))
	if e.Name != b.Name() || !errors.Is(e, errBoom) {
		t.Error(e)
	}
	wantNames(t, "started", rep.Started(), "a")
	wantNames(t, "not attempted", rep.NotAttempted(), "c")
	if f := rep.Failed(); len(f) != 1 || f[0].Name != b.Name() || f[0].Status != states.StatusStartFailed {
		t.Errorf("failed: %+v", f)
	}
	for _, line := range []string{"start states_test/a", "boom", "start states_test/c: not attempted"} {
		if !strings.Contains(rep.String(), line) {
			t.Errorf("report lacks %q:\n%s", line, rep)
		}
	}
}

func TestScenario069ASecondStartContinues(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	w.startFails["b"] = errBoom
	fails[*states.StateError](t)(w.Start(w.ctx))
	fails[*states.StateError](t)(w.Start(w.ctx))
	w.wantTrace("a+ b+! b+!")
	delete(w.startFails, "b")
	w.ok(w.Start(w.ctx))
	w.wantTrace("b+ c+")
}

func TestScenario070AStopAfterAFailedStartStopsWhatIsUp(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	w.startFails["b"] = errBoom
	fails[*states.StateError](t)(w.Start(w.ctx))
	rep := w.ok(w.Stop(w.ctx))
	w.wantTrace("a+ b+! a-")
	wantNames(t, "stopped", rep.Stopped(), "a")
}

func TestScenario071AFailingStopIsReportedAndTheOthersGoOn(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.stopFails["b"] = errBoom
	rep, e := fails[*states.StateError](t)(w.Stop(w.ctx))
	w.wantTrace("a+ b+ c+ c- b-! a-")
	if e.Name != b.Name() || e.Op != states.OpStop || len(rep.Steps) != 3 {
		t.Errorf("report: %v", rep)
	}
	w.wantRunning()
}

func TestScenario072AfterAFailedStopTheInstanceIsKeptForCleanup(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.stopFails["b"] = errBoom
	fails[*states.StateError](t)(w.Stop(w.ctx))
	wantValue(t, b, "not started")
	if i := w.wantStatus(b, states.StatusStopFailed); !errors.Is(i.Err, errBoom) || i.Leftovers != 1 {
		t.Errorf("info: %+v", i)
	}
	if left := w.Leftovers(); left[0].Value != "b1" || left[0].Generation != 1 || !errors.Is(left[0].Err, errBoom) {
		t.Errorf("leftovers: %+v", left)
	}
}

func TestScenario073AfterAFailedStopAStartBeginsAnew(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.stopFails["b"] = errBoom
	fails[*states.StateError](t)(w.Stop(w.ctx))
	w.wantTrace("a+ b+ c+ c- b-! a-")
	w.ok(w.Stop(w.ctx))
	w.wantTrace("")
	w.ok(w.Start(w.ctx))
	wantValue(t, b, "b2")
	if left := w.Leftovers(); len(left) != 1 || left[0].Value != "b1" {
		t.Errorf("the first instance is lost: %+v", left)
	}
}

func TestScenario074PanicsAreErrors(t *testing.T) {
	t.Parallel()
	w, _, b, c := abc(t)
	w.startPanic["b"] = errBoom
	fails[*states.PanicError](t)(w.Start(w.ctx))
	w.wantStatus(b, states.StatusStartFailed)
	delete(w.startPanic, "b")
	w.ok(w.Start(w.ctx))
	w.stopPanic["c"] = 42
	_, e := fails[*states.PanicError](t)(w.Stop(w.ctx))
	if e.Value != 42 || e.Pos == "" {
		t.Errorf("error is %+v", e)
	}
	w.wantStatus(c, states.StatusStopFailed)
}

func TestScenario075AFailedDefinitionChangesNothing(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	panics[*states.DefinitionError](t, func() { states.NewIn[int](w.Registry, "d", nil) })
	panics[*states.DefinitionError](t, func() { states.ValueIn(w.Registry, "no name", 1) })
	panics[*states.DefinitionError](t, func() { states.ValueIn(w.Registry, "", 1) })
	e := panics[*states.DefinitionError](t, func() {
		states.NewIn(w.Registry, "d", func(context.Context) (int, error) { return 1, nil })
		states.ValueIn(w.Registry, "d", 1)
	})
	if !strings.Contains(e.Other, "scenario2_test.go:") {
		t.Errorf("error is %+v", e)
	}
	if got := strings.Join(w.Names(), " "); got != "states_test/a states_test/b states_test/c states_test/d" {
		t.Errorf("names: %v", got)
	}
	w.ok(w.Start(w.ctx, a))
}
