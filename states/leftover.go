package states

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// A Leftover is an instance whose stop did not succeed. Its state has gone on without
// it; it is kept so that it can be cleaned up.
type Leftover struct {
	Name       string
	Value      any
	Generation int // which start made it; 0 if that start was abandoned
	Err        error
	Since      time.Time
	Hung       bool // its stop is still running
}

// String tells in a line what is left, since when and why.
func (l Leftover) String() string {
	what := fmt.Sprintf("%s #%d", l.Name, l.Generation)
	if l.Generation == 0 {
		what = l.Name
	}
	if l.Hung {
		what += ", whose stop still runs"
	}
	return fmt.Sprintf("%s, left %s: %v", what, l.Since.Format(time.TimeOnly), l.Err)
}

// Leftovers returns what stops have left behind, in start order of the states,
// oldest first.
func (r *Registry) Leftovers() []Leftover {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.link()
	var all []Leftover
	add := func(n *node) {
		for _, l := range n.leftovers {
			all = append(all, Leftover{n.name, l.in.held.value(), int(l.gen), l.err, r.time(l.since), l.by != nil})
		}
	}
	for _, n := range r.sorted {
		add(n)
	}
	for _, n := range r.graves() {
		add(n)
	}
	return all
}

// graves returns the forgotten states that are still forgotten. r.mu is held.
func (r *Registry) graves() []*node {
	var nodes []*node
	for _, name := range sortedKeys(r.buried) {
		if n := r.buried[name]; n.removed {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// Cleanup runs the stops of leftovers again, of the given states or of all without
// refs, newest first. Those that succeed are forgotten; the others are kept. A stop
// that still runs is left alone.
func (r *Registry) Cleanup(ctx context.Context, refs ...Ref) (*Report, error) {
	return r.some(refs).Cleanup(ctx)
}

// Discard forgets the leftovers of the given states, or all without refs, without
// stopping them, and returns how many they were.
func (r *Registry) Discard(refs ...Ref) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.link()
	nodes, err := r.selected(r.some(refs))
	if err != nil {
		return 0, err
	}
	if refs == nil {
		nodes = append(slices.Clip(nodes), r.graves()...)
	}
	count := 0
	for _, n := range nodes {
		count += len(n.leftovers)
		n.leftovers = nil
	}
	return count, nil
}

// planCleanup plans to stop again what stops have left behind. r.mu is held.
func (r *Registry) planCleanup(nodes []*node, all bool) *plan {
	p := &plan{}
	if all {
		nodes = slices.Concat(nodes, r.graves())
	}
	for _, n := range slices.Backward(nodes) {
		for _, l := range slices.Backward(n.leftovers) {
			if l.by == nil {
				p.steps = append(p.steps, step{n: n, action: ActionCleanup, left: l})
			}
		}
	}
	return p
}

// cleanup runs the stop of a leftover again. It returns false if w was abandoned meanwhile.
// r.mu is held, but not while the stop function runs.
func (o *operation) cleanup(w *worker, st *step) bool {
	if why := o.leftOut(st); why != "" {
		o.skip(w, st, why)
		return true
	}
	now, in := w.now(), st.left.in
	w.ready(in)
	w.begin(st, now)
	o.r.mu.Unlock()
	err := o.callStop(w, in)
	o.r.mu.Lock()
	if o.cleaned(w, st, err) {
		return true
	}
	o.r.mu.Unlock()
	w.lateStop(st.n, err)
	o.r.mu.Lock()
	return false
}

// cleaned records how the cleanup of a leftover went. It returns false, and does
// nothing, if w was abandoned meanwhile. r.mu is held.
func (o *operation) cleaned(w *worker, st *step, err error) bool {
	n := st.n
	if !w.settle() {
		return false
	}
	if err != nil {
		err = stateError(OpCleanup, n, st.left.in.def.pos, err)
		st.left.err = err
	} else {
		n.leftovers = slices.DeleteFunc(n.leftovers, func(l *leftover) bool { return l == st.left })
		n.clean(o.at(w.last))
	}
	rep := w.report(st, n.status)
	if err != nil {
		rep.remark().err = err
	}
	switch {
	case !o.r.observers.any():
	case err != nil:
		w.tell(Failed{Name: n.name, Op: OpCleanup, Status: rep.Status, Took: rep.Duration, Err: err})
	default:
		w.tell(Cleaned{Name: n.name, Generation: int(st.left.gen), Took: rep.Duration})
	}
	return true
}

// clean makes a state whose stop had failed a stopped one, if nothing of it is left.
// r.mu is held.
func (n *node) clean(now time.Duration) {
	if n.status == StatusStopFailed && len(n.leftovers) == 0 {
		n.status, n.err, n.since = StatusStopped, nil, now
	}
}
