package states

import (
	"context"
	"time"
)

// Check calls the OnCheck functions of the given running states, or of all without
// refs, in start order, and reports what they say: a step each, with an error for
// those that are not well. States that do not run, or have no check, are
// unchanged in the report.
//
// It is no operation: it does not wait for one, and changes nothing. Each check has
// the time that its state's Timeout gives it; with ctx it ends at once, and a check
// that still does not return is left to itself and reported as hung.
func (r *Registry) Check(ctx context.Context, refs ...Ref) (*Report, error) {
	rep := &Report{Op: OpCheck}
	r.mu.Lock()
	set := r.settings
	rep.Began = set.clock.Now()
	r.link()
	nodes, err := r.selected(r.some(refs))
	r.mu.Unlock()
	if err != nil {
		rep.refused = err
		return rep, err
	}
	ctx = WithRegistry(ctx, r)
	for _, n := range nodes {
		in := n.cell.Load()
		if in == nil || in.def.check == nil {
			rep.Unchanged = append(rep.Unchanged, n.name)
			continue
		}
		rep.Steps = append(rep.Steps, r.checkOne(ctx, set, rep.Began, n, in))
	}
	rep.Took = set.clock.Now().Sub(rep.Began)
	return rep, rep.Err()
}

// checkOne checks one instance.
func (r *Registry) checkOne(ctx context.Context, set settings, began time.Time, n *node, in *instance) Step {
	s := Step{Name: n.name, Action: ActionCheck, Began: set.clock.Now().Sub(began)}
	if in.def.timeout > 0 {
		var cancel func()
		ctx, cancel = withTimeout(ctx, set.clock, in.def.timeout)
		defer cancel()
	}
	said := make(chan error, 1)
	go func() { said <- in.callCheck(ctx) }()
	var err error
	select {
	case err = <-said:
	case <-ctx.Done():
		err = graceful(ctx, set, began.Add(s.Began), said)
	}
	s.Duration = set.clock.Now().Sub(began) - s.Began
	r.mu.Lock()
	s.Status = n.status
	r.mu.Unlock()
	switch {
	case err == nil:
	case n.cell.Load() != in:
		s.remark().note = "it was stopped or replaced while it was checked"
	default:
		s.remark().err = stateError(OpCheck, n, in.def.pos, err)
	}
	return s
}

// graceful waits a little longer for a check whose time is up.
func graceful(ctx context.Context, set settings, began time.Time, said <-chan error) error {
	late := make(chan struct{})
	t := set.clock.AfterFunc(set.grace, func() { close(late) })
	defer t.Stop()
	select {
	case err := <-said:
		return err
	case <-late:
		return &HungError{After: set.clock.Now().Sub(began), Err: context.Cause(ctx)}
	}
}

// callCheck calls the check; a panic or the end of the goroutine is an error.
func (in *instance) callCheck(ctx context.Context) (err error) {
	returned := false
	defer func() {
		if returned {
			return
		}
		if v := recover(); v != nil {
			err = Recovered(v)
		}
	}()
	err = in.def.check(ctx, in)
	returned = true
	return err
}
