package statestest_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/states"
)

// A fakeTB is a test whose failures are looked at.
type fakeTB struct {
	testing.TB
	ctx      context.Context
	cancel   func()
	cleanups []func()
	failures []string
}

// try runs a test and its cleanups, and returns its failures.
func try(ctx context.Context, test func(tb testing.TB)) string {
	ctx, cancel := context.WithCancel(ctx)
	f := &fakeTB{ctx: ctx, cancel: cancel}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer f.cleanUp()
		test(f)
	}()
	<-done
	return strings.Join(f.failures, "\n")
}

func (f *fakeTB) cleanUp() {
	f.cancel()
	for len(f.cleanups) > 0 {
		last := f.cleanups[len(f.cleanups)-1]
		f.cleanups = f.cleanups[:len(f.cleanups)-1]
		last()
	}
}

func (f *fakeTB) Helper()                  {}
func (f *fakeTB) Context() context.Context { return f.ctx }
func (f *fakeTB) Cleanup(c func())         { f.cleanups = append(f.cleanups, c) }
func (f *fakeTB) Errorf(format string, args ...any) {
	f.failures = append(f.failures, fmt.Sprintf(format, args...))
}

func (f *fakeTB) Fatalf(format string, args ...any) {
	f.Errorf(format, args...)
	runtime.Goexit()
}

// An app is a registry with a database and a server that uses it.
type app struct {
	*states.Registry
	db, www *states.State[string]

	dbErr, wwwErr, stopErr error
	release                chan struct{} // ends the goroutine that www leaves, if there is one
}

func newApp() *app {
	a := &app{Registry: states.NewRegistry()}
	a.db = states.NewIn(a.Registry, "conn", func(ctx context.Context) (string, error) {
		return fmt.Sprint("conn", states.ArgsFrom(ctx)["n"]), a.dbErr
	})
	a.www = states.NewIn(a.Registry, "www", func(context.Context) (string, error) {
		if a.release != nil {
			go func() { <-a.release }()
		}
		return "www on " + a.db.Get(), a.wwwErr
	}).OnStop(func(context.Context, string) error { return a.stopErr })
	return a
}

var errBusy = errors.New("busy")
