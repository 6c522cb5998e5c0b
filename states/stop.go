package states

import "context"

// stop stops the state of a step. It returns false if w was abandoned meanwhile.
// r.mu is held, but not while the stop function runs.
func (o *operation) stop(w *worker, st *step) bool {
	n, r := st.n, o.r
	if why := o.leftOut(st); why != "" {
		o.skip(w, st, why)
		return true
	}
	now := w.now()
	in := n.cell.Load()
	if in == nil {
		return true
	}
	w.ready(in)
	n.status, n.since = StatusStopping, o.at(now)
	if r.observers.any() {
		w.tell(Stopping{Name: n.name, Why: st.why.String()})
	}
	w.begin(st, now)
	w.try = n.tries
	traces := n.traces
	r.mu.Unlock()
	err := o.callStop(w, in)
	leaks := traces.leaks()
	r.mu.Lock()
	if o.stopped(w, st, in, leaks, err) {
		return true
	}
	r.mu.Unlock()
	w.lateStop(n, err)
	r.mu.Lock()
	return false
}

// callStop runs what stops in, and notes in w.last when it ended.
func (o *operation) callStop(w *worker, in *instance) (err error) {
	if in.def.stop != nil {
		err = w.panicked(o.callOn(w, in.def.stop, in))
	}
	w.last = o.elapsed()
	return err
}

// callOn runs a function on in. What it panicked with is in w.fault.
func (o *operation) callOn(w *worker, f func(context.Context, *instance) error, in *instance) error {
	ctx, cancel := o.stepContext(w, in.def.timeout)
	defer cancel()
	w.readsFor(nil)
	w.called = true
	defer w.guard()
	err := f(ctx, in)
	w.called = false
	return err
}

// stopped records how a stop went. However it went, the value is gone from Get. It
// returns false, and does nothing, if w was abandoned meanwhile. r.mu is held.
func (o *operation) stopped(w *worker, st *step, in *instance, leaks []Leak, err error) bool {
	n, r := st.n, o.r
	if !w.settle() {
		return false
	}
	status := StatusStopped
	if err != nil {
		status, err = StatusStopFailed, stateError(OpStop, n, in.def.pos, err)
	}
	n.cell.Store(nil)
	n.become(status, o.at(w.last), err)
	rep := w.report(st, status)
	if err != nil {
		n.leftovers = append(n.leftovers, &leftover{in: in, gen: n.gen, err: err, since: n.since})
		rep.remark().err = err
	}
	if leaks != nil {
		rep.remark().leaks = leaks
	}
	gone := n.unswap(st)
	if gone != nil {
		rep.remark().note = "substitute " + gone.text + " taken away"
	}
	if r.observers.any() {
		w.tellStopped(rep, gone)
	}
	return true
}

func (w *worker) tellStopped(rep *Step, gone *substitute) {
	if err := rep.Err(); err != nil {
		w.tell(Failed{Name: rep.Name, Op: OpStop, Status: rep.Status, Took: rep.Duration, Err: err})
	} else {
		w.tell(Stopped{Name: rep.Name, Took: rep.Duration, Leaks: rep.Leaks()})
	}
	if gone != nil {
		w.tell(Unswapped{Name: rep.Name, Substitute: gone.text})
	}
}

// unswap takes all substitutes away, if st is a stop that does, and returns the one
// that stood in. r.mu is held.
func (n *node) unswap(st *step) *substitute {
	gone := n.top()
	if gone == nil || st.keep {
		return nil
	}
	n.subs = nil
	return gone
}
