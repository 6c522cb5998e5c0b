package states

import (
	"maps"
	"slices"
)

// A step is one thing that an operation is to do to one state.
type step struct {
	n      *node
	why    *reason     // nil if it was asked for
	sub    *substitute // to swap in
	left   *leftover   // to clean up
	index  int32       // in a flow
	action Action
	again  bool // a start of what this operation has stopped
	keep   bool // a stop that leaves substitutes in place
}

// A reason says why a step is there that was not asked for.
type reason struct {
	text string
	of   *node // what the text is about, if it ends there
}

// String returns the reason in words, "" for none.
func (r *reason) String() string {
	switch {
	case r == nil:
		return ""
	case r.of == nil:
		return r.text
	}
	return r.text + " " + r.of.name
}

// A plan is what an operation is going to do.
type plan struct {
	steps     []step
	unchanged []*node
	swapped   map[*node]bool // those that a step gives a substitute
	bare      map[*node]bool // those that a step takes their last substitute from
}

// newPlan returns a plan without steps, in memory that an earlier one has given back.
// r.mu is held.
func (r *Registry) newPlan() *plan {
	p := &plan{steps: r.spare[:0]}
	r.spare = nil
	return p
}

// add adds a step to fill in.
func (p *plan) add(n *node, action Action) *step {
	st := extend(&p.steps)
	st.n, st.action = n, action
	return st
}

// extend returns a new last element of s. What s has room for must be zero: it is not
// written, since that takes time where there are pointers.
func extend[T any](s *[]T) *T {
	n := len(*s)
	if n < cap(*s) {
		*s = (*s)[:n+1]
	} else {
		*s = append(*s, *new(T))
	}
	return &(*s)[n]
}

// substituted reports whether n has a substitute when it is to start. What a
// substitute needs is its own affair.
func (p *plan) substituted(n *node) bool {
	return p.swapped[n] || len(n.subs) > 0 && !p.bare[n]
}

// selected returns the nodes that s means, in start order. They may be the registry's own
// slice, and are not to be changed. r.mu is held.
func (r *Registry) selected(s Selection) ([]*node, error) {
	var errs []error
	nodes := r.sorted
	for i, refs := range s.only {
		these, err := r.resolve(refs)
		if err != nil {
			errs = append(errs, err)
		}
		if i == 0 {
			nodes = these
			continue
		}
		kept := setOf(these)
		nodes = slices.DeleteFunc(slices.Clone(nodes), func(n *node) bool { return !kept[n] })
	}
	if len(s.only) > 0 {
		byRank(nodes)
	}
	if len(s.except) > 0 {
		out, err := r.resolve(s.except)
		if err != nil {
			errs = append(errs, err)
		}
		r.newMark()
		for _, n := range out {
			r.visit(n)
		}
		nodes = slices.DeleteFunc(slices.Clone(nodes), func(n *node) bool { return n.mark == r.marks })
	}
	return nodes, join(errs)
}

// plan works out what op does to the selection, or why it cannot be done. It
// changes nothing. r.mu is held.
func (r *Registry) plan(op Op, s Selection) (*plan, error) {
	r.link()
	nodes, err := r.selected(s)
	swaps, swapErr := r.checkSwaps(s.swaps)
	if err := join(compact(err, swapErr)); err != nil {
		return nil, err
	}
	switch op {
	case OpStop:
		return r.planStop(nodes, s.how.dependents), nil
	case OpRestart:
		return r.planRestart(nodes, swaps, s)
	case OpUnswap:
		return r.planUnswap(nodes)
	case OpCleanup:
		return r.planCleanup(nodes, len(s.only) == 0 && len(s.except) == 0), nil
	}
	return r.planStart(nodes, swaps, s.how.deps)
}

func compact(errs ...error) []error {
	return slices.DeleteFunc(errs, func(err error) bool { return err == nil })
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func setOf(nodes []*node) map[*node]bool {
	set := make(map[*node]bool, len(nodes))
	for _, n := range nodes {
		set[n] = true
	}
	return set
}
