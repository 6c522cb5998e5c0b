package states

import (
	"context"
	"errors"
	"slices"
	"time"
)

// perform does one step. It returns false if w was abandoned meanwhile. r.mu is held.
func (o *operation) perform(w *worker, st *step) bool {
	switch st.action {
	case ActionStart:
		return o.start(w, st)
	case ActionStop:
		return o.stop(w, st)
	case ActionCleanup:
		return o.cleanup(w, st)
	}
	if why := o.leftOut(st); why != "" {
		o.skip(w, st, why)
		return true
	}
	o.change(w, st)
	return true
}

// leftOut returns why a step is not to be attempted, "" if it is. r.mu is held.
func (o *operation) leftOut(st *step) string {
	if o.ctx.Err() != nil {
		cause := context.Cause(o.ctx)
		// A stop whose time is up goes on, by force; one that is called off does not.
		if st.action == ActionStart || !errors.Is(cause, context.DeadlineExceeded) {
			if o.report.ended == nil {
				o.report.ended = &EndedError{Op: o.op, Err: cause}
			}
			return cause.Error()
		}
	}
	if st.action != ActionStart {
		return ""
	}
	if o.broken != nil && !o.how.keepGoing && !st.again {
		return o.broken.name + " failed"
	}
	if len(o.failed) > 0 && len(st.n.subs) == 0 {
		return o.lost(st.n)
	}
	return ""
}

// lost returns what of n's needs this operation could not start. r.mu is held.
func (o *operation) lost(n *node) string {
	for _, e := range n.deps {
		if e.kind != EdgeOptional && o.failed[e.to] {
			return "it needs " + e.to.name
		}
	}
	return ""
}

// skip reports a step that was left out. r.mu is held.
func (o *operation) skip(w *worker, st *step, why string) {
	if st.action == ActionStart {
		o.fail(st.n, false)
	}
	o.report.extend(st, StatusNotAttempted).remark().note = why
	w.noted = true
	if o.r.observers.any() {
		w.tell(Skipped{Name: st.n.name, Op: Op(st.action.String()), Why: why})
	}
}

// fail notes that n is not going to run. r.mu is held.
func (o *operation) fail(n *node, first bool) {
	if o.failed == nil {
		o.failed = map[*node]bool{}
	}
	o.failed[n] = true
	if first && o.broken == nil {
		o.broken = n
	}
}

// begin makes the step known to those who may have to abandon it. r.mu is held.
func (w *worker) begin(st *step, now time.Duration) {
	w.st, w.at, w.inFn = st, now, true
	w.serial++
}

// panicked returns err, or what the step's function panicked with instead.
func (w *worker) panicked(err error) error {
	if w.fault != nil {
		err, w.fault = w.fault, nil
	}
	return err
}

// settle ends the step and reports whether it is still w's. r.mu is held.
func (w *worker) settle() bool {
	for at := w; at != nil; at = at.outer {
		if at.abandoned {
			return false
		}
	}
	w.serial++
	w.inFn = false
	return true
}

// guard, deferred, turns a panic of a state's function into an error, and notices
// when the function ends the goroutine.
func (w *worker) guard() {
	if !w.called {
		return
	}
	w.called = false
	if v := recover(); v != nil {
		w.fault = Recovered(v)
		return
	}
	w.gone = true
	if w.outer != nil { // the one that is to go on is the outermost
		w.last = w.op.elapsed()
		w.op.r.mu.Lock()
		w.op.startFailed(w, w.st, ErrExited)
		w.op.r.mu.Unlock()
	}
}

// become notes what a step has made of n. The lock of n's registry is held.
func (n *node) become(status StatusKind, since time.Duration, err error) {
	n.status, n.since = status, since
	if n.err != err { // not writing it is quicker
		n.err = err
	}
}

// change does a step that runs nobody's function. r.mu is held.
func (o *operation) change(w *worker, st *step) {
	n, r := st.n, o.r
	now := w.now()
	var note string
	var e Event
	switch st.action {
	case ActionSwap:
		n.subs = append(n.subs, st.sub)
		note = "substitute: " + st.sub.text
		e = Swapped{Name: n.name, Substitute: st.sub.text}
	case ActionUnswap:
		gone := n.top()
		n.subs = slices.Delete(n.subs, len(n.subs)-1, len(n.subs)) // lets go of it
		if o.op != OpUnswap {
			n.subs = nil
		}
		note = "substitute " + gone.text + " taken away"
		e = Unswapped{Name: n.name, Substitute: gone.text, Left: textOfSub(n.top())}
	case ActionDefine:
		e = Defined{Name: n.name, Pos: n.def.pos}
	case ActionRedefine:
		e = Redefined{Name: n.name, Pos: n.def.pos}
	case ActionDelete:
		r.forget(n)
		e = Deleted{Name: n.name}
	}
	rep := o.report.extend(st, n.status)
	rep.Began = now
	if note != "" {
		rep.remark().note = note
	}
	w.noted = true
	if e != nil && r.observers.any() {
		w.tell(e)
	}
}

// stateError wraps what a function of n returned or panicked with.
func stateError(op Op, n *node, pos string, err error) *StateError {
	e := &StateError{Op: op, Name: n.name, Pos: pos, Err: err}
	var p *PanicError
	if errors.As(err, &p) && p.Pos != "" {
		e.Pos = p.Pos
	}
	return e
}
