package states

import (
	"context"
	"time"
)

// start starts the state of a step.
func (o *operation) start(w *worker, st *step) bool {
	n, r := st.n, o.r
	if why := o.leftOut(st); why != "" {
		o.skip(w, st, why)
		return true
	}
	r.mu.Lock()
	if n.cell.Load() != nil || n.removed { // somebody was quicker: a Get of a lazy registry
		r.mu.Unlock()
		return true
	}
	def, sub := n.def, n.top()
	now := w.now()
	n.status, n.since = StatusStarting, now
	n.tries++
	w.try = n.tries
	r.mu.Unlock()
	if r.observers.any() {
		w.tell(Starting{Name: n.name, Substitute: textOfSub(sub), Why: st.reason()})
	}
	w.enterStep(st, def, sub, nil, now)
	in, err := o.callStart(w, n, def, sub)
	mine := false
	if err = w.panicked(err); err != nil {
		mine = o.startFailed(w, st, err)
	} else {
		mine = o.started(w, st, in)
	}
	if !mine {
		w.lateStart(n, in, err)
	}
	return mine
}

// now returns the time at which a step of w begins: the time at which its step before
// ended, if nobody had a hand in between.
func (w *worker) now() time.Time {
	if o := w.op; w.last.IsZero() || o.flow != nil || o.r.observers.any() {
		return o.now()
	}
	return w.last
}

// top returns the substitute that stands in for n, or nil.
func (n *node) top() *substitute {
	if len(n.subs) == 0 {
		return nil
	}
	return n.subs[len(n.subs)-1]
}

func textOfSub(sub *substitute) string {
	if sub == nil {
		return ""
	}
	return sub.text
}

// callStart runs the function that starts n. What it panicked with is in w.fault.
func (o *operation) callStart(w *worker, n *node, def *definition, sub *substitute) (in *instance, err error) {
	if sub != nil && sub.ready != nil {
		in, err = fitted(def, sub.ready.v)
		return in, named(err, n)
	}
	ctx, cancel := o.stepContext(w, def.timeout)
	defer cancel()
	w.cur.Store(n)
	defer w.cur.Store(nil)
	w.called = true
	defer w.guard()
	start := def.start
	if sub != nil {
		start = func(ctx context.Context) (*instance, error) { return sub.start(ctx, def) }
	}
	if o.set.leaks {
		in, err = traced(ctx, n, start)
	} else {
		in, err = start(ctx)
	}
	err = named(err, n)
	w.called = false
	return in, err
}

// report begins the report of w's step, which ends now.
func (w *worker) report(st *step, status StatusKind) Step {
	w.last = w.op.now()
	return Step{
		Name: st.n.name, Action: st.action, Status: status, Why: st.reason(),
		Began: w.at, Duration: w.last.Sub(w.at),
	}
}

// startFailed records a start that failed. It returns false, and does nothing, if w was
// abandoned meanwhile.
func (o *operation) startFailed(w *worker, st *step, err error) bool {
	n, r := st.n, o.r
	rep := w.report(st, StatusStartFailed)
	rep.Err = stateError(OpStart, n, w.def, err)
	o.mu.Lock()
	if !w.settle() {
		o.mu.Unlock()
		return false
	}
	w.takeUses()
	o.fail(n, true)
	r.mu.Lock()
	n.status, n.since, n.err, n.took = StatusStartFailed, w.last, rep.Err, rep.Duration
	r.mu.Unlock()
	o.report.Steps = append(o.report.Steps, rep)
	w.doing = nil
	o.mu.Unlock()
	if r.observers.any() {
		w.tell(Failed{Name: n.name, Op: OpStart, Status: StatusStartFailed, Took: rep.Duration, Err: rep.Err})
	}
	return true
}

// started records a start that went well. It returns false, and does nothing, if w was
// abandoned meanwhile.
func (o *operation) started(w *worker, st *step, in *instance) bool {
	n, r := st.n, o.r
	rep := w.report(st, StatusRunning)
	if w.sub != nil {
		rep.Note = "substituted by " + w.sub.text
	}
	in.capture(w.def, w.sub)
	o.mu.Lock() // across r.mu, so that steps are reported in the order in which they took effect
	if !w.settle() {
		o.mu.Unlock()
		return false
	}
	r.mu.Lock()
	stale := r.up(n, in, w)
	n.status, n.since, n.err, n.took = StatusRunning, w.last, nil, rep.Duration
	n.cell.Store(in)
	r.mu.Unlock()
	o.report.Steps = append(o.report.Steps, rep)
	w.doing = nil
	o.report.Stale = append(o.report.Stale, stale...)
	o.mu.Unlock()
	if r.observers.any() {
		w.tell(Started{Name: n.name, Took: rep.Duration, Generation: in.gen, Substitute: textOfSub(in.sub)})
		for _, s := range stale {
			w.tell(s)
		}
	}
	return true
}

// up makes in the next instance of n, and returns what is stale for it. op.mu and r.mu
// are held.
func (r *Registry) up(n *node, in *instance, w *worker) []Stale {
	n.gen++
	r.seq++
	n.seq, in.gen = r.seq, n.gen
	in.build(n, w)
	return r.staleUsers(n)
}

// capture keeps with the instance what belongs to it from now on.
func (in *instance) capture(def *definition, sub *substitute) {
	in.def, in.sub, in.stopTimeout = def, sub, def.timeout
	if sub != nil {
		in.stop = sub.stopFunc()
		return
	}
	in.stop, in.check = def.stop, def.check
}

// build notes what in was built on: what its start read, and what n names as its
// needs. r.mu is held.
func (in *instance) build(n *node, w *worker) {
	for _, u := range w.takeUses() {
		in.addUse(u.node, u.gen)
	}
	if in.sub != nil {
		return
	}
	for _, e := range n.deps {
		if e.kind > EdgeStatic {
			continue
		}
		if dep := e.to.cell.Load(); dep != nil {
			in.addUse(e.to, dep.gen)
		}
	}
}

// staleUsers returns the running states that were built on an earlier instance
// of n. r.mu is held.
func (r *Registry) staleUsers(n *node) []Stale {
	var stale []Stale
	for _, user := range n.users {
		in := user.cell.Load()
		if in == nil {
			continue
		}
		for _, u := range in.uses {
			if u.node == n && u.gen != n.gen {
				stale = append(stale, Stale{Name: user.name, On: n.name, Built: u.gen, Now: n.gen})
			}
		}
	}
	return stale
}
