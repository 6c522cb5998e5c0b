package states

import "slices"

// planStart plans a start with swaps: what is swapped while it runs stops first,
// with what uses it; then swaps take effect; then all start, in order.
func (r *Registry) planStart(nodes []*node, swaps []step, deps bool) (*plan, error) {
	p := r.newPlan()
	p.swapped = make(map[*node]bool, len(swaps))
	var running []*node
	for _, s := range swaps {
		p.swapped[s.n] = true
		if s.n.cell.Load() != nil {
			running = append(running, s.n)
		}
	}
	again := r.takeDown(p, running, "it is swapped")
	p.steps = append(p.steps, swaps...)
	wanted := nodes
	if deps {
		wanted = r.withDeps(nodes, p)
	}
	err := r.bringUp(p, wanted, again)
	if deps {
		p.explainDeps(nodes)
	}
	return p, err
}

// explainDeps says why states are started that were not asked for.
func (p *plan) explainDeps(asked []*node) {
	named := setOf(asked)
	at := map[*node]*step{}
	for i := range p.steps {
		st := &p.steps[i]
		if st.action != ActionStart {
			continue
		}
		at[st.n] = st
		for _, e := range st.n.deps {
			if dep := at[e.to]; dep != nil && dep.why == nil && !named[e.to] {
				dep.why = &reason{"it is needed by", st.n}
			}
		}
	}
}

// takeDown plans to stop the given running states, for the reason why, and all running
// ones that use them. It returns all of them.
func (r *Registry) takeDown(p *plan, running []*node, why string) []*node {
	if len(running) == 0 {
		return nil
	}
	all := r.stopOrder(r.withUsers(running))
	asked, stopping := setOf(running), setOf(all)
	given := &reason{text: why}
	for _, n := range all {
		st := step{n: n, action: ActionStop, keep: true, why: given}
		if !asked[n] {
			st.why = &reason{"it uses", n.usedAmong(stopping)}
		}
		p.steps = append(p.steps, st)
	}
	return all
}

// bringUp plans to start wanted, which is in start order, except what runs, and again, which
// the plan has stopped before. It refuses when something that they need would not be there.
func (r *Registry) bringUp(p *plan, wanted, again []*node) error {
	var stopped map[*node]bool
	var why *reason
	if len(again) > 0 {
		stopped, why = setOf(again), &reason{text: "it ran before"}
		wanted = slices.Concat(again, wanted)
		byRank(wanted)
	}
	first := len(p.steps)
	p.steps = slices.Grow(p.steps, len(wanted))
	r.newMark()
	for _, n := range wanted {
		switch {
		case !r.visit(n):
		case n.cell.Load() == nil:
			p.add(n, ActionStart)
		case stopped[n]:
			st := p.add(n, ActionStart)
			st.again, st.why = true, why
		default:
			p.unchanged = append(p.unchanged, n)
		}
	}
	return r.checkStarts(p, p.steps[first:])
}

// checkStarts reports everything that keeps the given starts from being made: needs that name
// nothing, circles, and needs that are neither up nor coming up, which is to say marked.
func (r *Registry) checkStarts(p *plan, starts []step) error {
	var errs []error
	missing := &MissingDepsError{Op: OpStart}
	for i := range starts {
		n := starts[i].n
		if len(n.deps) == 0 && r.bad == nil || p.substituted(n) {
			continue
		}
		errs = append(errs, r.bad[n]...)
		var lacks []string
		for _, e := range n.deps {
			there := e.to.mark == r.marks || e.to.cell.Load() != nil
			if e.kind != EdgeOptional && !there {
				lacks = append(lacks, e.to.name)
			}
		}
		if lacks != nil {
			missing.Missing = append(missing.Missing, Missing{n.name, lacks})
		}
	}
	for _, c := range r.cycles {
		if slices.ContainsFunc(starts, func(st step) bool { return slices.Contains(c.Path, st.n.name) }) {
			errs = append(errs, c)
		}
	}
	if missing.Missing != nil {
		errs = append(errs, missing)
	}
	return join(errs)
}
