package states

import (
	"context"
	"sync/atomic"
	"time"
)

// A worker runs steps of an operation on a goroutine of its own.
type worker struct {
	op     *operation
	outer  *worker // the one in the middle of whose start this one is at work
	goid   int64
	armed  bool
	cur    atomic.Pointer[node] // the state whose start function runs
	called bool                 // a function of a state has been called and has not returned
	gone   bool                 // it has ended the goroutine instead
	ended  bool                 // the worker has no more to do
	noted  bool                 // its step is in the report
	fault  error                // it has panicked instead

	try  int           // which attempt to start its state this is
	last time.Duration // when its last step ended, counted as in [Step.Began]

	// Guarded by the registry's mu.
	uses      []use // what that function has read
	st        *step // the step under way, nil for none
	ctx       context.Context
	in        *instance   // what it stops
	def       *definition // what it starts by
	traces    *traces
	at        time.Duration // when the step began
	serial    int           // counts the worker's steps
	inFn      bool          // a function of a state runs
	abandoned bool
}

// spawn begins a worker. r.mu is held.
func (o *operation) spawn() {
	w := &worker{op: o, ctx: o.ctx}
	o.busy[w] = true
	go o.work(w)
}

// work takes one step after another.
func (o *operation) work(w *worker) {
	var st *step
	defer func() {
		switch {
		case w.gone:
			o.exited(w)
		case !w.ended:
			o.resume(w, st)
		}
		if w.abandoned {
			inside.lost.Add(-1)
		}
	}()
	for {
		if st = o.take(w); st == nil {
			w.ended = true
			return
		}
		w.noted = false
		if !o.perform(w, st) {
			w.ended = true // abandoned; another worker goes on
			return
		}
		o.give(st)
	}
}

// resume goes on after an observer has ended w's goroutine, which it cannot do twice.
func (o *operation) resume(w *worker, st *step) {
	w.leave()
	if w.noted {
		o.give(st)
	}
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	switch {
	case w.noted:
	case o.flow != nil:
		o.flow.again(st)
	default:
		o.next--
	}
	delete(o.busy, w)
	o.spawn()
}

// take returns the next step. If there are no more it lets w go and returns nil; the
// last worker to go rolls back what is to be rolled back, and ends the operation.
func (o *operation) take(w *worker) *step {
	if o.flow == nil && o.next < len(o.steps) { // without a lock, as in leftOut
		o.next++
		return &o.steps[o.next-1]
	}
	if o.flow != nil {
		o.r.mu.Lock()
		st := o.flow.take()
		o.r.mu.Unlock()
		if st != nil {
			return st
		}
	}
	w.leave()
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	delete(o.busy, w)
	switch {
	case len(o.busy) > 0:
		return nil
	case o.undo():
		o.busy[w], o.next, w.ctx = true, 1, o.ctx
		return &o.steps[0]
	}
	close(o.done)
	return nil
}

// give says that a step is over.
func (o *operation) give(st *step) {
	if o.flow != nil {
		o.r.mu.Lock()
		o.flow.give(st)
		o.r.mu.Unlock()
	}
}
