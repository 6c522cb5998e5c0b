package states_test

import (
	"context"
	"errors"
	"net"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mrepl/mrepl/states"
)

func TestCheckAsksTheRunningStates(t *testing.T) {
	t.Parallel()
	w, a, b, c := abc(t)
	a.OnCheck(func(_ context.Context, v string) error {
		if v != "a1" {
			t.Errorf("a is %q", v)
		}
		return nil
	})
	b.OnCheck(func(context.Context, string) error { return errBoom })
	c.OnCheck(func(context.Context, string) error { panic("ouch") })
	d := w.state("d")
	w.ok(w.Start(w.ctx))
	rep, err := w.Check(w.ctx)
	if !errors.Is(err, errBoom) || !errors.As(err, new(*states.PanicError)) || len(rep.Steps) != 3 {
		t.Errorf("report: %v", rep)
	}
	wantNames(t, "unchanged", rep.Unchanged, "d")
	w.ok(w.Check(w.ctx, a, d))
	w.ok(w.Stop(w.ctx))
	if rep := w.ok(w.Check(w.ctx)); len(rep.Steps) != 0 {
		t.Errorf("report: %v", rep)
	}
	fails[*states.UnknownStateError](t)(w.Check(w.ctx, states.Name("nope")))
}

func TestAHungCheckIsLeftToItself(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := states.NewRegistry()
		letGo := make(chan struct{})
		states.ValueIn(r, "a", 1).Timeout(time.Second).OnCheck(func(context.Context, int) error { <-letGo; return nil })
		states.ValueIn(r, "b", 1).Timeout(time.Second).OnCheck(func(ctx context.Context, _ int) error {
			<-ctx.Done()
			return ctx.Err()
		})
		if _, err := r.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		rep, err := r.Check(t.Context())
		if !errors.Is(rep.Steps[0].Err(), states.ErrHung) || errors.Is(rep.Steps[1].Err(), states.ErrHung) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("report: %v", rep)
		}
		close(letGo)
	})
}

func TestLeaksAreReported(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.ReportLeaks(true)
	letGo := make(chan struct{})
	var ln net.Listener
	leaky := states.NewIn(w.Registry, "leaky", func(context.Context) (_ int, err error) {
		go func() { <-letGo }()
		if runtime.GOOS == "linux" {
			ln, err = net.Listen("tcp", "127.0.0.1:0")
		}
		return 1, err
	})
	clean := states.NewIn(w.Registry, "clean", func(context.Context) (chan struct{}, error) {
		done := make(chan struct{})
		go func() { <-done }()
		return done, nil
	}).OnStop(func(_ context.Context, done chan struct{}) error { close(done); return nil })
	w.ok(w.Start(w.ctx))
	rep := w.ok(w.Stop(w.ctx, clean))
	if got := rep.Steps[0].Leaks(); len(got) != 0 {
		t.Errorf("leaks: %v", got)
	}
	rep = w.ok(w.Stop(w.ctx, leaky))
	got := rep.Steps[0].Leaks()
	if g := got[0]; g.Goroutines != 1 || !strings.Contains(g.Function, "TestLeaksAreReported") || !strings.HasPrefix(g.Pos, "health_test.go:") {
		t.Errorf("leaks: %+v", got)
	}
	if ln != nil {
		if len(got) != 2 || got[1] != (states.Leak{Socket: ln.Addr().String()}) {
			t.Errorf("leaks: %+v", got)
		}
		if err := ln.Close(); err != nil {
			t.Error(err)
		}
	}
	close(letGo)
}
