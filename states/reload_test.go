package states_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mrepl/mrepl/states"
)

func TestTheSameVersionIsNoRedefinition(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "a"))
	w.ok(w.Start(w.ctx))
	w.load(w.code("p/a", "a"), w.code("p/b", "b"))
	w.wantTrace("a+")
	unversioned := w.code("p/a", "a")
	unversioned.Version = ""
	w.load(unversioned, w.code("p/b", "b"))
	w.wantTrace("a- a+")
}

func TestStaticEdgesOrderAndBind(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	u := w.NewUnit("program")
	u.Define(w.code("www/app", "www"))
	u.Define(w.code("db/conn", "db"))
	u.Edges(map[string][]string{"www/app": {"db/conn", "no/such", "www/app"}})
	w.ok(u.Apply(w.ctx))
	fails[*states.MissingDepsError](t)(w.Start(w.ctx, states.Name("app")))
	w.ok(w.Start(w.ctx))
	w.wantTrace("db+ www+")
	w.ok(w.StopWithDependents(w.ctx, states.Name("conn")))
	w.wantTrace("www- db-")
	if g := w.Graph(); len(g) != 1 || g[0] != (states.Edge{From: "www/app", To: "db/conn", Kind: states.EdgeStatic}) {
		t.Errorf("graph: %v", g)
	}
}

func TestAReloadStartsWhatTheRestartedNeedNow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/b", "b"))
	w.ok(w.Start(w.ctx))
	rep := w.load(w.code("p/a", "a"), w.code("p/b", "b2", states.Name("p/a")))
	w.wantTrace("b+ b- a+ b2+")
	if got := strings.Join(rep.Started(), " "); got != "p/a p/b" {
		t.Errorf("report: %v", rep)
	}
}

func TestAUnitsPlanChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/a", "a"), w.code("p/b", "b", states.Name("p/a")), w.code("p/gone", "gone"))
	w.ok(w.Start(w.ctx))
	w.wantTrace("a+ b+ gone+")
	u := w.NewUnit("program")
	for _, d := range []states.Definition{w.code("p/new", "new"), w.code("p/a", "a2"), w.code("p/b", "b", states.Name("p/a"))} {
		u.Define(d)
	}
	p, err := u.Plan()
	if err != nil {
		t.Fatal(err)
	}
	const want = `stop p/gone (it was deleted)
stop p/b (it uses p/a)
stop p/a (its definition changed)
define p/new
redefine p/a
delete p/gone
start p/a (it ran before)
start p/b (it ran before)
`
	if p.String() != want {
		t.Errorf("plan:\n%swant:\n%s", p, want)
	}
	if got := strings.Join(w.Names(), " "); got != "p/a p/b p/gone" {
		t.Errorf("names: %v", got)
	}
	if _, err := w.Resolve("new"); err == nil {
		t.Error("p/new is there")
	}
	w.wantTrace("")
	rep := w.ok(u.Apply(w.ctx))
	w.wantTrace("gone- b- a- a2+ b+")
	var did []string
	for _, s := range rep.Steps {
		did = append(did, string(s.Action)+" "+s.Name)
	}
	var planned []string
	for _, s := range p.Steps {
		planned = append(planned, string(s.Action)+" "+s.Name)
	}
	if !slices.Equal(did, planned) {
		t.Errorf("did %v, planned %v", did, planned)
	}
	if _, err := u.Apply(w.ctx); err == nil {
		t.Error("a unit can be applied twice")
	}
}

func TestHandlesOfAllLoadsReadTheSameInstance(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	define := func(text string) *states.State[any] {
		u := w.NewUnit("program")
		h := u.Define(w.code("p/a", text)).Doc("doc of " + text)
		w.ok(u.Apply(w.ctx))
		return h
	}
	one := define("one")
	w.ok(w.Start(w.ctx))
	two := define("two")
	if one.Get() != "two1" || two.Get() != "two1" {
		t.Error(one.Get(), two.Get())
	}
	if i, _ := w.Info(one); i.Doc != "doc of two" || i.Owner != "program" {
		t.Errorf("info: %+v", i)
	}
}

func TestADefinitionMayRefuseSubstitutes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d := w.code("p/a", "a")
	d.Accepts = func(v any) error {
		if _, ok := v.(string); !ok {
			return &states.WrongTypeError{Want: "string", Got: "something else"}
		}
		return nil
	}
	d.Check = func(context.Context, any) error { return errBoom }
	w.load(d)
	_, e := fails[*states.WrongTypeError](t)(w.Swap(w.ctx, states.Name("a"), 1))
	if e.Name != "p/a" {
		t.Errorf("error is %+v", e)
	}
	w.ok(w.Swap(w.ctx, states.Name("a"), "fine"))
	w.ok(w.Start(w.ctx))
	w.wantValueOf("p/a", "fine")
	w.ok(w.Check(w.ctx)) // a substitute has no check
	w.ok(w.Unswap(w.ctx))
	if _, err := w.Check(w.ctx); !errors.Is(err, errBoom) {
		t.Error(err)
	}
}

func TestAReloadThatIsCancelledCanBeDoneAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, cancel := context.WithCancel(w.ctx)
	w.load(w.code("p/a", "a"), w.code("p/b", "b"))
	w.ok(w.Start(w.ctx))
	w.wantTrace("a+ b+")
	stop := w.code("p/b", "b2")
	stop.Start = func(context.Context) (any, error) { cancel(); return "b2", nil }
	u := w.NewUnit("program")
	u.Define(stop)
	u.Define(w.code("p/c", "c", states.Name("p/b")))
	w.ok(u.Apply(ctx))
	w.wantTrace("b- a-")
	w.wantRunning("b")
}

func TestARenamedStateIsADeletedAndANewOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(w.code("p/old", "x"), w.code("p/b", "b"))
	w.ok(w.Start(w.ctx))
	rep := w.load(w.code("p/new", "x"), w.code("p/b", "b"))
	w.wantTrace("x+ b+ x-")
	if got := strings.Join(w.Names(), " "); got != "p/new p/b" || rep.Steps[0].Name != "p/old" {
		t.Errorf("names: %v, report: %v", got, rep)
	}
	w.ok(w.Start(w.ctx))
	w.wantTrace("x+")
}

func TestAUnitRefusesNamesThatAreNone(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"":          "the name is empty",
		"/conn":     "the name has an empty part",
		"db/":       "the name has an empty part",
		"db//conn":  "the name has an empty part",
		"db/a b":    "a name cannot contain ' '",
		"db|x/conn": "a name cannot contain '|'",
	} {
		w := newWorld(t)
		rep, e := fails[*states.DefinitionError](t)(w.tryLoad(w.code(name, "x")))
		if e.Problem != want || e.Name != name || !rep.Refused() || len(w.Names()) != 0 {
			t.Errorf("%q: %v, %v", name, e, w.Names())
		}
	}
}

func TestAKeptStateRunsOnAndStartsAsItWasDefined(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.NewUnit("program")
	a := first.Define(w.code("p/a", "a")).Doc("A is first.")
	gone := first.Define(w.code("p/gone", "gone"))
	w.ok(first.Apply(w.ctx))
	w.ok(w.Start(w.ctx))
	w.wantTrace("a+ gone+")

	second := w.NewUnit("program")
	kept := second.Keep(a, "a", "p/a.go:7").Timeout(time.Second)
	w.ok(second.Apply(w.ctx))
	w.wantTrace("gone-")
	i := w.wantStatus(kept, states.StatusRunning)
	if i.Doc != "A is first." || i.Pos != "p/a.go:7" || i.Timeout != time.Second {
		t.Errorf("info: %+v", i)
	}
	w.ok(w.Restart(w.ctx, a))
	w.wantTrace("a- a+")

	third := w.NewUnit("program")
	third.Keep(kept, "another", "")
	third.Keep(gone, "gone", "")
	w.ok(third.Apply(w.ctx))
	w.wantTrace("a- a+")
	if i := w.wantStatus(a, states.StatusRunning); i.Pos != "p/a.go:7" || i.Timeout != time.Second {
		t.Errorf("info: %+v", i)
	}
	w.ok(w.Start(w.ctx))
	w.wantTrace("gone+")
}
