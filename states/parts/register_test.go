package parts_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/mrepl/mrepl/states"
	"github.com/mrepl/mrepl/states/parts"
)

func register(t *testing.T, kinds parts.Kinds, s parts.System) *states.Registry {
	t.Helper()
	r := states.NewRegistry()
	if _, err := kinds.Register(t.Context(), r, "site", s); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRegisteredPartsAreStates(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("annagreta", "wildrank")
	r := register(t, kinds, system)
	want(t, "names", r.Names(), []string{"site/annagreta", "site/wildrank"})
	info, err := r.Info(states.Name("wildrank"))
	if err != nil {
		t.Fatal(err)
	}
	want(t, "type", info.Type, "*parts_test.handle")

	if _, err := r.Start(t.Context(), states.Name("wildrank")); err != nil {
		t.Fatal(err)
	}
	v, _ := r.Value("site/wildrank")
	want(t, "value", v, any(&handle{"wildrank"}))
	if _, err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	want(t, "calls", w.took(), "start wildrank, start annagreta, stop annagreta with annagreta, stop wildrank with wildrank")
}

func TestARegisteredSystemTakesTheShapeOfTheNext(t *testing.T) {
	t.Parallel()
	w, kinds, system := newSystem("a", "b", "c")
	next := system.Clear()
	r := register(t, kinds, system)
	if _, err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.took()

	next.StartOrder = []string{"a", "c"}
	delete(next.Parts, "b")
	if _, err := kinds.Register(t.Context(), r, "site", next); err != nil {
		t.Fatal(err)
	}
	want(t, "calls", w.took(), "stop b with b")
	want(t, "names", r.Names(), []string{"site/a", "site/c"})
}

func TestWhatCannotBeRegistered(t *testing.T) {
	t.Parallel()
	_, kinds, system := newSystem("a")
	r := states.NewRegistry()
	running := must(t)(kinds.Start(t.Context(), system))
	if rep, err := kinds.Register(t.Context(), r, "site", running); err == nil || !rep.Refused() || rep.Err() != err {
		t.Errorf("a system that runs was registered: %v", rep)
	}
	system.StartOrder = nil
	if rep, err := kinds.Register(t.Context(), r, "site", system); err == nil || !rep.Refused() {
		t.Errorf("a part without a place was registered: %v", rep)
	}
	want(t, "names", len(r.Names()), 0)
}

func TestARegisteredStartThatFailsHalfWayIsUndone(t *testing.T) {
	t.Parallel()
	no, stuck := errors.New("no database"), error(nil)
	stops := 0
	kinds, system := oneKind(
		func(context.Context, any) (any, error) { return "half", no },
		func(context.Context, any, any) error { stops++; return stuck })
	r := register(t, kinds, system)
	if _, err := r.Start(t.Context()); !errors.Is(err, no) || stops != 1 {
		t.Errorf("got %v after %d stops", err, stops)
	}

	stuck = errors.New("stuck")
	_, err := r.Start(t.Context())
	half, ok := errors.AsType[*parts.HalfStartedError](err)
	if !ok || half.State != "half" || !errors.Is(err, no) || !errors.Is(err, stuck) {
		t.Errorf("got %v", err)
	}
	want(t, "text", fmt.Sprint(half), "no database; stopping what it had made: stuck")
}
