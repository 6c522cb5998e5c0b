package parts_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/mrepl/mrepl/states"
	"github.com/mrepl/mrepl/states/parts"
	"pgregory.net/rapid"
)

// A world is where the handles of a random system live.
type world struct {
	fate  func(string) string // how a call ends
	alive map[*handle]bool
	log   []string
}

func (w *world) start(_ context.Context, c config) (*handle, error) {
	switch w.fate("start " + c.Name) {
	case "error":
		return nil, errors.New("failed")
	case "panic":
		panic("start")
	case "half":
		return w.make(c.Name), errors.New("failed half-way")
	}
	return w.make(c.Name), nil
}

func (w *world) make(name string) *handle {
	h := &handle{name}
	w.alive[h] = true
	w.log = append(w.log, "+"+name)
	return h
}

func (w *world) stop(_ context.Context, c config, h *handle) error {
	if !w.alive[h] || h.name != c.Name {
		panic(fmt.Sprintf("stop of %v, which is not alive", h))
	}
	switch w.fate("stop " + c.Name) {
	case "error":
		return errors.New("failed")
	case "panic":
		panic("stop")
	}
	delete(w.alive, h)
	w.log = append(w.log, "-"+c.Name)
	return nil
}

// TestNoHandleIsLost runs random operations, with failures at every step, and
// finds each live handle in the latest system, and nowhere else.
func TestNoHandleIsLost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := &world{alive: map[*handle]bool{}}
		w.fate = func(what string) string {
			return rapid.SampledFrom([]string{"ok", "ok", "ok", "error", "panic", "half"}).Draw(t, what)
		}
		names := []string{"a", "b", "c", "d"}[:rapid.IntRange(1, 4).Draw(t, "parts")]
		kinds := parts.Kinds{}
		system := parts.System{StartOrder: names, Parts: map[string]parts.Part{}}
		for _, name := range names {
			kinds[name] = parts.KindOf(w.start, w.stop)
			system.Parts[name] = parts.Part{Config: config{Name: name}}
		}
		ctx := context.Background()
		for range rapid.IntRange(1, 12).Draw(t, "operations") {
			before, given := system.String(), system
			var err error
			op := rapid.SampledFrom([]string{"start", "stop", "restart", "clear"}).Draw(t, "operation")
			w.log = nil
			switch op {
			case "start":
				system, err = kinds.Start(ctx, system)
			case "stop":
				system, err = kinds.Stop(ctx, system)
			case "restart":
				system, err = kinds.Restart(ctx, system)
			case "clear":
				system = system.Clear()
			}
			if given.String() != before {
				t.Fatalf("%s changed the system it was given", op)
			}
			w.check(t, op, system, err)
		}
		w.fate = func(string) string { return "ok" }
		if system, err := kinds.Stop(ctx, system); err != nil || len(w.alive) > 0 {
			t.Fatalf("a last stop left %d handles: %v\n%v", len(w.alive), err, system)
		}
	})
}

func (w *world) check(t *rapid.T, op string, s parts.System, err error) {
	found := 0
	for _, name := range s.StartOrder {
		p := s.Parts[name]
		if h, ok := p.State.(*handle); ok {
			if !w.alive[h] {
				t.Fatalf("after %s, the state of %s is a handle that was stopped", op, name)
			}
			found++
		} else if p.Status == states.StatusRunning {
			t.Fatalf("after %s, %s runs without a state", op, name)
		}
		if (p.Status == states.StatusStopped) != (p.State == nil) && p.Status != states.StatusStartFailed {
			t.Fatalf("after %s, %s is %v with the state %v", op, name, p.Status, p.State)
		}
	}
	if found != len(w.alive) {
		t.Fatalf("after %s, %d handles are alive and %d in the system\n%v", op, len(w.alive), found, s)
	}
	if err == nil && op != "stop" && op != "clear" && len(s.Running()) != len(s.StartOrder) {
		t.Fatalf("after a %s without an error, only %v run", op, s.Running())
	}
	w.checkOrder(t, s.StartOrder)
}

// checkOrder finds stops in reverse of the start order, then starts in it.
func (w *world) checkOrder(t *rapid.T, order []string) {
	var ranks []int
	for _, entry := range w.log {
		if rank := slices.Index(order, entry[1:]); entry[0] == '-' {
			ranks = append(ranks, -len(order)-rank)
		} else {
			ranks = append(ranks, rank)
		}
	}
	if !slices.IsSorted(ranks) {
		t.Fatalf("out of order: %v", w.log)
	}
}
