package shell_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/states"
)

// fakeSources are what a fakeEngine loads.
type fakeSources struct {
	broken  atomic.Bool  // they do not compile
	reloads atomic.Int32 // how many there were

	mu     sync.Mutex
	edited shell.Changes       // what a reload does
	once   bool                // to the first one only
	unit   func() *states.Unit // what the first reload defines, nil: nothing
	saved  func()              // who watches
	ended  map[int]bool        // tasks
}

// save makes changes what the next reload does, and tells who watches.
func (e *fakeSources) save(changes shell.Changes) {
	e.mu.Lock()
	e.edited, e.once = changes, true
	saved := e.saved
	e.mu.Unlock()
	if saved != nil {
		saved()
	}
}

func (e *fakeSources) setUnit(unit func() *states.Unit) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.unit = unit
}

func (e *fakeSources) Watch(saved func()) (stop func(), err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.saved = saved
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.saved = nil
	}, nil
}

func (e *fakeSources) watched() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.saved != nil
}

func (e *fakeSources) Plan(context.Context) (shell.Changes, error) {
	if e.broken.Load() {
		return shell.Changes{}, errors.New("db/conn.go:12:5: undefined: dial\nwww/www.go:3:1: expected declaration")
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	changes := e.edited
	if e.unit == nil {
		return changes, nil
	}
	var err error
	changes.Plan, err = e.unit().Plan()
	return changes, err
}

func (e *fakeSources) Reload(ctx context.Context) (shell.Changes, error) {
	return e.Reset(ctx, false, func() error { return nil })
}

func (e *fakeSources) Reset(ctx context.Context, all bool, stop func() error) (shell.Changes, error) {
	defer e.reloads.Add(1)
	if e.broken.Load() {
		return e.Plan(ctx)
	}
	if err := stop(); err != nil {
		return shell.Changes{}, err
	}
	e.mu.Lock()
	changes, unit := e.edited, e.unit
	if e.unit = nil; e.once || unit != nil {
		e.edited = shell.Changes{}
	}
	e.mu.Unlock()
	if all {
		changes = shell.Changes{Packages: []string{"exchange/conf", "exchange/db", "exchange/www"}}
	}
	if unit == nil {
		return changes, nil
	}
	var err error
	changes.States, err = unit().Apply(ctx)
	return changes, err
}

// Running, Stop and Kill make up two tasks: 1 ends when it is told to, and 2 only when everything does.
func (e *fakeSources) Running() []shell.Task {
	all := []shell.Task{
		{ID: 1, Source: "go func() {", Pos: "prompt:1:1", Since: time.Now(), Goroutine: true},
		{ID: 2, Source: "nyse.AddOrder(conn)", Pos: "prompt:1:1", Since: time.Now(), Abandoned: true},
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.DeleteFunc(all, func(task shell.Task) bool { return e.ended[task.ID] })
}

func (e *fakeSources) end(ids ...int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.ended == nil {
		e.ended = map[int]bool{}
	}
	for _, id := range ids {
		e.ended[id] = true
	}
}

func (e *fakeSources) Stop(id int) error {
	if !slices.ContainsFunc(e.Running(), func(task shell.Task) bool { return task.ID == id }) {
		return fmt.Errorf("nothing runs as %d: ps lists what does", id)
	}
	if id == 1 {
		e.end(1)
	}
	return nil
}

func (e *fakeSources) Kill(ctx context.Context) (shell.Changes, error) {
	e.end(1, 2)
	return e.Reset(ctx, true, func() error { return nil })
}
