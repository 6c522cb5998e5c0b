package states

import (
	"context"
	"slices"
)

// lateStart is what happens when an abandoned start returns after all: what it
// made is stopped again, so that it is not lost.
func (w *worker) lateStart(n *node, in *instance, err error) {
	var kept *leftover
	if in != nil && err == nil {
		if err = w.stopLate(in); err != nil {
			kept = &leftover{in: in, err: stateError(OpStop, n, in.def.pos, err), since: w.op.at(w.op.elapsed())}
		}
	}
	r := w.op.r
	r.mu.Lock()
	if n.tries == w.try && (n.status == StatusStartHung || n.status == StatusStarting) {
		n.status = StatusStartFailed
	}
	if kept != nil {
		n.leftovers = append(n.leftovers, kept)
	}
	r.mu.Unlock()
	r.tell(Late{Name: n.name, Op: OpStart, Took: w.op.elapsed() - w.at, Err: err})
}

// stopLate stops an instance that nobody has seen.
func (w *worker) stopLate(in *instance) (err error) {
	stop := in.def.stop
	if stop == nil {
		return nil
	}
	ctx := context.WithoutCancel(w.op.base)
	if in.def.timeout > 0 {
		var cancel func()
		ctx, cancel = withTimeout(ctx, w.op.set.clock, in.def.timeout)
		defer cancel()
	}
	defer func() {
		if v := recover(); v != nil {
			err = Recovered(v)
		}
	}()
	return stop(ctx, in)
}

// lateStop is what happens when an abandoned stop returns after all.
func (w *worker) lateStop(n *node, err error) {
	r, now := w.op.r, w.op.elapsed()
	r.mu.Lock()
	failed := n.err
	if err != nil {
		failed = stateError(OpStop, n, n.def.pos, err)
	}
	if i := slices.IndexFunc(n.leftovers, func(l *leftover) bool { return l.by == w }); i >= 0 {
		if err == nil {
			n.leftovers = slices.Delete(n.leftovers, i, i+1)
		} else {
			n.leftovers[i].err, n.leftovers[i].by = failed, nil
		}
	}
	if n.tries == w.try && n.status == StatusStopHung { // nobody has started it again since
		n.status, n.err = StatusStopFailed, failed
	}
	if err == nil {
		n.clean(w.op.at(now))
	}
	r.mu.Unlock()
	r.tell(Late{Name: n.name, Op: OpStop, Took: now - w.at, Err: err})
}

// exited goes on after a state's function has ended its worker's goroutine.
func (o *operation) exited(w *worker) {
	defer o.replace(w) // even if an observer ends the goroutine too
	w.last = o.elapsed()
	o.r.mu.Lock()
	o.noteExit(w)
	o.r.mu.Unlock()
}

// replace has another worker go on after w, whose last step is in the report, or else was
// abandoned before. r.mu is not held.
func (o *operation) replace(w *worker) {
	switch {
	case w.noted:
		w.leave()
		o.r.mu.Lock()
		defer o.r.mu.Unlock()
		o.give(w.st)
		delete(o.busy, w)
		o.spawn()
	case w.st.action == ActionStart:
		w.lateStart(w.st.n, nil, ErrExited)
	default:
		w.lateStop(w.st.n, ErrExited)
	}
}

// noteExit records the failure of the step that has ended its goroutine, unless w was
// abandoned before. r.mu is held.
func (o *operation) noteExit(w *worker) {
	switch w.st.action {
	case ActionStart:
		o.startFailed(w, w.st, ErrExited)
	case ActionStop:
		o.stopped(w, w.st, w.st.n.cell.Load(), nil, ErrExited)
	case ActionCleanup:
		o.cleaned(w, w.st, ErrExited)
	}
}
