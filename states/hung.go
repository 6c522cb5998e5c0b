package states

import (
	"context"
	"errors"
	"slices"
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
	o.r.mu.Lock()
	if w.abandoned || w.serial != serial || w.outer != nil {
		o.r.mu.Unlock()
		return
	}
	w.abandoned, o.abandoned = true, true
	failed := o.hung(w, cause)
	inside.lost.Add(1)
	o.r.mu.Unlock()
	w.leave()
	o.r.tell(failed)
	o.give(w.st)
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	delete(o.busy, w)
	o.spawn()
}

// hung records that the step of w was abandoned. r.mu is held.
func (o *operation) hung(w *worker, cause error) Failed {
	st, n := w.st, w.st.n
	now := o.elapsed()
	after := now - w.at
	failed := func(op Op, status StatusKind, def *definition) Failed {
		err := stateError(op, n, def, &HungError{After: after, Err: cause})
		rep := o.report.extend(st, status)
		rep.Began, rep.Duration, rep.remark().err = w.at, after, err
		return Failed{Name: n.name, Op: op, Status: status, Took: after, Err: err}
	}
	var f Failed
	switch st.action {
	case ActionCleanup:
		f = failed(OpCleanup, n.status, w.in.def)
		st.left.err, st.left.by = f.Err, w
		return f
	case ActionStop:
		f = failed(OpStop, StatusStopHung, w.in.def)
		n.cell.Store(nil)
		n.leftovers = append(n.leftovers, &leftover{in: w.in, err: f.Err, since: o.at(now), by: w})
		n.unswap(st)
	default:
		f = failed(OpStart, StatusStartHung, w.def)
		o.fail(n, true)
	}
	n.status, n.since, n.err, n.hung = f.Status, o.at(now), f.Err, w
	return f
}

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

// watch tells observers now and then of steps that take long, until the function it
// returns is called.
func (o *operation) watch() (stop func()) {
	if o.set.still <= 0 || !o.r.observers.any() {
		return noCancel
	}
	var arm func()
	var timer Timer
	stopped := false
	arm = func() {
		o.r.mu.Lock()
		defer o.r.mu.Unlock()
		if stopped {
			return
		}
		timer = o.set.clock.AfterFunc(o.set.still, func() {
			for _, e := range o.taking() {
				o.r.tell(e)
			}
			arm()
		})
	}
	arm()
	return func() {
		o.r.mu.Lock()
		defer o.r.mu.Unlock()
		stopped = true
		timer.Stop()
	}
}

// taking returns an event for every step that takes long.
func (o *operation) taking() []Event {
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	now := o.elapsed()
	var events []Event
	for w := range o.busy {
		d := now - w.at
		switch {
		case !w.inFn || d < o.set.still:
		case w.st.action == ActionStart:
			events = append(events, StillStarting{Name: w.st.n.name, Elapsed: d})
		default:
			events = append(events, StillStopping{Name: w.st.n.name, Elapsed: d})
		}
	}
	return events
}

// tell tells observers of e from a goroutine that is no operation's worker.
func (r *Registry) tell(e Event) {
	if !r.observers.any() {
		return
	}
	w := &worker{op: &operation{r: r, op: "an event"}}
	inside.strangers.Add(1)
	defer inside.strangers.Add(-1)
	w.enter()
	defer w.leave()
	r.observers.emit(e)
}

// withTimeout is context.WithTimeout by c.
func withTimeout(ctx context.Context, c Clock, d time.Duration) (context.Context, func()) {
	if _, ok := c.(systemClock); ok {
		return context.WithTimeout(ctx, d)
	}
	inner, cancel := context.WithCancelCause(ctx)
	t := c.AfterFunc(d, func() { cancel(context.DeadlineExceeded) })
	return &clockContext{inner, c.Now().Add(d)}, func() { t.Stop(); cancel(context.Canceled) }
}

// A clockContext ends at a time of a Clock.
type clockContext struct {
	context.Context
	at time.Time
}

func (c *clockContext) Deadline() (time.Time, bool) { return c.at, true }

func (c *clockContext) Err() error {
	err := c.Context.Err()
	if err != nil && errors.Is(context.Cause(c.Context), context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	return err
}
