package states

import "slices"

// planStop plans to stop what runs among nodes, and to bring back the originals of
// what does not run but is substituted.
func (r *Registry) planStop(nodes []*node, dependents bool) *plan {
	p := r.newPlan()
	running := make([]*node, 0, len(nodes))
	var pending []*node
	for _, n := range slices.Backward(nodes) { // which is about the order of stopping
		switch {
		case n.cell.Load() != nil:
			running = append(running, n)
		case len(n.subs) > 0:
			pending = append(pending, n)
		default:
			p.unchanged = append(p.unchanged, n)
		}
	}
	slices.Reverse(p.unchanged)
	all := running
	if dependents {
		all = r.withUsers(running)
	}
	all = r.stopOrder(all)
	p.steps = slices.Grow(p.steps, len(all)+len(pending))
	var asked, stopping map[*node]bool
	if len(all) > len(running) {
		asked, stopping = setOf(running), setOf(all)
	}
	for _, n := range all {
		st := p.add(n, ActionStop)
		if asked != nil && !asked[n] {
			st.why = &reason{"it uses", n.usedAmong(stopping)}
		}
	}
	for _, n := range pending {
		p.steps = append(p.steps, step{n: n, action: ActionUnswap, why: &reason{text: "it is stopped"}})
	}
	return p
}

// planRestart plans to stop and start what runs among nodes, and what is swapped while
// it runs, with what uses that; what was named and does not run is started.
func (r *Registry) planRestart(nodes []*node, swaps []step, s Selection) (*plan, error) {
	p := &plan{swapped: map[*node]bool{}}
	var running, swapped, down []*node
	for _, n := range nodes {
		if n.cell.Load() != nil {
			running = append(running, n)
		} else if len(s.only) > 0 && !s.how.running {
			down = append(down, n)
		}
	}
	for _, st := range swaps {
		p.swapped[st.n] = true
		if st.n.cell.Load() != nil {
			swapped = append(swapped, st.n)
		}
	}
	asked := setOf(running)
	all := r.withUsers(swapped)
	if s.how.dependents {
		all = r.withUsers(append(all, running...))
	}
	r.newMark()
	all = slices.DeleteFunc(append(all, running...), func(n *node) bool { return !r.visit(n) })
	stopping := setOf(all)
	for _, n := range r.stopOrder(all) {
		st := step{n: n, action: ActionStop, keep: true}
		switch {
		case p.swapped[n]:
			st.why = &reason{text: "it is swapped"}
		case !asked[n]:
			st.why = &reason{"it uses", n.usedAmong(stopping)}
		}
		p.steps = append(p.steps, st)
	}
	p.steps = append(p.steps, swaps...)
	if s.how.deps {
		down = r.withDeps(down, p)
	}
	err := r.bringUp(p, down, all)
	if s.how.deps {
		p.explainDeps(nodes)
	}
	return p, err
}

// planUnswap plans to take one substitute away from each of nodes that has any.
func (r *Registry) planUnswap(nodes []*node) (*plan, error) {
	p := &plan{bare: map[*node]bool{}}
	var running []*node
	var steps []step
	for _, n := range nodes {
		if len(n.subs) == 0 {
			p.unchanged = append(p.unchanged, n)
			continue
		}
		steps = append(steps, step{n: n, action: ActionUnswap})
		p.bare[n] = len(n.subs) == 1
		if in := n.cell.Load(); in != nil && in.def.sub != nil {
			running = append(running, n)
		}
	}
	again := r.takeDown(p, running, "its substitute is taken away")
	p.steps = append(p.steps, steps...)
	return p, r.bringUp(p, nil, again)
}
