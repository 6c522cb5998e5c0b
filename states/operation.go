package states

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// An operation is one call of Start, Stop or the like on its way. Its steps run on
// a goroutine of the operation's own, the worker, so that a step which hangs can be
// abandoned: then another worker goes on with the next step, and the abandoned one
// cleans up after itself if its function ever returns.
type operation struct {
	r     *Registry
	op    Op
	how   how
	set   settings
	began time.Time
	done  chan struct{}

	mu        sync.Mutex // guards what follows; may be held when r.mu is taken, never the other way round
	base      context.Context
	ctx       context.Context
	cancel    context.CancelCauseFunc
	steps     []step
	next      int
	busy      map[*worker]bool // between steps or in one
	flow      *flow            // the order of a parallel operation, nil for a serial one
	report    *Report
	broken    *node          // the first state that did not start
	failed    map[*node]bool // all of them, and those left out because of them
	undoing   bool
	abandoned bool // a worker was
}

// A worker runs steps of an operation on a goroutine of its own.
type worker struct {
	op     *operation
	outer  *worker // the one in the middle of whose start this one is at work
	goid   int64
	armed  bool
	cur    atomic.Pointer[node] // the state whose start function runs
	called bool                 // a function of a state has been called and has not returned
	gone   bool                 // it has ended the goroutine instead
	fault  error                // it has panicked instead

	try  int       // which attempt to start its state this is
	last time.Time // when its last step ended

	// Guarded by op.mu.
	uses      []use // what that function has read
	st        *step // the step under way, nil for none
	ctx       context.Context
	in        *instance
	def       *definition
	sub       *substitute
	at        time.Time
	serial    int  // counts the worker's steps
	inFn      bool // a function of a state runs
	abandoned bool
}

// begin waits for r's turn and returns the operation that has it.
func (r *Registry) begin(ctx context.Context, name Op, h how) (*operation, error) {
	if err := r.reentrant(ctx, name); err != nil {
		return nil, err
	}
	select {
	case r.turn <- struct{}{}:
	default:
		select {
		case r.turn <- struct{}{}:
		case <-ctx.Done():
			return nil, r.busy(name, context.Cause(ctx))
		}
	}
	if ctx.Err() != nil {
		<-r.turn
		return nil, fmt.Errorf("%s: nothing was done: %w", name, context.Cause(ctx))
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	o := &operation{r: r, op: name, how: h, set: r.settings, base: ctx, done: make(chan struct{})}
	o.began = o.set.clock.Now()
	o.report = &Report{Op: name, Began: o.began}
	o.ctx, o.cancel = o.context(ctx)
	r.current = o
	return o, nil
}

// now returns the time by the operation's clock.
func (o *operation) now() time.Time {
	if _, ok := o.set.clock.(systemClock); ok {
		return o.began.Add(time.Since(o.began)) // reads one clock instead of two
	}
	return o.set.clock.Now()
}

// context derives the context of the operation's steps from ctx.
func (o *operation) context(ctx context.Context) (context.Context, context.CancelCauseFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	if d := o.how.timeout; d > 0 {
		timed, stop := withTimeout(ctx, o.set.clock, d)
		inner := cancel
		ctx, cancel = timed, func(cause error) { inner(cause); stop() }
	}
	return context.WithValue(ctx, operationKey{}, o), cancel
}

// reentrant refuses an operation that is asked for inside another one of r.
func (r *Registry) reentrant(ctx context.Context, name Op) error {
	if o := operationOf(ctx); o != nil && o.r == r {
		select {
		case <-o.done: // the context outlived its operation
		default:
			return o.refuse(name, caller())
		}
	}
	if w := caller(); w != nil && w.op.r == r {
		return w.op.refuse(name, w)
	}
	return nil
}

func (o *operation) refuse(name Op, w *worker) error {
	e := &ReentrantError{Op: name, Inside: o.op}
	if w != nil && w.op == o {
		o.mu.Lock()
		defer o.mu.Unlock()
		if w.st != nil && w.inFn {
			e.Name, e.Inside = w.st.n.name, Op(w.st.action)
		}
	}
	return e
}

// busy tells what a caller waited for in vain.
func (r *Registry) busy(name Op, cause error) error {
	e := &BusyError{Op: name, Err: cause}
	r.mu.Lock()
	o := r.current
	r.mu.Unlock()
	if o == nil {
		return e
	}
	e.Behind = o.op
	o.mu.Lock()
	defer o.mu.Unlock()
	for w := range o.busy {
		if w.st != nil {
			e.Name, e.For = w.st.n.name, o.now().Sub(w.at)
		}
	}
	return e
}

// end gives the turn back and completes the report.
func (o *operation) end() (*Report, error) {
	o.cancel(context.Canceled)
	r := o.r
	o.report.Took = o.now().Sub(o.began)
	r.mu.Lock()
	r.current = nil
	if !o.abandoned { // nobody holds on to the steps
		clear(o.steps)
		r.spare = o.steps[:0]
	}
	r.noteTimings(o.report)
	r.mu.Unlock()
	<-r.turn
	return o.report, o.report.Err()
}

// run runs the selection's operation from waiting to report.
func (s Selection) run(ctx context.Context, name Op) (*Report, error) {
	r := s.registry()
	o, err := r.begin(ctx, name, s.how)
	if err != nil {
		return &Report{Op: name, refused: err}, err
	}
	r.mu.Lock()
	p, err := r.plan(name, s)
	r.mu.Unlock()
	if err != nil {
		o.report.refused = err
		close(o.done)
		return o.end()
	}
	if s.how.withArgs && name != OpStop {
		r.setArgs(s.args)
		if len(p.unchanged) > 0 {
			o.note("the arguments are new, but these run already and were not restarted: " + nameList(p.unchanged))
		}
	}
	o.execute(p)
	return o.end()
}

func (s Selection) registry() *Registry {
	if s.reg == nil {
		return Default
	}
	return s.reg
}

// execute runs the steps of p and returns when the last is done or abandoned.
func (o *operation) execute(p *plan) {
	o.steps = p.steps
	o.report.Steps = make([]Step, 0, len(p.steps))
	if len(p.unchanged) > 0 {
		o.report.Unchanged = make([]string, len(p.unchanged))
		for i, n := range p.unchanged {
			o.report.Unchanged[i] = n.name
		}
	}
	if len(p.steps) == 0 {
		close(o.done)
		return
	}
	o.busy = map[*worker]bool{}
	stopWatching := o.watch()
	o.mu.Lock()
	if o.how.parallel > 1 && !o.r.isLazy() {
		o.flow = newFlow(o)
	}
	for range o.width() {
		o.spawn()
	}
	o.abandonAfter(o.ctx)
	o.mu.Unlock()
	<-o.done
	stopWatching()
}

// spawn begins a worker. o.mu is held.
func (o *operation) spawn() {
	w := &worker{op: o}
	o.busy[w] = true
	go o.work(w)
}

// work takes one step after another.
func (o *operation) work(w *worker) {
	defer func() {
		if w.gone {
			o.exited(w)
		}
	}()
	if o.r.observers.any() {
		w.enter()
	}
	for {
		st := o.take(w)
		if st == nil {
			w.leave()
			o.retire(w)
			return
		}
		if !o.perform(w, st) {
			return // abandoned; another worker goes on
		}
		o.give(st)
	}
}

// take returns the next step, nil if there are no more.
func (o *operation) take(w *worker) *step {
	if o.flow == nil && o.next < len(o.steps) { // without a lock, as in leftOut
		o.next++
		return &o.steps[o.next-1]
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for {
		if o.flow != nil {
			if st := o.flow.take(); st != nil {
				return st
			}
		} else if o.next < len(o.steps) {
			o.next++
			return &o.steps[o.next-1]
		}
		if !o.undo() {
			return nil
		}
	}
}

// give says that a step is over.
func (o *operation) give(st *step) {
	if o.flow != nil {
		o.mu.Lock()
		o.flow.give(st)
		o.mu.Unlock()
	}
}

// retire lets w go; the last one to go ends the operation.
func (o *operation) retire(w *worker) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.busy, w)
	if len(o.busy) == 0 {
		close(o.done)
	}
}

// note adds a remark to the report.
func (o *operation) note(text string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.report.Notes = append(o.report.Notes, text)
}

// add adds a step to the report.
func (o *operation) add(s Step) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.report.Steps = append(o.report.Steps, s)
}

// operationOf returns the operation whose context ctx is or comes from, or nil.
func operationOf(ctx context.Context) *operation {
	o, _ := ctx.Value(operationKey{}).(*operation)
	return o
}

type operationKey struct{}
