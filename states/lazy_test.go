package states_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/mrepl/mrepl/states"
)

func TestLazyGetStartsAStateOnce(t *testing.T) {
	t.Parallel()
	w, _, b, c := chain(t)
	w.SetGet(states.GetStarts)
	_ = fmt.Sprint(c, b)
	if _, ok := c.Lookup(); ok {
		t.Error("Lookup started it")
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if v := c.Get(); v != "c1(b1(a1))" {
				t.Errorf("c is %q", v)
			}
		})
	}
	wg.Wait()
	w.wantTrace("a+ b+ c+")
	w.ok(w.Stop(w.ctx))
	w.wantTrace("c- b- a-")
	if v := b.Get(); v != "b2(a2)" {
		t.Errorf("b is %q", v)
	}
	w.wantTrace("a+ b+")
}

func TestLazyFailureIsSeenByAllWhoWaited(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetGet(states.GetStarts)
	a := w.state("a")
	w.startFails["a"] = errBoom
	get := func() (err error) {
		defer func() { err, _ = recover().(error) }()
		a.Get()
		return nil
	}
	if err := get(); !errors.Is(err, errBoom) {
		t.Error(err)
	}
	delete(w.startFails, "a")
	if err := get(); err != nil {
		t.Error(err)
	}
	w.wantTrace("a+! a+")
}

func TestLazyCircleIsAnError(t *testing.T) {
	t.Parallel()
	r := states.NewRegistry()
	r.SetGet(states.GetStarts)
	var x, y *states.State[int]
	x = states.NewIn(r, "x", func(context.Context) (int, error) { return y.Get(), nil })
	y = states.NewIn(r, "y", func(context.Context) (int, error) { return x.Get(), nil })
	_, e := fails[*states.CycleError](t)(r.Start(t.Context(), x))
	if got := fmt.Sprint(e.Path); got != "[states_test/x states_test/y states_test/x]" {
		t.Errorf("path is %v", got)
	}
}

func TestLazyStartDuringAStartIsReported(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetGet(states.GetStarts)
	var y text
	x := states.NewIn(w.Registry, "x", func(context.Context) (string, error) { return "x" + y.Get(), nil })
	y = w.state("y")
	rep := w.ok(w.Start(w.ctx))
	wantNames(t, "started", rep.Started(), "y", "x")
	w.wantTrace("y+")
	wantValue(t, x, "xy1")
	rep = w.ok(w.Stop(w.ctx))
	wantNames(t, "stopped", rep.Stopped(), "x", "y")
}

func TestLazyNestedGoexit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetGet(states.GetStarts)
	y := states.NewIn(w.Registry, "y", func(context.Context) (int, error) { exit(); return 1, nil })
	x := states.NewIn(w.Registry, "x", func(context.Context) (int, error) { return y.Get(), nil })
	if _, err := w.Start(w.ctx, x); !errors.Is(err, states.ErrExited) {
		t.Error(err)
	}
	w.wantStatus(x, states.StatusStartFailed)
	w.wantStatus(y, states.StatusStartFailed)
}
