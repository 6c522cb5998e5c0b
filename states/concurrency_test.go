package states_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/mrepl/mrepl/states"
)

func exit() { runtime.Goexit() }

func TestConcurrentCallersSeeOneInstance(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var starts atomic.Int32
	a := states.NewIn(w.Registry, "a", func(context.Context) (*int, error) {
		starts.Add(1)
		return new(int), nil
	})
	var wg sync.WaitGroup
	got := make([]*int, 8)
	for i := range got {
		wg.Go(func() {
			if _, err := w.Start(w.ctx); err != nil {
				t.Error(err)
			}
			got[i] = a.Get()
		})
	}
	wg.Wait()
	if starts.Load() != 1 || len(slices.Compact(got)) != 1 {
		t.Errorf("%d starts, values %v", starts.Load(), got)
	}
}

func TestReentrantOperationsAreErrors(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.state("b")
	var inStart, inStop, other error
	a := states.NewIn(w.Registry, "a", func(ctx context.Context) (int, error) {
		_, inStart = w.Start(ctx, b)
		_, other = w.Start(context.Background(), b) // by goroutine, without the context
		return 1, nil
	}).OnStop(func(context.Context, int) error {
		_, inStop = w.Stop(context.Background())
		return nil
	})
	w.ok(w.Start(w.ctx, a))
	w.ok(w.Stop(w.ctx))
	for i, err := range []error{inStart, other, inStop} {
		var e *states.ReentrantError
		if !errors.As(err, &e) || e.Name != a.Name() || e.Inside != []states.Op{"start", "start", "stop"}[i] {
			t.Errorf("error is %+v", err)
		}
	}
	w.wantTrace("")
}

func TestAnObserverCannotRunOperations(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	var err error
	cancel := w.Observe(func(e states.Event) {
		if _, ok := e.(states.Started); ok {
			_, err = w.Stop(context.Background())
		}
	})
	w.ok(w.Start(w.ctx, a))
	var e *states.ReentrantError
	if !errors.As(err, &e) || e.Name != "" {
		t.Errorf("error is %v", err)
	}
	cancel()
	w.ok(w.Stop(w.ctx))
}

func TestAnObserverThatPanicsDoesNoHarm(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	defer w.Observe(func(states.Event) { panic("oh") })()
	rep := w.ok(w.Start(w.ctx, a))
	if len(rep.Notes) != 2 {
		t.Errorf("notes: %q", rep.Notes)
	}
	w.wantRunning("a")
}

func TestAnotherRegistryMayBeUsedInsideAStart(t *testing.T) {
	t.Parallel()
	w, inner := newWorld(t), newWorld(t)
	x := inner.state("x")
	a := states.NewIn(w.Registry, "a", func(ctx context.Context) (string, error) {
		_, err := inner.Start(ctx)
		return x.Get(), err
	})
	w.ok(w.Start(w.ctx))
	wantValue(t, a, "x1")
	if i, _ := w.Info(a); len(i.Uses) != 0 {
		t.Errorf("uses: %v", i.Uses)
	}
}

func TestAWaitingCallerCanGiveUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		s := newStuck()
		slow := states.NewIn(w.Registry, "slow", func(context.Context) (int, error) { s.wait(); return 1, nil })
		done := make(chan struct{})
		go func() {
			defer close(done)
			_, _ = w.Start(w.ctx)
		}()
		<-s.entered
		ctx, cancel := context.WithCancel(w.ctx)
		go func() {
			synctest.Wait()
			cancel()
		}()
		_, e := fails[*states.BusyError](t)(w.Stop(ctx))
		if e.Name != slow.Name() || e.Behind != states.OpStart || !errors.Is(e, context.Canceled) {
			t.Errorf("error is %+v", e)
		}
		close(s.letGo)
		<-done
		w.wantRunning("slow")
	})
}

func TestReadersAreNeverBlocked(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		a := w.state("a")
		w.ok(w.Start(w.ctx))
		s, stop := newStuck(), newStuck()
		states.NewIn(w.Registry, "slow", func(context.Context) (int, error) { s.wait(); return 1, nil }).
			OnStop(func(context.Context, int) error { stop.wait(); return nil })
		done := make(chan struct{})
		go func() {
			defer close(done)
			_, _ = w.Start(w.ctx)
			_, _ = w.Stop(w.ctx)
		}()
		<-s.entered
		wantValue(t, a, "a1")
		if i, err := w.Info(states.Name("slow")); err != nil || i.Status != states.StatusStarting || len(i.Uses) > 0 {
			t.Errorf("info %+v", i)
		}
		close(s.letGo)
		<-stop.entered
		if v, ok := w.Value(here + "slow"); v != 1 || !ok {
			t.Error("the value is gone before its stop is done")
		}
		close(stop.letGo)
		<-done
		wantValue(t, a, "not started")
	})
}

func TestReadsOfOtherGoroutinesAreNotUses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.state("a")
	w.ok(w.Start(w.ctx))
	b := states.NewIn(w.Registry, "b", func(context.Context) (int, error) {
		var wg sync.WaitGroup
		wg.Go(func() { a.Get() })
		wg.Wait()
		return 1, nil
	})
	w.ok(w.Start(w.ctx))
	if i, _ := w.Info(b); len(i.Uses) != 0 {
		t.Errorf("uses: %v", i.Uses)
	}
}

func TestLookupIsAUseThatIsNotNeeded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.state("a")
	b := states.NewIn(w.Registry, "b", func(context.Context) (string, error) {
		v, _ := a.Lookup()
		return "b" + v, nil
	})
	w.ok(w.Start(w.ctx))
	wantValue(t, b, "ba1")
	w.ok(w.Stop(w.ctx))
	w.ok(w.Start(w.ctx, b))
	wantValue(t, b, "b")
	if g := w.Graph(); len(g) != 1 || g[0].Kind != states.EdgeOptional {
		t.Errorf("graph: %v", g)
	}
}

func TestAGoroutineOfAStartCannotRunOperations(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := states.NewIn(w.Registry, "a", func(ctx context.Context) (_ int, err error) {
		var wg sync.WaitGroup
		wg.Go(func() { _, err = w.Stop(ctx) })
		wg.Wait()
		return 1, err
	})
	_, e := fails[*states.ReentrantError](t)(w.Start(w.ctx))
	if e.Name != a.Name() || e.Op != states.OpStop || e.Inside != states.OpStart {
		t.Errorf("error is %+v", e)
	}
}

func TestAnObserverThatEndsItsGoroutineIsToldNoMore(t *testing.T) {
	t.Parallel()
	for at := range 4 {
		for _, parallel := range []int{1, 2} {
			w, _, _, _ := abc(t)
			told := 0
			cancel := w.Observe(func(states.Event) {
				if told++; told > at {
					exit()
				}
			})
			rep := w.ok(w.All().Parallel(parallel).Start(w.ctx))
			wantSet(t, rep.Started(), names("a", "b", "c"))
			if told != at+1 {
				t.Errorf("it was told %d times", told)
			}
			rep = w.ok(w.All().Parallel(parallel).Stop(w.ctx))
			wantSet(t, rep.Stopped(), names("a", "b", "c"))
			cancel()
		}
	}
}

func wantSet(t *testing.T, got, want []string) {
	t.Helper()
	if got = slices.Sorted(slices.Values(got)); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAReadDeepInAStartIsAUse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.state("a")
	var deep func(n int) string
	deep = func(n int) string {
		if n == 0 {
			return a.Get()
		}
		return deep(n-1) + ""
	}
	b := states.NewIn(w.Registry, "b", func(context.Context) (string, error) { return deep(3000), nil })
	w.ok(w.Start(w.ctx))
	if i, _ := w.Info(b); len(i.Uses) != 1 || i.Uses[0] != a.Name() {
		t.Errorf("uses: %v", i.Uses)
	}
}
