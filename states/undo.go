package states

import "context"

// undo appends to a start that failed the steps of its rollback, if one was asked
// for, and reports whether there is anything to do. r.mu is held.
//
// What this operation started is stopped, in reverse; substitutes that it put in place
// for states that do not run are taken away. It happens even when the operation's
// context has ended.
func (o *operation) undo() bool {
	incomplete := o.broken != nil || o.report.ended != nil
	if o.undoing || !o.how.rollback || !incomplete {
		return false
	}
	o.undoing, o.flow = true, nil
	r := o.r
	var nodes []*node
	var steps []step
	why := &reason{text: "rolled back"}
	for i := range o.report.Steps {
		s := &o.report.Steps[i]
		n := r.byName[s.Name]
		switch {
		case n == nil:
		case s.Action == ActionStart && s.Status == StatusRunning && n.cell.Load() != nil:
			nodes = append(nodes, n)
		case s.Action == ActionSwap && n.cell.Load() == nil && len(n.subs) > 0:
			steps = append(steps, step{n: n, action: ActionUnswap, why: why})
		}
	}
	var stops []step
	for _, n := range r.stopOrder(nodes) {
		stops = append(stops, step{n: n, action: ActionStop, why: why})
	}
	o.steps, o.next = append(stops, steps...), 0
	if len(o.steps) == 0 {
		return false
	}
	o.unwatch()
	o.cancel(context.Canceled)
	o.how.timeout = 0
	o.ctx, o.cancel = o.context(context.WithoutCancel(o.base))
	o.abandonAfter(o.ctx)
	return true
}
