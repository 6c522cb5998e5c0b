package states

// start starts the state of a step. It returns false if w was abandoned meanwhile.
// r.mu is held, but not while the start function runs.
func (o *operation) start(w *worker, st *step) bool {
	n, r := st.n, o.r
	if why := o.leftOut(st); why != "" {
		o.skip(w, st, why)
		return true
	}
	now := w.now()
	if n.cell.Load() != nil || n.removed { // somebody was quicker: a Get of a lazy registry
		return true
	}
	sub := n.top()
	if sub == nil || sub.ready == nil {
		w.ready(nil)
	}
	def := n.inForce()
	n.status, n.since = StatusStarting, o.at(now)
	n.tries++
	w.try = n.tries
	if r.observers.any() {
		w.tell(Starting{Name: n.name, Substitute: textOfSub(sub), Why: st.why.String()})
	}
	w.begin(st, now)
	r.mu.Unlock()
	in, err := o.callStart(w, n, def)
	err = w.panicked(err)
	w.last = o.elapsed()
	r.mu.Lock()
	switch {
	case err != nil && o.startFailed(w, st, err):
		return true
	case err == nil && o.started(w, st, in):
		return true
	}
	r.mu.Unlock()
	w.lateStart(n, in, err)
	r.mu.Lock()
	return false
}

// inForce returns the definition that the next start of n goes by. r.mu is held.
func (n *node) inForce() *definition {
	if sub := n.top(); sub != nil {
		return n.def.with(sub)
	}
	if !n.def.used { // not writing it is quicker
		n.def.used = true
	}
	return n.def
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
func (o *operation) callStart(w *worker, n *node, def *definition) (in *instance, err error) {
	ctx, cancel := o.stepContext(w, def.timeout)
	defer cancel()
	w.readsFor(n)
	w.called = true
	defer w.guard()
	if o.set.leaks {
		in, w.traces, err = traced(ctx, n, def.start)
	} else {
		in, err = def.start(ctx)
	}
	w.called = false
	if err != nil {
		return nil, named(err, n)
	}
	in.def = def
	return in, nil
}

// report adds w's step, which ended at w.last, to the report. r.mu is held.
func (w *worker) report(st *step, status StatusKind) *Step {
	w.noted = true
	rep := w.op.report.extend(st, status)
	rep.Began, rep.Duration = w.at, w.last-w.at
	return rep
}

// startFailed records a start that failed. It returns false, and does nothing, if w was
// abandoned meanwhile. r.mu is held.
func (o *operation) startFailed(w *worker, st *step, err error) bool {
	n, r := st.n, o.r
	if !w.settle() {
		return false
	}
	err = stateError(OpStart, n, n.pos(), err)
	w.uses = w.uses[:0]
	o.fail(n, true)
	rep := w.report(st, StatusStartFailed)
	rep.remark().err = err
	n.become(rep.Status, o.at(w.last), err)
	n.took = rep.Duration
	if r.observers.any() {
		w.tell(Failed{Name: n.name, Op: OpStart, Status: StatusStartFailed, Took: rep.Duration, Err: err})
	}
	return true
}

// started records a start that went well. It returns false, and does nothing, if w was
// abandoned meanwhile. r.mu is held.
func (o *operation) started(w *worker, st *step, in *instance) bool {
	n, r := st.n, o.r
	if !w.settle() {
		return false
	}
	stale := r.up(n, in, w)
	rep := w.report(st, StatusRunning)
	if in.def.sub != nil {
		rep.remark().note = "substituted by " + in.def.sub.text
	}
	n.become(rep.Status, o.at(w.last), nil)
	n.took = rep.Duration
	if n.traces != w.traces {
		n.traces = w.traces
	}
	n.cell.Store(in)
	if stale != nil {
		o.report.Stale = append(o.report.Stale, stale...)
	}
	if r.observers.any() {
		w.tell(Started{Name: n.name, Took: rep.Duration, Generation: int(n.gen), Substitute: textOfSub(in.def.sub)})
		for _, s := range stale {
			w.tell(s)
		}
	}
	return true
}

// up counts the start of n that w has made, notes what the new instance was built on, and
// returns what is stale for it. r.mu is held.
func (r *Registry) up(n *node, in *instance, w *worker) []Stale {
	n.gen++
	r.seq++
	n.seq = r.seq
	if in.def.sub == nil { // a substitute needs nothing but what it reads
		for _, e := range n.deps {
			if e.kind <= EdgeStatic && e.to.cell.Load() != nil {
				w.addUse(e.to)
			}
		}
	}
	if len(w.uses) > 0 || len(n.builtOn) > 0 {
		n.builtOn = append(n.builtOn[:0], w.uses...)
		w.uses = w.uses[:0]
	}
	return n.staleUsers()
}

// staleUsers returns the running states that were built on an earlier instance
// of n. The lock of n's registry is held.
func (n *node) staleUsers() []Stale {
	var stale []Stale
	for _, user := range n.users {
		if user.cell.Load() == nil {
			continue
		}
		for _, u := range user.builtOn {
			if u.node == n && u.gen != n.gen {
				stale = append(stale, Stale{Name: user.name, On: n.name, Built: int(u.gen), Now: int(n.gen)})
			}
		}
	}
	return stale
}
