package states_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/states"
)

func TestPlansSayWhatAndWhy(t *testing.T) {
	t.Parallel()
	w, a, b, c := chain(t)
	w.ok(w.Start(w.ctx))
	w.wantTrace("a+ b+ c+")
	for _, p := range []struct {
		s    states.Selection
		op   states.Op
		want string
	}{
		{w.All(), states.OpStart, ""},
		{w.All(), states.OpStop, "stop c\nstop b\nstop a\n"},
		{w.Only(b).WithDependents(), states.OpStop, "stop c (it uses b)\nstop b\n"},
		{w.Only(b).WithDependents(), states.OpRestart, "stop c (it uses b)\nstop b\nstart b (it ran before)\nstart c (it ran before)\n"},
		{w.Only().Swap(b, "x"), states.OpSwap, "stop c (it uses b)\nstop b (it is swapped)\nswap b\nstart b (it ran before)\nstart c (it ran before)\n"},
	} {
		got, err := p.s.Plan(p.op)
		if text := strings.ReplaceAll(got.String(), here, ""); err != nil || text != p.want {
			t.Errorf("%s %v: %v\n%swant:\n%s", p.op, p.s, err, text, p.want)
		}
	}
	w.wantTrace("")
	w.ok(w.Stop(w.ctx))
	if _, err := w.Only(c).Plan(states.OpStart); err == nil {
		t.Error("a plan of what would be refused has no error")
	}
	p, err := w.Only(c).WithDeps().Plan(states.OpStart)
	const want = "start a (it is needed by b)\nstart b (it is needed by c)\nstart c\n"
	if got := strings.ReplaceAll(p.String(), here, ""); err != nil || got != want {
		t.Errorf("plan: %v, %v", got, err)
	}
	wantValue(t, a, "not started")
}

func TestOrderFollowsObservedUsesOnceTheyAreKnown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var late text
	early := states.NewIn(w.Registry, "early", func(context.Context) (string, error) { return "e" + late.Get(), nil })
	late = w.state("late")
	_, e := fails[*states.NotStartedError](t)(w.Start(w.ctx))
	if e.Name != late.Name() || e.By != early.Name() {
		t.Errorf("error is %+v", e)
	}
	w.ok(w.Start(w.ctx))
	wantValue(t, early, "elate1")
	w.ok(w.Stop(w.ctx))
	w.wantTrace("late+ late-")
}

func TestAPathThroughWhatIsNotSelectedStillOrders(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.state("d") // registered first, needs the others
	c := w.state("c")
	b := w.state("b")
	a := w.state("a")
	first.Needs(c)
	c.Needs(b)
	b.Needs(a)
	w.ok(w.Start(w.ctx))
	w.wantTrace("a+ b+ c+ d+")
	w.ok(w.Stop(w.ctx, a, first))
	w.ok(w.Start(w.ctx, first, a))
	w.wantTrace("d- a- a+ d+")
}

func TestAStateIsNotStoppedBeforeWhatUsesIt(t *testing.T) {
	t.Parallel()
	w, a, _, _ := chain(t)
	w.ok(w.Start(w.ctx))
	w.ok(w.Restart(w.ctx, a)) // a is the youngest now
	w.wantTrace("a+ b+ c+ a- a+")
	w.ok(w.Stop(w.ctx))
	w.wantTrace("c- b- a-")
}

func TestSelectionsPrintThemselves(t *testing.T) {
	t.Parallel()
	w, a, b, c := abc(t)
	s := w.Only(a, b, c).Except(c).WithArgs(map[string]any{"port": 8081, "env": "test"}).Swap(a, 42).
		SwapStates(b, states.Sub{}).Rollback().KeepGoing().WithDeps().WithDependents().Parallel(4).Timeout(1e9)
	const want = "only states_test/a states_test/b states_test/c | except states_test/c | with-args env=test port=8081 | " +
		"swap states_test/a=42 | swap-states states_test/b | rollback | keep-going | deps | dependents | parallel 4 | timeout 1s"
	if s.String() != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if got := fmt.Sprint(w.Only(), w.All()); got != "only all" {
		t.Errorf("got %q", got)
	}
}

func TestSelectionsAreValues(t *testing.T) {
	t.Parallel()
	w, a, b, c := abc(t)
	base := w.Except(a)
	one, two := base.Except(b), base.Except(c)
	if one.String() == two.String() || base.String() != "all | except states_test/a" {
		t.Error(base, one, two)
	}
}

func TestResolveFindsByTheEndOfTheName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("app/db/conn", "x"), w.code("app/mq/conn", "y"), w.code("app/www/nyse-app", "z"))
	for name, want := range map[string]string{
		"app/db/conn": "app/db/conn", "db/conn": "app/db/conn", "mq/conn": "app/mq/conn", "nyse-app": "app/www/nyse-app",
	} {
		if got, err := w.Resolve(name); got != want || err != nil {
			t.Errorf("%s is %s, %v", name, got, err)
		}
	}
	for name, want := range map[string]string{
		"conn": "ambiguous", "nyse-ap": "did you mean app/www/nyse-app?", "nsye-app": "did you mean app/www/nyse-app?",
		"b/conn": "no state", "zzz": "states.Status lists",
	} {
		if _, err := w.Resolve(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestARestartSwapsInBetween(t *testing.T) {
	t.Parallel()
	w, a, b, c := chain(t)
	d := w.state("d")
	w.ok(w.Start(w.ctx))
	w.ok(w.Only(d).Swap(b, "x").Restart(w.ctx))
	w.wantTrace("a+ b+ c+ d+ d- c- b- c+ d+")
	wantValue(t, c, "c2(x)")
	wantValue(t, a, "a1")
}
