package states_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/mrepl/mrepl/states"
)

// Sections 6 to 8: reload, reading values, goroutines.

func TestScenario076ARedefinedRunningStateIsRestarted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "old"))
	w.ok(w.Start(w.ctx))
	rep := w.load(w.code("p/a", "new"))
	w.wantTrace("old+ old- new+")
	if got := strings.Join(rep.Started(), " "); got != "p/a" {
		t.Errorf("started: %v", got)
	}
	w.ok(w.Start(w.ctx))
	w.wantTrace("")
}

func TestScenario077ItsValueIsANewInstance(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "old"))
	w.ok(w.Start(w.ctx))
	w.load(w.code("p/a", "new"))
	w.wantValueOf("p/a", "new1")
	if i, _ := w.Info(states.Name("a")); i.Generation != 2 {
		t.Errorf("generation %d", i.Generation)
	}
}

func TestScenario078AStateWithoutStopIsRestartedToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old := w.code("p/a", "old")
	old.Stop = nil
	w.load(old)
	w.ok(w.Start(w.ctx))
	w.load(w.code("p/a", "new"))
	w.wantTrace("old+ new+")
}

func TestScenario079NoopLeavesTheInstanceAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "old"))
	w.ok(w.Start(w.ctx))
	next := w.code("p/a", "new")
	next.OnReload = states.ReloadNoop
	w.load(next)
	w.wantTrace("old+")
	w.wantValueOf("p/a", "old1")
}

func TestScenario080StopStopsAndLeavesNoValue(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "old"))
	w.ok(w.Start(w.ctx))
	next := w.code("p/a", "new")
	next.OnReload = states.ReloadStop
	w.load(next)
	w.wantTrace("old+ old-")
	w.wantValueOf("p/a", "not started")
	w.wantStatus(states.Name("a"), states.StatusStopped)
}

func TestScenario081TheDefaultIsOneStopAndOneStart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "old"), w.code("p/b", "b"))
	w.ok(w.Start(w.ctx))
	w.load(w.code("p/a", "new"), w.code("p/b", "b"))
	w.wantTrace("old+ b+ old- new+")
}

func TestScenario082AStoppedStateTakesTheNewDefinition(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "old"))
	w.load(w.code("p/a", "new"))
	w.wantTrace("")
	w.ok(w.Start(w.ctx))
	w.wantTrace("new+")
}

func TestScenario083ARedefinitionKeepsThePlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "a"), w.code("p/b", "b"))
	w.state("last")
	w.load(w.code("p/a", "a2"), w.code("p/b", "b"))
	if got := strings.Join(w.Names(), " "); got != "p/a p/b states_test/last" {
		t.Errorf("names: %v", got)
	}
}

func TestScenario084ANewStateIsRegisteredInItsPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "a"), w.code("p/c", "c"))
	w.state("last")
	w.load(w.code("p/a", "a"), w.code("p/b", "b"), w.code("p/c", "c"))
	w.ok(w.Start(w.ctx))
	w.wantTrace("a+ b+ c+ last+")
	w.ok(w.Stop(w.ctx))
	w.load(w.code("p/a", "a", states.Name("p/z")), w.code("p/z", "z"))
	w.ok(w.Start(w.ctx))
	w.wantTrace("last- c- b- a- z+ a+ last+")
}

func TestScenario085WhatUsesARestartedStateIsRestarted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	defs := func(a string) []states.Definition {
		return []states.Definition{w.code("p/a", a), w.code("p/b", "b", states.Name("p/a")), w.code("p/c", "c")}
	}
	w.load(defs("old")...)
	w.ok(w.Start(w.ctx))
	w.wantTrace("old+ b+ c+")
	w.load(defs("new")...)
	w.wantTrace("b- old- new+ b+")
}

func TestScenario086NoopAcceptsTheNewDefinitionForLater(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	noop := func(text string) states.Definition {
		d := w.code("p/a", text)
		d.OnReload = states.ReloadNoop
		return d
	}
	w.load(noop("old"))
	w.ok(w.Start(w.ctx))
	w.load(noop("new"))
	w.ok(w.Stop(w.ctx))
	w.ok(w.Start(w.ctx))
	w.ok(w.Stop(w.ctx))
	w.wantTrace("old+ old- new+ new-")
}

func TestScenario087ANewPolicyHoldsAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	noop := w.code("p/a", "one")
	noop.OnReload = states.ReloadNoop
	w.load(noop)
	w.ok(w.Start(w.ctx))
	w.load(w.code("p/a", "two")) // noop -> restart
	w.wantTrace("one+ one- two+")
	noop = w.code("p/a", "three")
	noop.OnReload = states.ReloadNoop
	w.load(noop) // restart -> noop
	w.wantTrace("")
	w.ok(w.Stop(w.ctx))
	w.wantTrace("two-")
	w.wantStatus(states.Name("a"), states.StatusStopped)
}

func TestScenario088ANewStartThatFailsLeavesADefinedState(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "old"))
	w.ok(w.Start(w.ctx))
	w.startFails["new"] = errBoom
	_, e := fails[*states.StateError](t)(w.tryLoad(w.code("p/a", "new")))
	if !errors.Is(e, errBoom) {
		t.Error(e)
	}
	w.wantTrace("old+ old- new+!")
	w.wantValueOf("p/a", "not started")
	w.wantStatus(states.Name("a"), states.StatusStartFailed)
	delete(w.startFails, "new")
	w.ok(w.Start(w.ctx))
	w.wantTrace("new+")
}

func TestScenario089AnOldStopThatFailsIsReportedAndTheNewStarts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "old"))
	w.ok(w.Start(w.ctx))
	w.stopFails["old"] = errBoom
	_, e := fails[*states.StateError](t)(w.tryLoad(w.code("p/a", "new")))
	if e.Op != states.OpStop || !errors.Is(e, errBoom) {
		t.Error(e)
	}
	w.wantTrace("old+ old-! new+")
	w.wantValueOf("p/a", "new1")
	if left := w.Leftovers(); len(left) != 1 || left[0].Value != "old1" {
		t.Errorf("leftovers: %+v", left)
	}
}

func TestScenario090ADeletedStateIsStoppedOnceAndForgotten(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "a"), w.code("p/b", "b"))
	w.ok(w.Start(w.ctx))
	rep := w.load(w.code("p/a", "a"))
	w.wantTrace("a+ b+ b-")
	if rep.Steps[0].Why() != "it was deleted" || rep.Steps[1].Action != states.ActionDelete {
		t.Errorf("report: %v", rep)
	}
	fails[*states.UnknownStateError](t)(w.Start(w.ctx, states.Name("b")))
}

func TestScenario091TheReportNamesTheDeleted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "a"), w.code("p/b", "b"))
	w.ok(w.Start(w.ctx, states.Name("a")))
	events := w.events()
	rep := w.load()
	if got := strings.Join(rep.Stopped(), " "); got != "p/a" {
		t.Errorf("stopped: %v", got)
	}
	var deleted []string
	for _, e := range *events {
		if d, ok := e.(states.Deleted); ok {
			deleted = append(deleted, d.Name)
		}
	}
	if strings.Join(deleted, " ") != "p/a p/b" {
		t.Errorf("deleted: %v", deleted)
	}
}

func TestScenario092ALaterStopDoesNotStopItAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "a"))
	w.ok(w.Start(w.ctx))
	w.load()
	w.ok(w.Stop(w.ctx))
	w.wantTrace("a+ a-")
}

func TestScenario093DeletionHappensWithTheReload(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "a"), w.code("q/b", "b"), w.code("q/c", "c"))
	w.ok(w.Start(w.ctx))
	w.load(w.code("p/a", "a")) // all of q is gone
	w.wantTrace("a+ b+ c+ c- b-")
	w.ok(w.Start(w.ctx, states.Name("a")))
	w.wantTrace("")
}

func TestScenario094DeletionBeatsNoop(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.code("p/a", "a")
	a.OnReload = states.ReloadNoop
	w.load(a)
	w.ok(w.Start(w.ctx))
	w.load()
	w.wantTrace("a+ a-")
}

func TestScenario095ADeletedStateWhoseStopFailsIsForgottenAllTheSame(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "a"), w.code("p/b", "b"))
	w.ok(w.Start(w.ctx))
	w.stopFails["b"] = errBoom
	fails[*states.StateError](t)(w.tryLoad(w.code("p/a", "a")))
	if got := strings.Join(w.Names(), " "); got != "p/a" {
		t.Errorf("names: %v", got)
	}
	w.ok(w.Stop(w.ctx))
	w.ok(w.Start(w.ctx))
	if left := w.Leftovers(); len(left) != 1 || left[0].Name != "p/b" || left[0].Value != "b1" {
		t.Errorf("leftovers: %+v", left)
	}
	delete(w.stopFails, "b")
	w.ok(w.Cleanup(w.ctx))
	if left := w.Leftovers(); len(left) != 0 {
		t.Errorf("leftovers: %+v", left)
	}
}

func TestScenario096WhatIsMissingFromALoadIsDeleted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "a"), w.code("p/b", "b"))
	other := w.state("other")
	w.ok(w.Start(w.ctx))
	w.load(w.code("p/b", "b"))
	w.wantTrace("a+ b+ other+ a-")
	w.wantValueOf("p/a", "not started")
	wantValue(t, other, "other1")
}

func TestScenario097AnErrorInAnyDefinitionChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "old"), w.code("p/b", "b"))
	w.state("mine")
	w.ok(w.Start(w.ctx))
	w.wantTrace("old+ b+ mine+")
	for name, bad := range map[string][]states.Definition{
		"twice":       {w.code("p/a", "new"), w.code("p/a", "newer")},
		"no start":    {w.code("p/a", "new"), {Name: "p/b"}},
		"no name":     {w.code("p/a", "new"), w.code("", "x")},
		"not its own": {w.code("p/a", "new"), w.code(here+"mine", "x")},
	} {
		rep, e := fails[*states.DefinitionError](t)(w.tryLoad(bad...))
		if !rep.Refused() {
			t.Errorf("%s: %v", name, e)
		}
	}
	w.wantTrace("")
	w.wantRunning("a", "b", "mine")
	w.ok(w.Stop(w.ctx))
	w.wantTrace("mine- b- old-")
}

func TestScenario098ADeletedStateComesBackInItsPlaceAndItsOldHandlesReadIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	u := w.NewUnit("program")
	old := u.Define(w.code("p/a", "a"))
	u.Define(w.code("p/b", "b"))
	w.ok(u.Apply(w.ctx))
	w.load(w.code("p/b", "b"))
	if _, err := w.Start(w.ctx, old); err == nil {
		t.Error("a deleted state was started")
	}
	w.load(w.code("p/a", "a2"), w.code("p/b", "b"))
	w.ok(w.Start(w.ctx))
	w.wantTrace("a2+ b+")
	if old.Get() != "a21" {
		t.Error(old.Get())
	}
}

func TestScenario100ALazyReadStartsTheState(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	w.SetGet(states.GetStarts)
	if a.Get() != "a1" {
		t.Error("a has another value")
	}
	w.wantRunning("a")
	wantValue(t, b, "not started")
}

func TestScenario101ALazyReadStartsWhatIsNeeded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetGet(states.GetStarts)
	a := w.state("a")
	b := states.NewIn(w.Registry, "b", func(context.Context) (string, error) {
		w.log("b-begin")
		v := a.Get()
		w.log("b+")
		return v, nil
	})
	b.Get()
	w.wantTrace("b-begin a+ b+")
}

func TestScenario102PrintingStartsNothing(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.SetGet(states.GetStarts)
	if a.String() != a.Name() {
		t.Error(a)
	}
	_ = w.Status()
	w.wantTrace("")
}

func TestScenario103WithoutLazinessAReadIsAnErrorUntilAStart(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.SetGet(states.GetPanics)
	panics[*states.NotStartedError](t, func() { a.Get() })
	w.ok(w.Start(w.ctx))
	wantValue(t, a, "a1")
}

func TestScenario104AfterAStopALazyReadStartsAgain(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.SetGet(states.GetStarts)
	a.Get()
	w.ok(w.Stop(w.ctx))
	if a.Get() != "a2" {
		t.Error(a.Get())
	}
}

// late returns a lazy world in which x, the first, reads y, the second.
func late(t *testing.T) (w *world, x, y text) {
	w = newWorld(t)
	w.SetGet(states.GetStarts)
	x = states.NewIn(w.Registry, "x", func(context.Context) (string, error) {
		v := y.Get()
		w.log("x+")
		return "x(" + v + ")", nil
	}).OnStop(func(context.Context, string) error { w.log("x-"); return nil })
	y = w.state("y")
	return w, x, y
}

func TestScenario105WhatAReadHasStartedIsNotStartedTwice(t *testing.T) {
	t.Parallel()
	w, x, _ := late(t)
	w.ok(w.Start(w.ctx))
	w.wantTrace("y+ x+")
	wantValue(t, x, "x(y1)")
}

func TestScenario106StopGoesByTheActualOrder(t *testing.T) {
	t.Parallel()
	w, _, _ := late(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.Stop(w.ctx))
	w.wantTrace("y+ x+ x- y-")
}

func TestScenario107WhatAReadHasStartedIsReported(t *testing.T) {
	t.Parallel()
	w, x, y := late(t)
	rep := w.ok(w.Start(w.ctx, x))
	wantNames(t, "started", rep.Started(), "y", "x")
	if rep.Steps[0].Why() != "it is read by "+x.Name() {
		t.Errorf("report: %v", rep)
	}
	w.ok(w.StopWithDependents(w.ctx, y))
	w.wantTrace("y+ x+ x- y-")
}

func TestScenario109ACircleIsAnErrorWithThePath(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetGet(states.GetStarts)
	var x, y text
	x = states.NewIn(w.Registry, "x", func(context.Context) (string, error) { return y.Get(), nil })
	y = states.NewIn(w.Registry, "y", func(context.Context) (string, error) { return x.Get(), nil })
	e := panics[*states.CycleError](t, func() { x.Get() })
	if got := strings.Join(e.Path, " "); got != "states_test/x states_test/y states_test/x" {
		t.Errorf("path: %v", got)
	}
}

func TestScenario110FourGoroutinesStartOneInstance(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := newStuck()
	starts := 0
	a := states.NewIn(w.Registry, "a", func(context.Context) (int, error) { starts++; s.wait(); return starts, nil })
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if _, err := w.Start(w.ctx); err != nil || a.Get() != 1 {
				t.Error(err, a.Get())
			}
		})
	}
	<-s.entered
	close(s.letGo)
	wg.Wait()
	w.ok(w.Stop(w.ctx))
	if starts != 1 {
		t.Errorf("%d starts", starts)
	}
}

func TestScenario111AStartThatStartsIsAnError(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var r2 text
	r1 := states.NewIn(w.Registry, "r1", func(ctx context.Context) (int, error) {
		_, err := w.Start(ctx, r2)
		return 1, err
	})
	r2 = w.state("r2")
	_, e := fails[*states.ReentrantError](t)(w.Start(w.ctx))
	if e.Name != r1.Name() || e.Op != states.OpStart {
		t.Errorf("error is %+v", e)
	}
	w.wantTrace("")
	states.ValueIn(w.Registry, "s1", 1).OnStop(func(ctx context.Context, _ int) error {
		_, err := w.Stop(ctx, r2)
		return err
	})
	w.ok(w.Start(w.ctx, states.Name("s1"), r2))
	fails[*states.ReentrantError](t)(w.Stop(w.ctx))
	w.wantTrace("r2+ r2-")
}
