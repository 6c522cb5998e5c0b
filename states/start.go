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
	sub := n.top() // this operation alone changes substitutes, and not while it is at n
	if sub == nil || sub.ready == nil {
		w.ready(nil)
	}
	r.mu.Lock()
	if n.cell.Load() != nil || n.removed { // somebody was quicker: a Get of a lazy registry
		r.mu.Unlock()
		return true
	}
	def := n.def
	if !def.used {
		def.used = true
	}
	now := w.now()
	n.status, n.since = StatusStarting, now
	n.tries++
	w.try = n.tries
	if r.observers.any() {
		r.mu.Unlock()
		w.tell(Starting{Name: n.name, Substitute: textOfSub(sub), Why: st.reason()})
		r.mu.Lock()
	}
	w.begin(st, def, sub, nil, now)
	r.mu.Unlock()
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

// report adds w's step, which ended at w.last, to the report. r.mu is held. What is
// empty is there already, and not writing it is quicker.
func (w *worker) report(st *step, status StatusKind) *Step {
	w.doing = nil
	rep := w.op.report.extend()
	rep.Name, rep.Action, rep.Status = st.n.name, st.action, status
	rep.Began, rep.Duration = w.at, w.last.Sub(w.at)
	if why := st.reason(); why != "" {
		rep.Why = why
	}
	return rep
}

// startFailed records a start that failed. It returns false, and does nothing, if w was
// abandoned meanwhile.
func (o *operation) startFailed(w *worker, st *step, err error) bool {
	n, r := st.n, o.r
	w.last = o.now()
	err = stateError(OpStart, n, w.def, err)
	r.mu.Lock()
	if !w.settle() {
		r.mu.Unlock()
		return false
	}
	w.takeUses()
	o.fail(n, true)
	rep := w.report(st, StatusStartFailed)
	rep.Err = err
	n.status, n.since, n.err, n.took = rep.Status, w.last, err, rep.Duration
	r.mu.Unlock()
	if r.observers.any() {
		w.tell(Failed{Name: n.name, Op: OpStart, Status: StatusStartFailed, Took: rep.Duration, Err: rep.Err})
	}
	return true
}

// started records a start that went well. It returns false, and does nothing, if w was
// abandoned meanwhile.
func (o *operation) started(w *worker, st *step, in *instance) bool {
	n, r := st.n, o.r
	w.last = o.now()
	in.def, in.sub = w.def, w.sub
	r.mu.Lock()
	if !w.settle() {
		r.mu.Unlock()
		return false
	}
	stale := r.up(n, in, w)
	rep := w.report(st, StatusRunning)
	if w.sub != nil {
		rep.Note = "substituted by " + w.sub.text
	}
	n.status, n.since, n.err, n.took = rep.Status, w.last, nil, rep.Duration
	n.cell.Store(in)
	if stale != nil {
		o.report.Stale = append(o.report.Stale, stale...)
	}
	r.mu.Unlock()
	if r.observers.any() {
		w.tell(Started{Name: n.name, Took: rep.Duration, Generation: in.gen, Substitute: textOfSub(in.sub)})
		for _, s := range stale {
			w.tell(s)
		}
	}
	return true
}

// up makes in the next instance of n, and returns what is stale for it. r.mu is held.
func (r *Registry) up(n *node, in *instance, w *worker) []Stale {
	n.gen++
	r.seq++
	n.seq, in.gen = r.seq, n.gen
	in.build(n, w)
	return r.staleUsers(n)
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
