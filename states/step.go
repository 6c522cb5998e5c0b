package states

import (
	"context"
	"errors"
	"time"
)

// perform does one step. It returns false if w was abandoned meanwhile.
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

// leftOut returns why a step is not to be attempted, "" if it is.
func (o *operation) leftOut(st *step) string {
	if o.flow == nil && o.broken == nil && o.ctx.Err() == nil {
		return "" // without a lock: in a serial operation one worker at a time changes these
	}
	o.mu.Lock()
	defer o.mu.Unlock()
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

// lost returns what of n's needs this operation could not start. o.mu is held.
func (o *operation) lost(n *node) string {
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	for _, e := range n.deps {
		if e.kind != EdgeOptional && o.failed[e.to] {
			return "it needs " + e.to.name
		}
	}
	return ""
}

// skip reports a step that was left out.
func (o *operation) skip(w *worker, st *step, why string) {
	if st.action == ActionStart {
		o.fail(st.n, false)
	}
	o.add(Step{Name: st.n.name, Action: st.action, Status: StatusNotAttempted, Why: st.reason(), Note: why})
	if o.r.observers.any() {
		o.tell(Skipped{Name: st.n.name, Op: Op(st.action), Why: why})
	}
}

// fail notes that n is not going to run.
func (o *operation) fail(n *node, first bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.failed == nil {
		o.failed = map[*node]bool{}
	}
	o.failed[n] = true
	if first && o.broken == nil {
		o.broken = n
	}
}

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
	r.mu.Unlock()
	if r.observers.any() {
		o.tell(Starting{Name: n.name, Substitute: textOfSub(sub), Why: st.reason()})
	}
	w.enterStep(st, def, sub, nil, now)
	in, err := o.callStart(w, n, def, sub)
	if !w.settle(&err) {
		w.lateStart(n, in, err)
		return false
	}
	o.started(w, st, in, err)
	return true
}

// now returns the time at which a step of w begins: the time at which its step before
// ended, if nobody had a hand in between.
func (w *worker) now() time.Time {
	if o := w.op; w.last.IsZero() || o.flow != nil || o.r.observers.any() {
		return o.set.clock.Now()
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

// enterStep makes the step known to those who may have to abandon it, and its goroutine
// to those who ask who is reading.
func (w *worker) enterStep(st *step, def *definition, sub *substitute, in *instance, now time.Time) {
	o := w.op
	switch {
	case in == nil && (sub == nil || sub.ready == nil):
		w.enter()
		w.arm()
	case in != nil && in.stop != nil:
		w.enter()
		if o.r.home != nil {
			w.arm() // so that handles read the fork
		}
	}
	o.mu.Lock()
	w.st, w.def, w.sub, w.in, w.at = st, def, sub, in, now
	w.ctx, w.inFn = o.ctx, true
	w.serial++
	o.mu.Unlock()
}

// settle ends the step, makes the error of a panic the step's, and reports whether
// the step is still w's.
func (w *worker) settle(err *error) bool {
	if w.fault != nil {
		*err, w.fault = w.fault, nil
	}
	w.op.mu.Lock()
	defer w.op.mu.Unlock()
	for at := w; at != nil; at = at.outer {
		if at.abandoned {
			return false
		}
	}
	w.serial++
	w.inFn = false
	return true
}

// callStart runs the function that starts n. What it panicked with is in w.fault.
func (o *operation) callStart(w *worker, n *node, def *definition, sub *substitute) (in *instance, err error) {
	if sub != nil && sub.ready != nil {
		in, err = def.wrap(sub.ready.v)
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

// callStop runs a function on in. What it panicked with is in w.fault.
func (o *operation) callStop(w *worker, f func(context.Context, *instance) error, in *instance) error {
	ctx, cancel := o.stepContext(w, in.stopTimeout)
	defer cancel()
	w.called = true
	defer w.guard()
	err := f(ctx, in)
	w.called = false
	return err
}

// guard, deferred, turns a panic of a state's function into an error, and notices
// when the function ends the goroutine.
func (w *worker) guard() {
	if !w.called {
		return
	}
	w.called = false
	if v := recover(); v != nil {
		w.fault = panicked(v)
		return
	}
	w.gone = true
	if w.outer != nil { // the one that is to go on is the outermost
		w.op.started(w, w.st, nil, ErrExited)
	}
}

// started records how a start went.
func (o *operation) started(w *worker, st *step, in *instance, err error) {
	n, r := st.n, o.r
	now := o.set.clock.Now()
	w.last = now
	rep := Step{Name: n.name, Action: ActionStart, Began: w.at, Duration: now.Sub(w.at), Why: st.reason()}
	if err != nil {
		err = stateError(OpStart, n, w.def, err)
		rep.Status, rep.Err = StatusStartFailed, err
		r.mu.Lock()
		n.status, n.since, n.err, n.took = StatusStartFailed, now, err, rep.Duration
		r.mu.Unlock()
		w.takeUses()
		o.fail(n, true)
		o.add(rep)
		if r.observers.any() {
			o.tell(Failed{Name: n.name, Op: OpStart, Status: StatusStartFailed, Took: rep.Duration, Err: err})
		}
		return
	}
	in.capture(w.def, w.sub)
	rep.Status = StatusRunning
	if w.sub != nil {
		rep.Note = "substituted by " + w.sub.text
	}
	o.mu.Lock() // so that steps are reported in the order in which they took effect
	r.mu.Lock()
	n.gen++
	r.seq++
	n.seq = r.seq
	in.gen = n.gen
	in.build(n, w)
	stale := r.staleUsers(n)
	n.status, n.since, n.err, n.took = StatusRunning, now, nil, rep.Duration
	n.cell.Store(in)
	r.mu.Unlock()
	o.report.Steps = append(o.report.Steps, rep)
	o.report.Stale = append(o.report.Stale, stale...)
	o.mu.Unlock()
	if !r.observers.any() {
		return
	}
	o.tell(Started{Name: n.name, Took: rep.Duration, Generation: in.gen, Substitute: textOfSub(in.sub)})
	for _, s := range stale {
		o.tell(s)
	}
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

// stop stops the state of a step.
func (o *operation) stop(w *worker, st *step) bool {
	n, r := st.n, o.r
	if why := o.leftOut(st); why != "" {
		o.skip(w, st, why)
		return true
	}
	r.mu.Lock()
	in := n.cell.Load()
	if in == nil {
		r.mu.Unlock()
		return true
	}
	now := w.now()
	n.status, n.since = StatusStopping, now
	r.mu.Unlock()
	if r.observers.any() {
		o.tell(Stopping{Name: n.name, Why: st.reason()})
	}
	w.enterStep(st, nil, nil, in, now)
	var err error
	if in.stop != nil {
		err = o.callStop(w, in.stop, in)
	}
	if !w.settle(&err) {
		w.lateStop(n, in, err)
		return false
	}
	o.stopped(w, st, in, err)
	return true
}

// stopped records how a stop went. However it went, the value is gone from Get.
func (o *operation) stopped(w *worker, st *step, in *instance, err error) {
	n, r := st.n, o.r
	now := o.set.clock.Now()
	w.last = now
	rep := Step{Name: n.name, Action: ActionStop, Status: StatusStopped, Began: w.at, Duration: now.Sub(w.at), Why: st.reason()}
	if err != nil {
		err = stateError(OpStop, n, in.def, err)
		rep.Status, rep.Err = StatusStopFailed, err
	}
	leaks := in.traces.leaks()
	o.mu.Lock()
	r.mu.Lock()
	n.cell.Store(nil)
	n.status, n.since, n.err = rep.Status, now, err
	if err != nil {
		n.leftovers = append(n.leftovers, &leftover{in: in, err: err, since: now})
	}
	gone := n.unswap(st)
	r.mu.Unlock()
	rep.Leaks = leaks
	if gone != nil {
		rep.Note = "substitute " + gone.text + " taken away"
	}
	o.report.Steps = append(o.report.Steps, rep)
	o.mu.Unlock()
	if !r.observers.any() {
		return
	}
	if err != nil {
		o.tell(Failed{Name: n.name, Op: OpStop, Status: rep.Status, Took: rep.Duration, Err: err})
	} else {
		o.tell(Stopped{Name: n.name, Took: rep.Duration, Leaks: leaks})
	}
	if gone != nil {
		o.tell(Unswapped{Name: n.name, Substitute: gone.text})
	}
}

// unswap takes all substitutes away, if st is a stop that does, and returns the one
// that stood in. r.mu is held.
func (n *node) unswap(st *step) *substitute {
	if st.keep {
		return nil
	}
	gone := n.top()
	n.subs = nil
	return gone
}

// change does a step that runs nobody's function.
func (o *operation) change(w *worker, st *step) {
	n, r := st.n, o.r
	rep := Step{Name: n.name, Action: st.action, Began: o.set.clock.Now(), Why: st.reason()}
	var e Event
	r.mu.Lock()
	switch st.action {
	case ActionSwap:
		n.subs = append(n.subs, st.sub)
		rep.Note = "substitute: " + st.sub.text
		e = Swapped{Name: n.name, Substitute: st.sub.text}
	case ActionUnswap:
		gone := n.top()
		if n.subs = n.subs[:len(n.subs)-1]; o.op != OpUnswap {
			n.subs = nil
		}
		rep.Note = "substitute " + gone.text + " taken away"
		e = Unswapped{Name: n.name, Substitute: gone.text}
	case ActionDefine:
		e = Defined{Name: n.name, Pos: n.def.pos}
	case ActionRedefine:
		e = Redefined{Name: n.name, Pos: n.def.pos}
	case ActionDelete:
		r.forget(n)
		e = Deleted{Name: n.name}
	}
	rep.Status = n.status
	r.mu.Unlock()
	o.add(rep)
	if e != nil && r.observers.any() {
		o.tell(e)
	}
}

// stateError wraps what a function of n returned or panicked with.
func stateError(op Op, n *node, def *definition, err error) *StateError {
	e := &StateError{Op: op, Name: n.name, Err: err}
	if def != nil {
		e.Pos = def.pos
	}
	var p *PanicError
	if errors.As(err, &p) && p.Pos != "" {
		e.Pos = p.Pos
	}
	return e
}

// tell tells observers of e, and notes in the report if one panics.
func (o *operation) tell(e Event) {
	for _, v := range o.r.observers.emit(e) {
		o.note("an observer panicked: " + panicText(v))
	}
}
