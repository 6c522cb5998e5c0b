package states

import (
	"context"
	"time"
)

func noCancel() {}

// stepContext returns the context of w's step, bounded by the state's own timeout,
// and a function to call when the step is over.
func (o *operation) stepContext(w *worker, timeout time.Duration) (context.Context, func()) {
	if timeout <= 0 && w.ctx.Err() == nil {
		return w.ctx, noCancel
	}
	return o.boundedContext(w, w.ctx, timeout)
}

// boundedContext returns a context that ends after timeout. When it ends, or if it
// has ended before, w has a grace period to return.
func (o *operation) boundedContext(w *worker, ctx context.Context, timeout time.Duration) (context.Context, func()) {
	serial := w.serial // only w itself changes it now
	if ctx.Err() != nil {
		cause := context.Cause(ctx)
		t := o.set.clock.AfterFunc(o.set.grace, func() { w.abandon(serial, cause) })
		return ctx, func() { t.Stop() }
	}
	bounded, cancel := withTimeout(ctx, o.set.clock, timeout)
	t := o.set.clock.AfterFunc(timeout+o.set.grace, func() { w.abandon(serial, context.DeadlineExceeded) })
	return bounded, func() { t.Stop(); cancel() }
}

// abandonAfter abandons the steps that are under way when ctx ends and still are when
// the grace period has passed. r.mu is held.
func (o *operation) abandonAfter(ctx context.Context) {
	o.unwatch = context.AfterFunc(ctx, func() {
		under := o.underWay()
		o.set.clock.AfterFunc(o.set.grace, func() {
			for w, serial := range under {
				w.abandon(serial, context.Cause(ctx))
			}
		})
	})
}

// underWay returns the workers that are in a step, with its number.
func (o *operation) underWay() map[*worker]int {
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	under := map[*worker]int{}
	for w := range o.busy {
		if w.inFn {
			under[w] = w.serial
		}
	}
	return under
}

// abandon gives up on w if it is still at the step of that serial number: the step
// is recorded as hung and another worker goes on.
func (w *worker) abandon(serial int, cause error) {
	o := w.op
	now := o.elapsed()
	o.r.mu.Lock()
	if w.abandoned || w.serial != serial || w.outer != nil {
		o.r.mu.Unlock()
		return
	}
	w.abandoned, o.abandoned = true, true
	failed := o.hung(w, cause, now)
	inside.lost.Add(1)
	o.r.mu.Unlock()
	w.leave()
	o.r.tell(failed)
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	o.give(w.st)
	delete(o.busy, w)
	o.spawn()
}

// hung records that the step of w was abandoned. r.mu is held.
func (o *operation) hung(w *worker, cause error, now time.Duration) Failed {
	st, n := w.st, w.st.n
	after := now - w.at
	failed := func(op Op, status StatusKind, pos string) Failed {
		err := stateError(op, n, pos, &HungError{After: after, Err: cause})
		rep := o.report.extend(st, status)
		rep.Began, rep.Duration, rep.remark().err = w.at, after, err
		return Failed{Name: n.name, Op: op, Status: status, Took: after, Err: err}
	}
	var f Failed
	switch st.action {
	case ActionCleanup:
		f = failed(OpCleanup, n.status, st.left.in.def.pos)
		st.left.err, st.left.by = f.Err, w
		return f
	case ActionStop:
		in := n.cell.Swap(nil)
		f = failed(OpStop, StatusStopHung, in.def.pos)
		n.leftovers = append(n.leftovers, &leftover{in: in, gen: n.gen, err: f.Err, since: o.at(now), by: w})
		n.unswap(st)
	default:
		f = failed(OpStart, StatusStartHung, n.pos())
		o.fail(n, true)
	}
	n.status, n.since, n.err = f.Status, o.at(now), f.Err
	return f
}
