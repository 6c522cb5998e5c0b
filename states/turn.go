package states

import (
	"context"
	"fmt"
)

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
	wall := o.began.Round(0) // the other clock may stand still while the machine sleeps
	if r.dawn == nil {
		r.dawn = new(wall)
	}
	o.since = wall.Sub(*r.dawn)
	o.report = &Report{Op: name, Began: o.began}
	o.ctx, o.cancel = o.context(ctx)
	r.current = o
	return o, nil
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
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	for other := range o.busy {
		// A goroutine that a function has begun is known by the context only.
		if (w == nil || w == other || w.outer == other) && other.inFn {
			e.Name, e.Inside = other.st.n.name, Op(other.st.action.String())
		}
	}
	return e
}

// busy tells what a caller waited for in vain.
func (r *Registry) busy(name Op, cause error) error {
	e := &BusyError{Op: name, Err: cause}
	r.mu.Lock()
	defer r.mu.Unlock()
	o := r.current
	if o == nil {
		return e
	}
	e.Behind = o.op
	for w := range o.busy {
		if w.st != nil {
			e.Name, e.For = w.st.n.name, o.elapsed()-w.at
		}
	}
	return e
}
