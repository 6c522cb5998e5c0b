package states_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/mrepl/mrepl/states"
)

func TestForksHaveInstancesOfTheirOwn(t *testing.T) {
	t.Parallel()
	w, a, b, _ := chain(t)
	w.ok(w.Start(w.ctx))
	w.wantTrace("a+ b+ c+")
	f := w.Fork()
	if _, err := f.StartWith(w.ctx, map[states.Ref]any{a: "mock"}); err != nil {
		t.Fatal(err)
	}
	w.wantTrace("b+ c+")
	wantValue(t, b, "b1(a1)")
	wantValue(t, b.In(f), "b2(mock)")
	if v := b.From(states.WithRegistry(w.ctx, f)); v != "b2(mock)" {
		t.Errorf("b is %q", v)
	}
	if v := b.From(w.ctx); v != "b1(a1)" {
		t.Errorf("b is %q", v)
	}
	if _, err := f.Stop(w.ctx); err != nil {
		t.Error(err)
	}
	w.wantRunning("a", "b", "c")
	i, err := f.Info(b)
	if err != nil || len(i.Uses) != 1 || i.Uses[0] != a.Name() {
		t.Errorf("info %+v, %v", i, err)
	}
}

func TestAForkDoesNotKnowWhatWasDefinedSince(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var late *states.State[int]
	a := states.NewIn(w.Registry, "a", func(context.Context) (int, error) { return late.Get(), nil })
	f := w.Fork()
	late = states.ValueIn(w.Registry, "late", 1)
	_, err := f.Start(w.ctx, a)
	var e *states.UnknownStateError
	if !errors.As(err, &e) || e.Name != late.Name() {
		t.Errorf("got %v", err)
	}
}

func TestStopFunctionsOfAForkReadTheFork(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.state("a")
	var got string
	states.NewIn(w.Registry, "b", func(ctx context.Context) (string, error) { return a.From(ctx), nil }).
		OnStop(func(context.Context, string) error { got = a.Get(); return nil })
	f := w.Fork()
	for _, err := range []error{errOf(f.StartWith(w.ctx, map[states.Ref]any{a: "mock"})), errOf(f.Stop(w.ctx))} {
		if err != nil {
			t.Error(err)
		}
	}
	if got != "mock" {
		t.Errorf("the stop read %q", got)
	}
}

func TestArgsAreAForksOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var got []any
	states.NewIn(w.Registry, "a", func(ctx context.Context) (string, error) {
		got = append(got, states.ArgsFrom(ctx)["port"], states.Args()["port"])
		return "", nil
	})
	w.ok(w.StartWithArgs(w.ctx, map[string]any{"port": 1}))
	f := w.Fork()
	if _, err := f.StartWithArgs(w.ctx, map[string]any{"port": 2}); err != nil {
		t.Error(err)
	}
	if w.Args()["port"] != 1 || f.Args()["port"] != 2 || got[0] != 1 || got[1] != 1 || got[2] != 2 || got[3] != 2 {
		t.Errorf("args: %v", got)
	}
}

func errOf(_ *states.Report, err error) error { return err }

// TestHandlesDescribeOneDefinition: what several handles say after a start adds up, holds
// from the next start, and may be said while one runs.
func TestHandlesDescribeOneDefinition(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	entered, letGo := make(chan struct{}, 2), make(chan struct{}, 2)
	var stopped []string
	a := states.NewIn(w.Registry, "a", func(context.Context) (int, error) {
		entered <- struct{}{}
		<-letGo
		return 1, nil
	})
	stop := func(said string) func(context.Context, int) error {
		return func(context.Context, int) error { stopped = append(stopped, said); return nil }
	}
	f := w.Fork()
	x, y := a.In(f), a.In(f)
	x.OnStop(stop("first"))
	cycle := func(meanwhile func()) {
		done := make(chan error)
		go func() {
			_, err := f.Start(w.ctx)
			done <- err
		}()
		<-entered
		meanwhile()
		letGo <- struct{}{}
		if err := <-done; err != nil {
			t.Error(err)
		}
		w.ok(f.Stop(w.ctx))
	}
	cycle(func() { x.OnStop(stop("second")); y.Doc("a document") })
	info, err := f.Info(x)
	if err != nil || info.Doc != "a document" || !info.HasStop {
		t.Errorf("%+v, %v", info, err)
	}
	cycle(func() {})
	if !slices.Equal(stopped, []string{"first", "second"}) {
		t.Errorf("stopped: %v", stopped)
	}
}
