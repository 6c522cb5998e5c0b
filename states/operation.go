package states

import (
	"context"
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
	since time.Duration // began, as the registry counts time
	done  chan struct{}

	// Guarded by r.mu.
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
	abandoned bool        // a worker was
	unwatch   func() bool // ends the wait for the end of ctx
}

// elapsed returns how long the operation has been under way by its clock.
func (o *operation) elapsed() time.Duration {
	if _, ok := o.set.clock.(systemClock); ok {
		return time.Since(o.began) // reads one clock instead of two
	}
	return o.set.clock.Now().Sub(o.began)
}

// at returns the time when the operation had been under way for d, as the registry counts it.
func (o *operation) at(d time.Duration) time.Duration { return o.since + d }

// context derives the context of the operation's steps from ctx.
func (o *operation) context(ctx context.Context) (context.Context, context.CancelCauseFunc) {
	ctx, cancel := context.WithCancelCause(context.WithValue(ctx, operationKey{}, o))
	if d := o.how.timeout; d > 0 {
		timed, stop := withTimeout(ctx, o.set.clock, d)
		inner := cancel
		ctx, cancel = timed, func(cause error) { inner(cause); stop() }
	}
	return ctx, cancel
}

// end gives the turn back and completes the report.
func (o *operation) end() (*Report, error) {
	if o.unwatch != nil {
		o.unwatch()
	}
	o.cancel(context.Canceled)
	r := o.r
	o.report.Took = o.elapsed()
	r.mu.Lock()
	r.current = nil
	if !o.abandoned { // nobody holds on to the steps
		clear(o.steps)
		r.spare = o.steps[:0]
	}
	if o.report.starts {
		r.lastStart = o.report
	}
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
	s = s.tried(r)
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
	o.r.mu.Lock()
	if o.how.parallel > 1 && !o.r.isLazy() {
		o.flow = newFlow(o)
	}
	for range o.width() {
		o.spawn()
	}
	o.abandonAfter(o.ctx)
	o.r.mu.Unlock()
	<-o.done
	stopWatching()
}

// note adds a remark to the report.
func (o *operation) note(text string) {
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	o.report.Notes = append(o.report.Notes, text)
}

// operationOf returns the operation whose context ctx is or comes from, or nil.
func operationOf(ctx context.Context) *operation {
	o, _ := ctx.Value(operationKey{}).(*operation)
	return o
}

type operationKey struct{}
