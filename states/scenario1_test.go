package states_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/states"
)

// The scenarios are numbered as in the project's list of what lifecycle libraries do
// and get wrong. Sections 1 to 3: definition, start, stop.

func TestScenario001ADefinedStateIsRegisteredAndNotStarted(t *testing.T) {
	t.Parallel()
	w, a, _, c := abc(t)
	all := w.Status()
	if len(all) != 3 || all[0].Name != a.Name() || all[2].Name != c.Name() || !all[0].Since.IsZero() {
		t.Errorf("status: %+v", all)
	}
	w.wantRunning()
	w.wantTrace("")
}

func TestScenario002ReadingWhatIsNotStartedNamesTheWayOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	e := panics[*states.NotStartedError](t, func() { w.state("db").Get() })
	if want := `start it with states.Start(ctx, states.Name("states_test/db"))`; !strings.Contains(e.Error(), want) {
		t.Errorf("error is %q", e)
	}
}

func TestScenario003NoStartIsAnErrorAtDefinition(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	e := panics[*states.DefinitionError](t, func() { states.NewIn[int](w.Registry, "a", nil) })
	if e.Name != here+"a" || !strings.Contains(e.Error(), "no start function") || !strings.Contains(e.Pos, "scenario1_test.go:") {
		t.Errorf("error is %+v", e)
	}
}

func TestScenario004NilAndFalseAreStarts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	n, f := states.ValueIn[any](w.Registry, "nil", nil), states.ValueIn(w.Registry, "false", false)
	w.ok(w.Start(w.ctx))
	w.wantRunning("nil", "false")
	if n.Get() != nil || f.Get() {
		t.Error(n.Get(), f.Get())
	}
}

func TestScenario007DocAndPositionAreKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.state("a").Doc("A is first.")
	i, err := w.Info(a)
	if err != nil || i.Doc != "A is first." || !strings.HasPrefix(i.Pos, "states/fixture_test.go:") || i.Type != "string" {
		t.Errorf("info: %+v", i)
	}
}

func TestScenario008AValueIsAStart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := states.ValueIn(w.Registry, "a", 42)
	w.ok(w.Start(w.ctx))
	if a.Get() != 42 {
		t.Error(a.Get())
	}
}

func TestScenario009AStartIsEvaluatedWhenItStarts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	n := 0
	a := states.NewIn(w.Registry, "a", func(context.Context) (int, error) { return n + 1, nil })
	n = 41
	w.ok(w.Start(w.ctx))
	if a.Get() != 42 {
		t.Error(a.Get())
	}
}

func TestScenario010AFunctionAsValueIsNotCalled(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	called := false
	a := states.ValueIn(w.Registry, "a", func() { called = true })
	w.ok(w.Start(w.ctx))
	if called {
		t.Error("it was called")
	}
	if a.Get()(); !called {
		t.Error("it is another function")
	}
}

func adder(n int) func(int) int { return func(m int) int { return n + m } }

func TestScenario011AClosureAsValueCanBeCalled(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := states.ValueIn(w.Registry, "a", adder(41))
	w.ok(w.Start(w.ctx))
	if got := a.Get()(1); got != 42 {
		t.Error(got)
	}
}

func TestScenario012AStartMayCallWhatItIsGiven(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f := states.ValueIn(w.Registry, "f", func() int { return 42 })
	a := states.NewIn(w.Registry, "a", func(context.Context) (int, error) { return f.Get()(), nil })
	w.ok(w.Start(w.ctx))
	if a.Get() != 42 {
		t.Error(a.Get())
	}
}

func TestScenario013AStateCanBeStartedByNameOrHandle(t *testing.T) {
	t.Parallel()
	w, a, b, c := abc(t) // its functions are unexported methods of another file
	w.ok(w.Start(w.ctx, a, states.Name("b"), states.Name(c.Name())))
	w.wantTrace("a+ b+ c+")
	wantValue(t, b, "b1")
}

func TestScenario014StatesOfOneShortNameAreIndependent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("db/conn", "x"), w.code("mq/conn", "y"))
	_, e := fails[*states.AmbiguousError](t)(w.Start(w.ctx, states.Name("conn")))
	if strings.Join(e.Candidates, " ") != "db/conn mq/conn" {
		t.Errorf("error is %+v", e)
	}
	w.ok(w.Start(w.ctx, states.Name("mq/conn")))
	w.wantTrace("y+")
	w.wantValueOf("db/conn", "not started")
}

func TestScenario015ANilResultIsAValue(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := states.NewIn(w.Registry, "a", func(context.Context) (error, error) { return nil, nil })
	w.ok(w.Start(w.ctx))
	if v, ok := a.Lookup(); v != nil || !ok {
		t.Error(v, ok)
	}
}

func TestScenario016AfterAStopThereIsNoValue(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.stopFails["a"] = errBoom
	if _, err := w.Stop(w.ctx); !errors.Is(err, errBoom) {
		t.Error(err)
	}
	panics[*states.NotStartedError](t, func() { a.Get() })
}

func TestScenario017StartGoesInOrder(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	rep := w.ok(w.Start(w.ctx))
	w.wantTrace("a+ b+ c+")
	wantNames(t, "started", rep.Started(), "a", "b", "c")
}

func TestScenario018StartOfWhatRunsCallsNothing(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.wantTrace("a+ b+ c+")
	rep := w.ok(w.Start(w.ctx))
	w.wantTrace("")
	if len(rep.Steps) != 0 {
		t.Errorf("report: %v", rep)
	}
}

func TestScenario019TheOrderOfArgumentsPlaysNoPart(t *testing.T) {
	t.Parallel()
	w, a, _, c := abc(t)
	rep := w.ok(w.Start(w.ctx, c, a))
	w.wantTrace("a+ c+")
	wantNames(t, "started", rep.Started(), "a", "c")
}

func TestScenario020StartOfOneStartsOne(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	w.ok(w.Start(w.ctx, a))
	w.wantTrace("a+")
	wantValue(t, b, "not started")
}

func TestScenario021AMissingNeedIsNamedBeforeAnythingRuns(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.state("a")
	x := w.state("x")
	b := w.state("b").Needs(a)
	_, e := fails[*states.MissingDepsError](t)(w.Start(w.ctx, x, b))
	if e.Missing[0].Name != b.Name() || e.Names()[0] != a.Name() {
		t.Errorf("error is %+v", e)
	}
	w.wantTrace("")
	w.ok(w.StartWithDeps(w.ctx, b))
	w.wantTrace("a+ b+")
}

func TestScenario022StartAllStartsWhatDoesNotRun(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Start(w.ctx, a))
	rep := w.ok(w.Start(w.ctx))
	wantNames(t, "started", rep.Started(), "b", "c")
}

func TestScenario023AStateNamedTwiceStartsOnce(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Start(w.ctx, a, a, states.Name("a")))
	w.wantTrace("a+")
}

func TestScenario024ASliceIsItsElements(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	w.ok(w.Start(w.ctx, []states.Ref{a, b}...))
	w.wantTrace("a+ b+")
}

func TestScenario026AnEmptySliceIsNothing(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	for _, rep := range []*states.Report{
		w.ok(w.Start(w.ctx, []states.Ref{}...)), w.ok(w.Only().Start(w.ctx)), w.ok(w.StartWithArgs(w.ctx, nil, []states.Ref{}...)),
	} {
		if len(rep.Steps) != 0 {
			t.Errorf("report: %v", rep)
		}
	}
	w.wantTrace("")
}

func TestScenario027StartWithoutStartsTheOthers(t *testing.T) {
	t.Parallel()
	w, _, b, c := abc(t)
	w.ok(w.StartWithout(w.ctx, b, c))
	w.wantTrace("a+")
}

func TestScenario028StartWithoutAllDoesNothing(t *testing.T) {
	t.Parallel()
	w, a, b, c := abc(t)
	w.ok(w.StartWithout(w.ctx, a, b, c))
	w.wantTrace("")
}

func TestScenario029StartWithoutNothingStartsAll(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	w.ok(w.StartWithout(w.ctx))
	w.wantTrace("a+ b+ c+")
}

func TestScenario030StartWithoutLeavesWhatRuns(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Start(w.ctx, a))
	w.ok(w.StartWithout(w.ctx, a))
	w.wantTrace("a+ b+ c+")
	wantValue(t, a, "a1")
}

func TestScenario031UnknownNamesAreErrorsAndNothingStarts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	conn := w.state("conn")
	_, e := fails[*states.UnknownStateError](t)(w.Start(w.ctx, states.Name("con"), conn))
	if e.Near[0] != conn.Name() {
		t.Errorf("error is %+v", e)
	}
	for _, bad := range []states.Ref{nil, states.Name(""), states.Name("x/conn"), (text)(nil)} {
		fails[*states.UnknownStateError](t)(w.Start(w.ctx, bad, conn))
	}
	_, err := w.Start(w.ctx, states.Name("x"), states.Name("y"))
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 2 {
		t.Errorf("error is %q", err)
	}
	w.wantTrace("")
}

func TestScenario032StopExceptStopsTheOthersInReverse(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.StopExcept(w.ctx, b))
	w.wantTrace("a+ b+ c+ c- a-")
	wantValue(t, b, "b1")
}

func TestScenario033ThenStartBringsBackOnlyThose(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.StopExcept(w.ctx, b))
	rep := w.ok(w.Start(w.ctx))
	wantNames(t, "started", rep.Started(), "a", "c")
	wantValue(t, b, "b1")
}

func TestScenario034StopExceptThenStopLeavesNothing(t *testing.T) {
	t.Parallel()
	w, _, b, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.StopExcept(w.ctx, b))
	w.ok(w.Stop(w.ctx))
	w.wantRunning()
}

func TestScenario035StopExceptTakesSlicesAndRefusesTheUnknown(t *testing.T) {
	t.Parallel()
	w, a, b, c := abc(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.StopExcept(w.ctx, []states.Ref{a, b, c}...))
	w.wantRunning("a", "b", "c")
	fails[*states.UnknownStateError](t)(w.StopExcept(w.ctx, a, states.Name("nope")))
	w.wantRunning("a", "b", "c")
	w.ok(w.StopExcept(w.ctx))
	w.wantRunning()
}

func TestScenario036StopGoesInReverse(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	w.ok(w.Start(w.ctx))
	rep := w.ok(w.Stop(w.ctx))
	w.wantTrace("a+ b+ c+ c- b- a-")
	wantNames(t, "stopped", rep.Stopped(), "c", "b", "a")
}

func TestScenario037StopOfNothingCallsNothing(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	rep := w.ok(w.Stop(w.ctx))
	w.wantTrace("")
	wantNames(t, "unchanged", rep.Unchanged, "a", "b", "c")
}

func TestScenario038StopOfSomeGoesInReverse(t *testing.T) {
	t.Parallel()
	w, a, _, c := abc(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.Stop(w.ctx, a, c))
	w.wantTrace("a+ b+ c+ c- a-")
}

func TestScenario039AStateWithoutStopIsReported(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := states.ValueIn(w.Registry, "a", 1)
	w.ok(w.Start(w.ctx))
	rep := w.ok(w.Stop(w.ctx))
	wantNames(t, "stopped", rep.Stopped(), "a")
	w.wantStatus(a, states.StatusStopped)
}

func TestScenario040WhatUsesAStoppedStateBecomesStale(t *testing.T) {
	t.Parallel()
	w, a, b, _ := chain(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.Stop(w.ctx, a))
	if i, _ := w.Info(b); len(i.Stale) != 0 {
		t.Errorf("stale before a is back: %v", i.Stale)
	}
	rep := w.ok(w.Start(w.ctx, a))
	if len(rep.Stale) != 1 || rep.Stale[0].Name != b.Name() {
		t.Errorf("stale: %v", rep.Stale)
	}
	w.ok(w.Restart(w.ctx, b))
	if i, _ := w.Info(b); len(i.Stale) != 0 {
		t.Errorf("stale after its restart: %v", i.Stale)
	}
	w.wantTrace("a+ b+ c+ a- a+ b- b+")
	w.ok(w.StopWithDependents(w.ctx, a))
	w.wantTrace("c- b- a-")
}

func TestScenario041StopOfAnEmptySliceDoesNothing(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.Stop(w.ctx, []states.Ref{}...))
	w.wantRunning("a", "b", "c")
}

func TestScenario042StopOfTheUnknownIsAnError(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Start(w.ctx))
	fails[*states.UnknownStateError](t)(w.Stop(w.ctx, a, states.Name("nope")))
	w.wantRunning("a", "b", "c")
}

func TestScenario043StopTakesASlice(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.Stop(w.ctx, []states.Ref{a, b}...))
	w.wantRunning("c")
}
