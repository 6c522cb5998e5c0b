package states_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/mrepl/mrepl/states"
)

func TestParallelStartRunsIndependentStatesTogether(t *testing.T) {
	t.Parallel()
	r := states.NewRegistry()
	meet := make(chan struct{})
	both := func(context.Context) (int, error) {
		select { // each start waits for the other
		case meet <- struct{}{}:
		case <-meet:
		}
		return 1, nil
	}
	a, b := states.NewIn(r, "a", both), states.NewIn(r, "b", both)
	c := states.ValueIn(r, "c", 3).Needs(a, b)
	rep, err := r.All().Parallel(2).Start(t.Context())
	if err != nil || len(rep.Started()) != 3 || rep.Steps[2].Name != c.Name() {
		t.Errorf("report %v, error %v", rep, err)
	}
	if _, err := r.All().Parallel(2).Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestParallelStartFindsTheGraphAsItGoes(t *testing.T) {
	t.Parallel()
	w, a, b, c := chain(t)
	w.ok(w.All().Parallel(8).Start(w.ctx))
	w.wantTrace("a+ b+ c+")
	w.ok(w.All().Parallel(8).Stop(w.ctx))
	w.wantTrace("c- b- a-")
	w.ok(w.All().Parallel(2).Start(w.ctx))
	w.ok(w.Only(a).WithDependents().Parallel(4).Restart(w.ctx))
	w.wantTrace("a+ b+ c+ c- b- a- a+ b+ c+")
	w.ok(w.All().Parallel(4).Swap(b, "x").Start(w.ctx))
	w.wantTrace("c- b- c+")
	wantValue(t, c, "c4(x)")
}

func TestParallelStartFindsCircles(t *testing.T) {
	t.Parallel()
	r := states.NewRegistry()
	var x, y *states.State[int]
	begun := make(chan struct{}, 2)
	meet := make(chan struct{})
	together := func() {
		begun <- struct{}{}
		<-meet
	}
	x = states.NewIn(r, "x", func(context.Context) (int, error) { together(); return y.Get(), nil })
	y = states.NewIn(r, "y", func(context.Context) (int, error) { together(); return x.Get(), nil })
	go func() { <-begun; <-begun; close(meet) }()
	_, e := fails[*states.CycleError](t)(r.All().Parallel(2).Start(t.Context()))
	if len(e.Path) != 3 || e.Path[0] != e.Path[2] {
		t.Errorf("path is %v", e.Path)
	}
}

func TestParallelFailure(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.state("a")
	w.state("b", a)
	w.state("c")
	w.startFails["a"] = errBoom
	rep, err := w.All().Parallel(3).KeepGoing().Start(w.ctx)
	if !errors.Is(err, errBoom) {
		t.Error(err)
	}
	w.wantRunning("c")
	if got := len(rep.Steps); got != 3 {
		t.Errorf("report is %v", rep)
	}
	delete(w.startFails, "a")
	w.startFails["b"] = errBoom
	_, err = w.All().Parallel(3).Rollback().Start(w.ctx)
	if !errors.Is(err, errBoom) {
		t.Error(err)
	}
	w.wantRunning("c")
}

func TestParallelManyStates(t *testing.T) {
	t.Parallel()
	r := states.NewRegistry()
	const n = 200
	all := make([]*states.State[int], n)
	uses := func(i int) []*states.State[int] {
		if i%7 == 0 {
			return nil
		}
		return all[max(0, i-3):i]
	}
	for i := range n {
		all[i] = states.NewIn(r, fmt.Sprint("s", i), func(context.Context) (int, error) {
			for _, dep := range uses(i) {
				dep.Get()
			}
			return i, nil
		})
	}
	for range 3 {
		rep, err := r.All().Parallel(8).Start(t.Context())
		if err != nil || len(rep.Started()) != n {
			t.Fatal(rep, err)
		}
		started := rep.Started()
		if rep, err = r.All().Parallel(8).Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		stopped := rep.Stopped()
		for i, s := range all {
			for _, dep := range uses(i) {
				if slices.Index(started, s.Name()) < slices.Index(started, dep.Name()) {
					t.Errorf("%s started before %s", s, dep)
				}
				if slices.Index(stopped, s.Name()) > slices.Index(stopped, dep.Name()) {
					t.Errorf("%s stopped after %s", s, dep)
				}
			}
		}
	}
}

func TestParallelStartFindsCirclesThroughNeeds(t *testing.T) {
	t.Parallel()
	r := states.NewRegistry()
	var y *states.State[int]
	x := states.NewIn(r, "x", func(context.Context) (int, error) { return y.Get(), nil })
	middle := states.ValueIn(r, "middle", 1).Needs(x)
	y = states.ValueIn(r, "y", 2).Needs(middle)
	_, e := fails[*states.CycleError](t)(r.All().Parallel(2).Start(t.Context()))
	want := []string{x.Name(), y.Name(), middle.Name(), x.Name()}
	if !slices.Equal(e.Path, want) {
		t.Errorf("path is %v, want %v", e.Path, want)
	}
}
