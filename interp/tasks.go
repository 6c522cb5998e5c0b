package interp

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// How long an evaluation that is told to stop is waited for.
const stopGrace = 300 * time.Millisecond

// Running is something that was begun at the prompt, or a start of a state, that has not ended.
type Running struct {
	ID        int
	Source    string // its first line
	Pos       string // where it was begun; of a start, where the state is defined
	Since     time.Time
	Goroutine bool // begun by a go statement; else it is an evaluation
	Abandoned bool // nobody waits for it any more
}

// AbandonedError says that an evaluation was left behind: it runs on.
type AbandonedError struct {
	ID    int
	cause error
}

// Error says how to see it, and how to end it.
func (e *AbandonedError) Error() string {
	return fmt.Sprintf("it runs on, since what was called does not return: ps shows it as %d, kill --hard ends it", e.ID)
}

// Unwrap returns why nobody waits for it.
func (e *AbandonedError) Unwrap() error { return e.cause }

// StoppedError says that code from the prompt was stopped while it ran.
type StoppedError struct{ cause error }

// Error says so.
func (e *StoppedError) Error() string { return "stopped" }

// Unwrap returns why it was stopped.
func (e *StoppedError) Unwrap() error { return e.cause }

// tasks are what runs of the prompt. Code that is typed there asks in each
// iteration of a loop, and at each call of a function typed there, whether it is to
// stop; the code of the program does not, and is not slowed by it.
type tasks struct {
	mu    sync.Mutex
	last  int
	list  map[string]*task // by goroutine
	flags []*bool          // the variables that lowered code looks at
}

// task is an evaluation, or a goroutine that one has begun.
type task struct {
	Running
	stop  error // why it is to stop
	outer *task // what has begun it in the same goroutine, and goes on after it
}

// errStop is what stopped code panics with.
type errStop struct{ error }

// begin notes that the goroutine that calls runs something.
func (t *tasks) begin(r Running) *task {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last++
	r.ID, r.Since = t.last, time.Now()
	if t.list == nil {
		t.list = map[string]*task{}
	}
	id := goroutine()
	this := &task{Running: r, outer: t.list[id]}
	t.list[id] = this
	return this
}

// end notes that what the goroutine that calls has begun last has ended.
func (t *tasks) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	id := goroutine()
	if this := t.list[id]; this != nil && this.outer != nil {
		t.list[id] = this.outer
	} else {
		delete(t.list, id)
	}
	t.signal()
}

// during notes that the goroutine that calls runs a function of a state, until the
// function that is returned is called. A while after ctx has ended, in which it may
// return by itself, it is told to stop.
func (t *tasks) during(ctx context.Context, r Running) (end func()) {
	this := t.begin(r)
	unhook := context.AfterFunc(ctx, func() {
		time.AfterFunc(stopGrace, func() {
			t.stop(this, ctx.Err())
			t.abandon(this)
		})
	})
	return func() {
		unhook()
		t.end()
	}
}

// stop tells a task to stop.
func (t *tasks) stop(this *task, why error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	this.stop = why
	t.signal()
}

// abandon notes that nobody waits for a task.
func (t *tasks) abandon(this *task) {
	t.mu.Lock()
	defer t.mu.Unlock()
	this.Abandoned = true
}

// signal has code look closer as long as something is to stop. t.mu is held.
func (t *tasks) signal() {
	any := false
	for _, this := range t.list {
		any = any || this.stopping() != nil
	}
	for _, flag := range t.flags {
		raise(flag, any)
	}
}

// stopping returns why a task is to stop, or one that it is a part of; nil if none is.
func (t *task) stopping() error {
	for ; t != nil; t = t.outer {
		if t.stop != nil {
			return t.stop
		}
	}
	return nil
}

// raise sets a variable that lowered code looks at without a lock.
//
//go:norace
func raise(flag *bool, to bool) { *flag = to }

// watch adds a variable that lowered code looks at.
func (t *tasks) watch(flag *bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.flags = append(t.flags, flag)
}

// check panics if the goroutine that calls is to stop.
func (t *tasks) check() {
	t.mu.Lock()
	stop := t.list[goroutine()].stopping()
	t.mu.Unlock()
	if stop != nil {
		panic(errStop{stop})
	}
}

// running lists what runs, in the order in which it was begun.
func (t *tasks) running() []Running {
	t.mu.Lock()
	defer t.mu.Unlock()
	var out []Running
	for _, this := range t.list {
		for ; this != nil; this = this.outer {
			out = append(out, this.Running)
		}
	}
	slices.SortFunc(out, func(a, b Running) int { return a.ID - b.ID })
	return out
}

// Running lists what has not ended: evaluations, goroutines that were begun at the
// prompt, and starts of states.
func (s *Session) Running() []Running { return s.generation().tasks.running() }

// Stop tells what runs under a number to stop: loops and functions that were typed
// at the prompt do, at their next iteration or call. Other code runs on; only Kill
// ends that. The error says that nothing runs under that number.
func (s *Session) Stop(id int) error {
	t := &s.generation().tasks
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, this := range t.list {
		for ; this != nil; this = this.outer {
			if this.ID == id {
				this.stop = context.Canceled
				t.signal()
				return nil
			}
		}
	}
	return fmt.Errorf("nothing runs as %d: ps lists what does", id)
}

// Kill ends all interpreted code, whatever it does, and loads the program anew as
// Reload with all does. States that run are to be stopped before it is called: the
// functions that stop them would end too. What waits in compiled code, for a channel or
// a connection, ends when that returns.
func (s *Session) Kill(ctx context.Context) (Changes, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.gen
	changes, err := s.reloadAll(ctx)
	if s.gen != old {
		old.engine.cancel()
	}
	return changes, err
}

// firstLine returns the first line of what was typed.
func firstLine(src string) string {
	line, rest, more := strings.Cut(strings.TrimSpace(src), "\n")
	if more && strings.TrimSpace(rest) != "" {
		line += " ..."
	}
	return line
}
