package states

import (
	"maps"
	"slices"
)

// A step is one thing that an operation is to do to one state.
type step struct {
	n      *node
	action Action
	why    string // "" if it was asked for
	of     *node  // what why is about

	sub   *substitute // to swap in
	again bool        // a start of what this operation has stopped
	keep  bool        // a stop that leaves substitutes in place
	left  *leftover   // to clean up
	index int         // in a flow
}

// reason returns why the step is there, in words.
func (s *step) reason() string {
	if s.of == nil {
		return s.why
	}
	return s.why + " " + s.of.name
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

// substituted reports whether n has a substitute when it is to start. What a
// substitute needs is its own affair.
func (p *plan) substituted(n *node) bool {
	return p.swapped[n] || len(n.subs) > 0 && !p.bare[n]
}

// selected returns the nodes that s means, in no particular order. r.mu is held.
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
		nodes = slices.DeleteFunc(slices.Clone(nodes), func(n *node) bool { return !slices.Contains(these, n) })
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
