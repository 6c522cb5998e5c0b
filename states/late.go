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
		in.def = w.def
		if err = w.stopLate(in); err != nil {
			kept = &leftover{in: in, err: stateError(OpStop, n, w.def, err), since: w.op.at(w.op.elapsed())}
		}
	}
	r := w.op.r
	r.mu.Lock()
	if n.tries == w.try && (n.status == StatusStartHung || n.status == StatusStarting) {
		n.status = StatusStartFailed
	}
	if n.hung == w {
		n.hung = nil
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
			err = panicked(v)
		}
	}()
	return stop(ctx, in)
}

// lateStop is what happens when an abandoned stop returns after all.
func (w *worker) lateStop(n *node, in *instance, err error) {
	r := w.op.r
	r.mu.Lock()
	i := slices.IndexFunc(n.leftovers, func(l *leftover) bool { return l.in == in })
	if i >= 0 {
		if err == nil {
			n.leftovers = slices.Delete(n.leftovers, i, i+1)
		} else {
			n.leftovers[i].err, n.leftovers[i].by = stateError(OpStop, n, in.def, err), nil
		}
	}
	if n.hung == w {
		n.hung = nil
		if n.status == StatusStopHung { // nobody has started it again since
			n.status = StatusStopFailed
			if err != nil {
				n.err = stateError(OpStop, n, in.def, err)
			}
		}
	}
	if err == nil {
		n.clean(w.op.at(w.op.elapsed()))
	}
	r.mu.Unlock()
	r.tell(Late{Name: n.name, Op: OpStop, Took: w.op.elapsed() - w.at, Err: err})
}

// exited goes on after a state's function has ended its worker's goroutine.
func (o *operation) exited(w *worker) {
	st := w.st
	switch st.action {
	case ActionStart:
		if !o.startFailed(w, st, ErrExited) {
			w.lateStart(st.n, nil, ErrExited)
			return
		}
	case ActionStop:
		if !o.stopped(w, st, w.in, ErrExited) {
			w.lateStop(st.n, w.in, ErrExited)
			return
		}
	case ActionCleanup:
		if !o.cleaned(w, st, ErrExited) {
			w.lateStop(st.n, w.in, ErrExited)
			return
		}
	}
	w.leave()
	o.give(st)
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	delete(o.busy, w)
	o.spawn()
}
