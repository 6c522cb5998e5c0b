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
	cur    atomic.Pointer[node] // the state for whose start its goroutine reads
	called bool                 // a function of a state has been called and has not returned
	gone   bool                 // it has ended the goroutine instead
	ended  bool                 // the worker has no more to do
	noted  bool                 // its step is in the report
	fault  error                // it has panicked instead

	try    int32         // how often its state was tried to start by then
	traces *traces       // of what its start has made
	last   time.Duration // when its last step ended, counted as in [Step.Began]

	// Guarded by the registry's mu.
	uses      []use // what the start under way has read
	st        *step // the step under way, nil for none
	ctx       context.Context
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

// work takes one step after another. It holds r.mu, as what it calls does, except while
// it calls other people's code.
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
	o.r.mu.Lock()
	for st = o.take(w); st != nil; st = o.take(w) {
		w.noted = false
		if !o.perform(w, st) {
			break // it was abandoned, and another worker goes on
		}
		o.give(st)
	}
	w.ended = true
	o.r.mu.Unlock()
}

// resume goes on after an observer has ended w's goroutine, which it cannot do twice.
// r.mu is not held then.
func (o *operation) resume(w *worker, st *step) {
	w.leave()
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	switch {
	case w.noted:
		o.give(st)
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
// r.mu is held.
func (o *operation) take(w *worker) *step {
	switch {
	case o.flow != nil:
		if st := o.flow.take(); st != nil {
			return st
		}
	case o.next < len(o.steps):
		o.next++
		return &o.steps[o.next-1]
	}
	w.leave()
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

// give says that a step is over. r.mu is held.
func (o *operation) give(st *step) {
	if o.flow != nil {
		o.flow.give(st)
	}
}

// now returns the time at which a step of w begins: the time at which its step before
// ended, if nobody had a hand in between. r.mu is held, but not while the clock is read.
func (w *worker) now() time.Duration {
	o := w.op
	if w.last > 0 && o.flow == nil && !o.r.observers.any() {
		return w.last
	}
	o.r.mu.Unlock()
	defer o.r.mu.Lock()
	return o.elapsed()
}

// tell tells observers of e, and notes in the report if one panics. r.mu is held, but not
// while they are told.
func (w *worker) tell(e Event) {
	o := w.op
	o.r.mu.Unlock()
	w.enter() // so that what they ask for is known to be asked inside the operation
	w.readsFor(nil)
	panics := o.r.observers.emit(e)
	o.r.mu.Lock()
	for _, v := range panics {
		o.report.Notes = append(o.report.Notes, "an observer panicked: "+panicText(v))
	}
}
