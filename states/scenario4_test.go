package states_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/states"
)

// Sections 9 to 12: selection, arguments, queries, listeners, and what is worth
// pinning from other libraries.

func TestScenario112OnlyIntersects(t *testing.T) {
	t.Parallel()
	w, a, b, c := abc(t)
	w.ok(w.Only(c, a, a).Start(w.ctx))
	w.ok(w.Only(a, b).Only(b, c).Start(w.ctx))
	w.wantTrace("a+ c+ b+")
	fails[*states.UnknownStateError](t)(w.Only(a).Only(states.Name("nope")).Stop(w.ctx))
}

func TestScenario113ExceptSubtracts(t *testing.T) {
	t.Parallel()
	w, a, b, c := abc(t)
	w.ok(w.Except(b).Start(w.ctx))
	w.wantTrace("a+ c+")
	w.ok(w.Only(a, c).Except(c).Stop(w.ctx))
	w.wantTrace("a-")
	w.ok(w.Except(a).Except(b, c).Stop(w.ctx))
	w.wantTrace("")
	fails[*states.UnknownStateError](t)(w.Except(states.Name("nope")).Stop(w.ctx))
	w.wantRunning("c")
}

func TestScenario114HandlesAndNamesMix(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	rep := w.ok(w.Only(a, states.Name("b"), states.Name(b.Name())).Start(w.ctx))
	wantNames(t, "started", rep.Started(), "a", "b")
}

func TestScenario115WithArgsIndependentOfTheSelection(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Only(a).WithArgs(map[string]any{"port": 1}).Start(w.ctx))
	w.wantTrace("a+")
	if w.Args()["port"] != 1 {
		t.Error(w.Args())
	}
}

func TestScenario116StepsComeInAnyOrder(t *testing.T) {
	t.Parallel()
	compose := []func(w *world, s states.Selection) states.Selection{
		func(_ *world, s states.Selection) states.Selection {
			return s.Only(states.Name("config"), states.Name("conn"), states.Name("nrepl"), states.Name("t1"), states.Name("t2"))
		},
		func(_ *world, s states.Selection) states.Selection { return s.WithArgs(map[string]any{"a": 42}) },
		func(_ *world, s states.Selection) states.Selection {
			return s.Except(states.Name("t1"), states.Name("t2"))
		},
		func(w *world, s states.Selection) states.Selection {
			return s.SwapStates(states.Name("nrepl"), w.sub("x"))
		},
		func(_ *world, s states.Selection) states.Selection { return s.Swap(states.Name("config"), "cfg") },
	}
	for i := range compose {
		w := newWorld(t)
		for _, name := range []string{"config", "conn", "web", "nrepl", "t1", "t2"} {
			w.state(name)
		}
		s := w.All()
		for j := range compose {
			s = compose[(i+j)%len(compose)](w, s)
		}
		w.wantTrace("")
		w.ok(s.Start(w.ctx))
		w.wantTrace("conn+ x+")
		w.wantRunning("config", "conn", "nrepl")
		if w.Args()["a"] != 42 {
			t.Error(w.Args())
		}
	}
}

func TestScenario117ACompositionEndsInStartOrStop(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.Only(a).Stop(w.ctx))
	w.wantRunning("b", "c")
	w.ok(w.Only().Stop(w.ctx))
	w.ok(w.Only().Start(w.ctx))
	w.ok(w.All().Except(a, states.Name("b"), states.Name("c")).Stop(w.ctx))
	w.wantRunning("b", "c")
}

func TestScenario118ArgsSurviveAStopAndSayWhomTheyMissed(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	if len(w.Args()) != 0 || w.Args() == nil {
		t.Error(w.Args())
	}
	w.ok(w.StartWithArgs(w.ctx, map[string]any{"port": 1}, a))
	w.ok(w.Stop(w.ctx))
	if w.Args()["port"] != 1 {
		t.Error(w.Args())
	}
	w.ok(w.Start(w.ctx, a))
	rep := w.ok(w.StartWithArgs(w.ctx, map[string]any{"port": 2}))
	if len(rep.Notes) != 1 || !strings.Contains(rep.Notes[0], a.Name()) {
		t.Errorf("notes: %q", rep.Notes)
	}
	if w.Args()["port"] != 2 {
		t.Error(w.Args())
	}
}

func TestScenario119Queries(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.ok(w.Start(w.ctx, a))
	w.wantRunning("a")
	if got := w.Names(); !slices.Equal(got, names("a", "b", "c")) {
		t.Errorf("names: %v", got)
	}
	w.wantValueOf(a.Name(), "a1")
	w.wantValueOf(here+"b", "not started")
	w.wantValueOf("nope", "not started")
}

func TestScenario120OnChangeRestartsEachRunningStateOnce(t *testing.T) {
	t.Parallel()
	w, a, b, c := abc(t)
	for key, refs := range map[string][]states.Ref{"k1": {b, a}, "k2": {b}, "k3": {c}} {
		if err := w.Watch(key, refs...); err != nil {
			t.Fatal(err)
		}
	}
	w.ok(w.Start(w.ctx, a, b))
	w.wantTrace("a+ b+")
	w.ok(w.OnChange(w.ctx, "k2", "k1", "k3", "nobody"))
	w.wantTrace("b- a- a+ b+")
	if err := w.Watch("k2", a); err != nil {
		t.Error(err)
	}
	w.ok(w.OnChange(w.ctx, "k2"))
	w.wantTrace("b- a- a+ b+")
	w.ok(w.OnChange(w.ctx))
	w.wantTrace("")
	if err := w.Watch("k", states.Name("nope")); err == nil {
		t.Error("the unknown can be watched")
	}
}

func TestScenario121TheGraphIsBetweenStates(t *testing.T) {
	t.Parallel()
	w, a, b, c := chain(t)
	d := w.state("d").Needs(a)
	w.ok(w.Start(w.ctx))
	want := []states.Edge{
		{From: b.Name(), To: a.Name(), Kind: states.EdgeObserved},
		{From: c.Name(), To: b.Name(), Kind: states.EdgeObserved},
		{From: d.Name(), To: a.Name(), Kind: states.EdgeNeeds},
	}
	if got := w.Graph(); !slices.Equal(got, want) {
		t.Errorf("graph: %v", got)
	}
	deps, err := w.Deps(c)
	if err != nil || !slices.Equal(deps, names("a", "b")) {
		t.Errorf("deps: %v %v", deps, err)
	}
	users, err := w.Dependents(a)
	if err != nil || !slices.Equal(users, names("b", "c", "d")) {
		t.Errorf("dependents: %v %v", users, err)
	}
	if i, _ := w.Info(b); i.Uses[0] != a.Name() || i.UsedBy[0] != c.Name() {
		t.Errorf("info: %+v", i)
	}
}

func TestScenario122EventsComeBeforeAndAfter(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	var got []string
	cancel := w.Observe(func(e states.Event) { got = append(got, fmt.Sprintf("%T", e)) })
	w.ok(w.Start(w.ctx, a))
	w.ok(w.Stop(w.ctx, a))
	cancel()
	w.ok(w.Start(w.ctx, a))
	if want := "states.Starting states.Started states.Stopping states.Stopped"; strings.Join(got, " ") != want {
		t.Errorf("events: %v", got)
	}
}

func TestScenario123EventsNameTheirState(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	events := w.events()
	w.ok(w.Start(w.ctx, a))
	for _, e := range *events {
		if e.StateName() != a.Name() {
			t.Errorf("event %#v", e)
		}
	}
	if s := (*events)[1].(states.Started); s.Generation != 1 {
		t.Errorf("event %#v", s)
	}
}

func TestScenario124KeepGoingSkipsWhatFailed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.state("a")
	b := w.state("b").Needs(a)
	c := w.state("c").Needs(b)
	w.state("d")
	w.startFails["a"] = errBoom
	rep, _ := fails[*states.StateError](t)(w.All().KeepGoing().Start(w.ctx))
	w.wantTrace("a+! d+")
	wantNames(t, "not attempted", rep.NotAttempted(), "b", "c")
	if rep.Steps[2].Name != c.Name() || rep.Steps[2].Note() != "it needs "+b.Name() {
		t.Errorf("report: %v", rep)
	}
}

func TestScenario125NothingIsToldOfWhatIsUpAlready(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	w.ok(w.Start(w.ctx))
	events := w.events()
	w.ok(w.Start(w.ctx))
	if len(*events) != 0 {
		t.Errorf("events: %v", *events)
	}
}

func TestScenario126FailureIsAnEvent(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	w.startFails["a"] = errBoom
	events := w.events()
	fails[*states.StateError](t)(w.Start(w.ctx, a, b))
	f, ok := (*events)[1].(states.Failed)
	if !ok || f.Name != a.Name() || f.Status != states.StatusStartFailed || !errors.Is(f.Err, errBoom) {
		t.Errorf("events: %#v", *events)
	}
	if s, ok := (*events)[2].(states.Skipped); !ok || s.Name != b.Name() {
		t.Errorf("events: %#v", *events)
	}
}

func TestScenario127AnObserverThatPanicsStopsNothing(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	defer w.Observe(func(states.Event) { panic("no") })()
	rep := w.ok(w.Start(w.ctx))
	w.wantTrace("a+ b+ c+")
	if len(rep.Notes) == 0 || !strings.Contains(rep.Notes[0], "observer") {
		t.Errorf("notes: %q", rep.Notes)
	}
}

func TestScenario137DepsAreExact(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.state("a")
	w.state("unrelated")
	b := w.state("b").Needs(a)
	w.state("after").Needs(b)
	w.ok(w.StartWithDeps(w.ctx, b))
	w.wantTrace("a+ b+")
}

func TestScenario138TheStopIsTheOneCapturedAtTheStart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old, next := w.code("p/a", "old"), w.code("p/a", "new")
	next.OnReload = states.ReloadNoop
	w.load(old)
	w.ok(w.Start(w.ctx))
	w.load(next)
	w.ok(w.Restart(w.ctx))
	w.wantTrace("old+ old- new+")
}

func TestScenario140ARunningStateThatIsRemovedIsStopped(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "a"))
	w.ok(w.Start(w.ctx))
	w.load()
	w.wantTrace("a+ a-")
}

func TestScenario141ReadingAFailedStateTellsWhyItFailed(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	w.startFails["a"] = errBoom
	fails[*states.StateError](t)(w.Start(w.ctx, a))
	e := panics[*states.NotStartedError](t, func() { a.Get() })
	if e.Status != states.StatusStartFailed || !errors.Is(e, errBoom) || !strings.Contains(e.Error(), "boom") {
		t.Errorf("error is %v", e)
	}
}

func TestScenario142AForkIsASessionOfItsOwn(t *testing.T) {
	t.Parallel()
	w, a, b, _ := chain(t)
	w.ok(w.Start(w.ctx))
	f := w.Fork()
	if _, err := f.StartWith(w.ctx, map[states.Ref]any{a: "mock"}); err != nil {
		t.Fatal(err)
	}
	wantValue(t, b.In(f), "b2(mock)")
	if _, err := f.Stop(w.ctx); err != nil {
		t.Fatal(err)
	}
	wantValue(t, b, "b1(a1)")
}

func TestScenario143DepsAndDependentsAreTransitive(t *testing.T) {
	t.Parallel()
	w, a, _, c := chain(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.Stop(w.ctx))
	w.wantTrace("a+ b+ c+ c- b- a-")
	w.ok(w.StartWithDeps(w.ctx, c))
	w.ok(w.StopWithDependents(w.ctx, a))
	w.wantTrace("a+ b+ c+ c- b- a-")
}

func TestScenario144WhatCannotWorkIsRefusedBeforeAnythingStarts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/conn", "x"), w.code("q/conn", "y"))
	w.state("a").Needs(states.Name("nope"))
	w.state("b").Needs(states.Name("conn"))
	rep, err := w.Start(w.ctx)
	var unknown *states.UnknownStateError
	var ambiguous *states.AmbiguousError
	if !errors.As(err, &unknown) || !errors.As(err, &ambiguous) || !rep.Refused() {
		t.Errorf("error is %v", err)
	}
	w.wantTrace("")
}

func TestScenario145TheReportOfAFailureIsComplete(t *testing.T) {
	t.Parallel()
	w, a, b, _ := abc(t)
	w.startFails["b"] = errBoom
	rep, e := fails[*states.StateError](t)(w.Start(w.ctx))
	if e.Op != states.OpStart || e.Name != b.Name() || e.Pos == "" || e.Err != errBoom {
		t.Errorf("error is %+v", e)
	}
	wantNames(t, "up", rep.Started(), "a")
	wantNames(t, "not attempted", rep.NotAttempted(), "c")
	wantValue(t, a, "a1")
}

func TestScenario146BothErrorsOfARollbackAreReportedTheCauseFirst(t *testing.T) {
	t.Parallel()
	w, _, _, _ := abc(t)
	w.startFails["c"] = errors.New("first")
	w.stopFails["a"] = errors.New("second")
	_, err := w.All().Rollback().Start(w.ctx)
	w.wantTrace("a+ b+ c+! b- a-!")
	if text := err.Error(); !strings.Contains(text, "first") || strings.Index(text, "first") > strings.Index(text, "second") {
		t.Errorf("error is %v", err)
	}
	w.wantRunning()
}

func TestScenario147TheOrderIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	var first []string
	for i := range 20 {
		w := newWorld(t)
		var last text
		for _, name := range strings.Fields("m c x a q z b") {
			s := w.state(name)
			if last != nil && name < "n" {
				last.Needs(s)
			}
			last = s
		}
		got := w.ok(w.Start(w.ctx)).Started()
		if i == 0 {
			first = got
		}
		if !slices.Equal(got, first) {
			t.Fatalf("%v, then %v", first, got)
		}
	}
}

func TestScenario148AMissingNeedNamesBoth(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.state("a")
	b := w.state("b").Needs(a)
	_, e := fails[*states.MissingDepsError](t)(w.Start(w.ctx, b))
	if text := e.Error(); !strings.Contains(text, b.Name()+" needs "+a.Name()) || !strings.Contains(text, "WithDeps()") {
		t.Errorf("error is %q", text)
	}
}

func TestScenario149AStopAfterAFailureStopsOnlyWhatWasStarted(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	a.Doc("the first")
	w.startFails["b"] = errBoom
	fails[*states.StateError](t)(w.Start(w.ctx))
	w.ok(w.Stop(w.ctx))
	w.wantTrace("a+ b+! a-")
	if i, _ := w.Info(a); i.Doc != "the first" || i.Status != states.StatusStopped {
		t.Errorf("info: %+v", i)
	}
}

func TestScenario150AllThatIsMissingOrCircularIsToldAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	down := w.state("down")
	x := w.state("x")
	y := w.state("y").Needs(x)
	x.Needs(y)
	p := w.state("p").Needs(down)
	q := w.state("q").Needs(down, states.Name("nope"))
	_, err := w.StartWithout(w.ctx, down)
	var cycle *states.CycleError
	var missing *states.MissingDepsError
	var unknown *states.UnknownStateError
	if !errors.As(err, &cycle) || !errors.As(err, &missing) || !errors.As(err, &unknown) {
		t.Fatalf("error is %v", err)
	}
	if strings.Join(cycle.Path, " ") != "states_test/x states_test/y states_test/x" {
		t.Errorf("path: %v", cycle.Path)
	}
	if len(missing.Missing) != 2 || missing.Missing[0].Name != p.Name() || missing.Missing[1].Name != q.Name() {
		t.Errorf("missing: %+v", missing)
	}
	w.wantTrace("")
}

// elsewhere says why a scenario has no test here.
var elsewhere = map[int]string{
	5:   "a state has no suspend and resume to set: the compiler says so",
	6:   "an unknown lifecycle key is an unknown method: the compiler says so",
	25:  "references are variadic: there is no collection to pass beside them",
	99:  "there are no modes: a handle is always a handle, and SetGet is a registry's own",
	108: "a handle is never replaced by its value, so reading it has one meaning",
	128: "parts: held by package states/parts",
	129: "parts: held by package states/parts",
	130: "parts: held by package states/parts",
	131: "parts: held by package states/parts",
	132: "parts: held by package states/parts",
	133: "parts: held by package states/parts",
	134: "parts: held by package states/parts",
	135: "parts: held by package states/parts",
	136: "two commands of the shell, reset and reset --all",
	139: "the opposite of 71, which is what holds here",
}

func TestEveryScenarioIsHereOrElsewhere(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("scenario*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	here := map[int]bool{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`func TestScenario(\d{3})`).FindAllStringSubmatch(string(src), -1) {
			n, _ := strconv.Atoi(m[1])
			here[n] = true
		}
	}
	for n := 1; n <= 150; n++ {
		if _, other := elsewhere[n]; here[n] == other {
			t.Errorf("scenario %d: tested %v, listed %v", n, here[n], other)
		}
	}
}
