package states_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mrepl/mrepl/states"
)

// stuck is a function that returns only when it is let go, whatever its context says.
type stuck struct{ entered, letGo chan struct{} }

func newStuck() *stuck { return &stuck{make(chan struct{}), make(chan struct{})} }

func (s *stuck) wait() { close(s.entered); <-s.letGo }

func TestTimeoutEndsTheContextOfAStart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := states.NewRegistry()
		slow := states.NewIn(r, "slow", func(ctx context.Context) (int, error) {
			<-ctx.Done()
			return 0, ctx.Err()
		}).Timeout(3 * time.Second)
		rep, err := r.Start(t.Context())
		if !errors.Is(err, context.DeadlineExceeded) || rep.Steps[0].Status != states.StatusStartFailed {
			t.Errorf("report %v", rep)
		}
		if rep.Steps[0].Duration != 3*time.Second {
			t.Errorf("took %v", rep.Steps[0].Duration)
		}
		if _, ok := slow.Lookup(); ok {
			t.Error("slow is started")
		}
	})
}

func TestAHungStartIsAbandonedAndWhatItMakesIsStopped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		s := newStuck()
		hung := states.NewIn(w.Registry, "hung", func(context.Context) (string, error) {
			s.wait()
			return "late", nil
		}).Timeout(2 * time.Second).OnStop(func(_ context.Context, v string) error { w.log("stop " + v); return nil })
		w.state("next")
		events := w.events()
		rep, err := w.All().KeepGoing().Start(w.ctx)
		if !errors.Is(err, states.ErrHung) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error is %v", err)
		}
		if rep.Steps[0].Status != states.StatusStartHung || rep.Steps[0].Duration != 3*time.Second {
			t.Errorf("step is %+v", rep.Steps[0])
		}
		w.wantStatus(hung, states.StatusStartHung)
		w.wantTrace("next+")
		close(s.letGo)
		synctest.Wait()
		w.wantTrace("stop late")
		w.wantStatus(hung, states.StatusStartFailed)
		if last := (*events)[len(*events)-1]; last.(states.Late).Name != hung.Name() {
			t.Errorf("last event is %#v", last)
		}
		w.ok(w.Stop(w.ctx))
	})
}

func TestALateValueThatCannotBeStoppedIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		s := newStuck()
		hung := states.NewIn(w.Registry, "hung", func(context.Context) (string, error) {
			s.wait()
			return "late", nil
		}).OnStop(func(context.Context, string) error { return errBoom })
		if _, err := w.All().Timeout(time.Second).Start(w.ctx); !errors.Is(err, states.ErrHung) {
			t.Error(err)
		}
		close(s.letGo)
		synctest.Wait()
		left := w.Leftovers()
		if len(left) != 1 || left[0].Value != "late" || !errors.Is(left[0].Err, errBoom) {
			t.Errorf("leftovers: %+v", left)
		}
		if n, err := w.Discard(hung); n != 1 || err != nil {
			t.Error(n, err)
		}
	})
}

func TestAHungStopIsAbandonedAndTheOthersGoOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		s := newStuck()
		w.state("a")
		b := states.ValueIn(w.Registry, "b", "B").Timeout(time.Second).OnStop(func(context.Context, string) error {
			s.wait()
			return nil
		})
		w.state("c")
		w.ok(w.Start(w.ctx))
		rep, err := w.Stop(w.ctx)
		if !errors.Is(err, states.ErrHung) {
			t.Error(err)
		}
		wantNames(t, "stopped", rep.Stopped(), "c", "a")
		w.wantTrace("a+ c+ c- a-")
		w.wantStatus(b, states.StatusStopHung)
		wantValue(t, b, "not started")
		if left := w.Leftovers(); len(left) != 1 || !left[0].Hung || left[0].Value != "B" {
			t.Errorf("leftovers: %+v", left)
		}
		close(s.letGo)
		synctest.Wait()
		w.wantStatus(b, states.StatusStopped)
		if left := w.Leftovers(); len(left) != 0 {
			t.Errorf("leftovers: %+v", left)
		}
	})
}

func TestAStateWhoseStopHangsCanBeStartedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		s := newStuck()
		first := true
		a := states.NewIn(w.Registry, "a", func(context.Context) (int, error) { return 1, nil }).
			Timeout(time.Second).OnStop(func(context.Context, int) error {
			if first {
				first = false
				s.wait()
			}
			return nil
		})
		w.ok(w.Start(w.ctx))
		if _, err := w.Stop(w.ctx); !errors.Is(err, states.ErrHung) {
			t.Error(err)
		}
		w.ok(w.Start(w.ctx))
		close(s.letGo)
		synctest.Wait()
		w.wantStatus(a, states.StatusRunning)
		if left := w.Leftovers(); len(left) != 0 {
			t.Errorf("leftovers: %+v", left)
		}
		w.ok(w.Stop(w.ctx))
	})
}

func TestACancelledStartEndsBetweenSteps(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, cancel := context.WithCancelCause(w.ctx)
	why := errors.New("the user said so")
	states.NewIn(w.Registry, "a", func(context.Context) (int, error) { cancel(why); return 1, nil })
	b := w.state("b")
	rep, e := fails[*states.EndedError](t)(w.Start(ctx))
	if !errors.Is(e, why) {
		t.Errorf("error is %v", e)
	}
	wantNames(t, "not attempted", rep.NotAttempted(), "b")
	w.wantStatus(b, states.StatusStopped)
	w.wantRunning("a")
	rep, err := w.Start(ctx)
	if !errors.Is(err, why) || len(rep.Steps) > 0 {
		t.Errorf("report %v", rep)
	}
}

func TestACancelledStopLeavesTheRestRunning(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	ctx, cancel := context.WithCancel(w.ctx)
	w.ok(w.Start(w.ctx))
	states.ValueIn(w.Registry, "d", 1).OnStop(func(context.Context, int) error { cancel(); return nil })
	w.ok(w.Start(w.ctx))
	rep, err := w.Stop(ctx)
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	wantNames(t, "not attempted", rep.NotAttempted(), "c", "b", "a")
	w.wantRunning("a", "b", "c")
	wantValue(t, a, "a1")
}

func TestAStopWhoseTimeIsUpGoesOnByForce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.state("a")
		states.ValueIn(w.Registry, "b", 1).OnStop(func(ctx context.Context, _ int) error {
			<-ctx.Done()
			return ctx.Err()
		})
		w.ok(w.Start(w.ctx))
		rep, err := w.All().Timeout(time.Second).Stop(w.ctx)
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		wantNames(t, "stopped", rep.Stopped(), "a")
		w.wantRunning()
	})
}

func TestRollbackHappensAfterACancel(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, cancel := context.WithCancel(w.ctx)
	w.state("a")
	states.NewIn(w.Registry, "b", func(context.Context) (int, error) { cancel(); return 1, nil })
	w.state("c")
	if _, err := w.All().Rollback().Start(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	w.wantRunning()
	w.wantTrace("a+ a-")
}

func TestInterruptEndsAHungOperation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		if w.Interrupt(nil) {
			t.Error("there was nothing to interrupt")
		}
		s := newStuck()
		states.NewIn(w.Registry, "hung", func(context.Context) (int, error) { s.wait(); return 1, nil })
		go func() {
			<-s.entered
			w.Interrupt(nil)
		}()
		_, err := w.Start(w.ctx)
		if !errors.Is(err, states.ErrInterrupted) || !errors.Is(err, states.ErrHung) {
			t.Error(err)
		}
		close(s.letGo)
	})
}

func TestStillStartingIsAnEvent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		states.NewIn(w.Registry, "slow", func(context.Context) (int, error) {
			time.Sleep(12 * time.Second)
			return 1, nil
		}).OnStop(func(context.Context, int) error { time.Sleep(6 * time.Second); return nil })
		events := w.events()
		w.ok(w.Start(w.ctx))
		w.ok(w.Stop(w.ctx))
		var elapsed []time.Duration
		for _, e := range *events {
			switch e := e.(type) {
			case states.StillStarting:
				elapsed = append(elapsed, e.Elapsed)
			case states.StillStopping:
				elapsed = append(elapsed, e.Elapsed)
			}
		}
		if want := []time.Duration{5 * time.Second, 10 * time.Second, 5 * time.Second}; !slices.Equal(elapsed, want) {
			t.Errorf("elapsed: %v, want %v", elapsed, want)
		}
	})
}

func TestTheClockCanBeInjected(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := &handClock{now: time.Unix(0, 0)}
	w.SetClock(c)
	entered := make(chan struct{})
	slow := states.NewIn(w.Registry, "slow", func(ctx context.Context) (int, error) {
		if at, ok := ctx.Deadline(); !ok || !at.Equal(time.Unix(30, 0)) {
			t.Errorf("deadline is %v", at)
		}
		close(entered)
		<-ctx.Done()
		return 0, ctx.Err()
	}).Timeout(30 * time.Second)
	go func() {
		<-entered
		c.advance(30 * time.Second)
	}()
	rep, err := w.Start(w.ctx)
	if !errors.Is(err, context.DeadlineExceeded) || rep.Steps[0].Duration != 30*time.Second {
		t.Errorf("report %v", rep)
	}
	if i, _ := w.Info(slow); !i.Since.Equal(time.Unix(30, 0)) {
		t.Errorf("since %v", i.Since)
	}
}

func TestTimingsAreAWaterfall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := states.NewRegistry()
		nap := func(context.Context) (int, error) { time.Sleep(time.Second); return 0, nil }
		states.NewIn(r, "one", nap)
		states.NewIn(r, "three", nap)
		if _, err := r.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		want := "states_test/one   |####################                    | 1s\n" +
			"states_test/three |                    ####################| 1s\n"
		if got := r.Timings().String(); got != want {
			t.Errorf("timings:\n%swant:\n%s", got, want)
		}
	})
}

// events returns the events of w from now on.
func (w *world) events() *[]states.Event {
	var all []states.Event
	w.t.Cleanup(w.Observe(func(e states.Event) { all = append(all, e) }))
	return &all
}

// A handClock goes when it is told to.
type handClock struct {
	mu     sync.Mutex
	now    time.Time
	timers []*handTimer
}

type handTimer struct {
	clock *handClock
	at    time.Time
	f     func()
	over  bool
}

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *handClock) AfterFunc(d time.Duration, f func()) states.Timer {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := &handTimer{clock: c, at: c.now.Add(d), f: f}
	c.timers = append(c.timers, t)
	return t
}

func (t *handTimer) Stop() bool {
	t.clock.mu.Lock()
	defer t.clock.mu.Unlock()
	was := !t.over
	t.over = true
	return was
}

func (c *handClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	for _, t := range c.timers {
		if !t.over && !t.at.After(c.now) {
			t.over = true
			go t.f()
		}
	}
}

func TestGoexitIsAFailure(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := states.NewIn(w.Registry, "a", func(context.Context) (int, error) { exit(); return 1, nil })
	w.state("b")
	_, err := w.All().KeepGoing().Start(w.ctx)
	if !errors.Is(err, states.ErrExited) || !strings.Contains(err.Error(), "a") {
		t.Error(err)
	}
	w.wantStatus(a, states.StatusStartFailed)
	w.wantRunning("b")
}

func TestGoexitInAStopOrACleanupIsAFailure(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := states.ValueIn(w.Registry, "a", 1).OnStop(func(context.Context, int) error { exit(); return nil })
	w.state("b")
	w.ok(w.Start(w.ctx))
	if _, err := w.Stop(w.ctx); !errors.Is(err, states.ErrExited) {
		t.Error(err)
	}
	w.wantStatus(a, states.StatusStopFailed)
	w.wantTrace("b+ b-")
	rep, err := w.Cleanup(w.ctx)
	if !errors.Is(err, states.ErrExited) || len(rep.Steps) != 1 || len(w.Leftovers()) != 1 {
		t.Errorf("report: %v", rep)
	}
}

func TestGoexitInAStartAndInAnObserverOfItEndsNothingElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := states.NewIn(w.Registry, "a", func(context.Context) (int, error) { exit(); return 1, nil })
	w.state("b")
	w.Observe(func(e states.Event) {
		if _, ok := e.(states.Failed); ok {
			exit()
		}
	})
	if _, err := w.All().KeepGoing().Start(w.ctx); !errors.Is(err, states.ErrExited) {
		t.Error(err)
	}
	w.wantStatus(a, states.StatusStartFailed)
	w.wantRunning("b")
}

func TestGoexitAfterBeingAbandonedIsALateFailure(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		s, stop := newStuck(), newStuck()
		hung := states.NewIn(w.Registry, "hung", func(context.Context) (int, error) { s.wait(); exit(); return 1, nil }).Timeout(time.Second)
		value := states.ValueIn(w.Registry, "value", 1).Timeout(time.Second).
			OnStop(func(context.Context, int) error { stop.wait(); exit(); return nil })
		if _, err := w.All().KeepGoing().Start(w.ctx); !errors.Is(err, states.ErrHung) {
			t.Error(err)
		}
		if _, err := w.Stop(w.ctx); !errors.Is(err, states.ErrHung) {
			t.Error(err)
		}
		close(s.letGo)
		close(stop.letGo)
		synctest.Wait()
		w.wantStatus(hung, states.StatusStartFailed)
		w.wantStatus(value, states.StatusStopFailed)
		if left := w.Leftovers(); len(left) != 1 || left[0].Hung || !errors.Is(left[0].Err, states.ErrExited) {
			t.Errorf("leftovers: %+v", left)
		}
	})
}

func TestAHungCleanupIsAbandoned(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		s := newStuck()
		fail := true
		states.ValueIn(w.Registry, "a", 1).Timeout(time.Second).OnStop(func(context.Context, int) error {
			if fail {
				fail = false
				return errBoom
			}
			s.wait()
			return nil
		})
		w.ok(w.Start(w.ctx))
		fails[*states.StateError](t)(w.Stop(w.ctx))
		rep, e := fails[*states.StateError](t)(w.Cleanup(w.ctx))
		if !errors.Is(e, states.ErrHung) || e.Op != states.OpCleanup || rep.Steps[0].Status != states.StatusStopFailed {
			t.Error(rep)
		}
		if rep := w.ok(w.Cleanup(w.ctx)); len(rep.Steps) != 0 {
			t.Errorf("a cleanup that runs was begun again: %v", rep)
		}
		close(s.letGo)
		synctest.Wait()
		if left := w.Leftovers(); len(left) != 0 {
			t.Errorf("leftovers: %+v", left)
		}
		if i := w.wantStatus(states.Name("a"), states.StatusStopped); i.Err != nil {
			t.Error(i.Err)
		}
	})
}

func TestGraceAndStillCanBeSet(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.SetGrace(10 * time.Second)
		w.SetStill(2 * time.Second)
		s := newStuck()
		states.NewIn(w.Registry, "hung", func(context.Context) (int, error) { s.wait(); return 1, nil }).Timeout(time.Second)
		events := w.events()
		rep, err := w.Start(w.ctx)
		if !errors.Is(err, states.ErrHung) || rep.Steps[0].Duration != 11*time.Second {
			t.Errorf("report: %v", rep)
		}
		still := 0
		for _, e := range *events {
			if _, ok := e.(states.StillStarting); ok {
				still++
			}
		}
		if still != 5 {
			t.Errorf("%d StillStarting in 11s", still)
		}
		close(s.letGo)
	})
}
