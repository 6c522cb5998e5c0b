package states

import (
	"maps"
	"slices"
	"strings"
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
		return r.planRestart(nodes, s)
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

// checkSwaps resolves swaps, in start order, and refuses those that cannot work.
func (r *Registry) checkSwaps(swaps []swap) ([]step, error) {
	if len(swaps) == 0 {
		return nil, nil
	}
	var steps []step
	var errs []error
	at := map[*node]bool{}
	for _, w := range swaps {
		n, err := r.resolveRef(w.ref)
		if err == nil {
			err = checkSubstitute(n, w.sub)
		}
		if err == nil && at[n] {
			err = &StateError{Op: OpSwap, Name: n.name, Err: errSwappedTwice}
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		at[n] = true
		steps = append(steps, step{n: n, action: ActionSwap, sub: w.sub})
	}
	slices.SortStableFunc(steps, func(a, b step) int { return a.n.rank - b.n.rank })
	return steps, join(errs)
}

// checkSubstitute reports why sub cannot stand in for n.
func checkSubstitute(n *node, sub *substitute) error {
	if sub.ready == nil {
		if sub.sub.Start == nil {
			return &StateError{Op: OpSwap, Name: n.name, Err: errNoSubStart}
		}
		return nil
	}
	if _, err := n.def.wrap(sub.ready.v); err != nil {
		return &StateError{Op: OpSwap, Name: n.name, Pos: n.def.pos, Err: named(err, n)}
	}
	return nil
}

// named puts n's name into a type error that has none yet.
func named(err error, n *node) error {
	if e, ok := err.(*WrongTypeError); ok && e.Name == "" {
		return &WrongTypeError{Name: n.name, Want: e.Want, Got: e.Got}
	}
	return err
}

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
	again := r.takeDown(p, running, "it is swapped", "it uses")
	p.steps = append(p.steps, swaps...)
	wanted := nodes
	if deps {
		wanted = r.withDeps(nodes, p)
	}
	return p, r.bringUp(p, wanted, again)
}

// takeDown plans to stop the given running states and all running ones that use
// them. It returns all of them.
func (r *Registry) takeDown(p *plan, running []*node, why, whyUsers string) []*node {
	if len(running) == 0 {
		return nil
	}
	all := r.stopOrder(r.withUsers(running))
	asked := setOf(running)
	for _, n := range all {
		st := step{n: n, action: ActionStop, keep: true, why: why}
		if !asked[n] {
			st.why, st.of = whyUsers, usedBy(n, all)
		}
		p.steps = append(p.steps, st)
	}
	return all
}

// usedBy returns the one among nodes that n uses.
func usedBy(n *node, nodes []*node) *node {
	for _, dep := range nodes {
		if dep != n && n.uses(dep) {
			return dep
		}
	}
	return nil
}

// bringUp plans to start wanted, except what runs, and again, which the plan has
// stopped before. It refuses when something that they need would not be there.
func (r *Registry) bringUp(p *plan, wanted, again []*node) error {
	starts := make([]*node, 0, len(wanted)+len(again))
	r.newMark()
	for _, n := range again {
		r.visit(n)
		starts = append(starts, n)
	}
	for _, n := range wanted {
		if !r.visit(n) {
			continue
		}
		if n.cell.Load() != nil {
			p.unchanged = append(p.unchanged, n)
			continue
		}
		starts = append(starts, n)
	}
	byRank(starts)
	byRank(p.unchanged)
	p.steps = slices.Grow(p.steps, len(starts))
	for _, n := range starts {
		p.steps = append(p.steps, step{n: n, action: ActionStart})
	}
	if len(again) > 0 {
		before := setOf(again)
		for i := range p.steps {
			if st := &p.steps[i]; st.action == ActionStart && before[st.n] {
				st.again, st.why = true, "it ran before"
			}
		}
	}
	return r.checkStarts(p, starts)
}

// checkStarts reports everything that keeps the given states from being started:
// needs that name nothing, circles, and needs that are neither up nor coming up.
func (r *Registry) checkStarts(p *plan, starts []*node) error {
	r.newMark()
	for _, n := range starts {
		r.visit(n)
	}
	var errs []error
	missing := &MissingDepsError{Op: OpStart}
	for _, n := range starts {
		if p.substituted(n) {
			continue
		}
		errs = append(errs, n.bad...)
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
		if slices.ContainsFunc(starts, func(n *node) bool { return slices.Contains(c.Path, n.name) }) {
			errs = append(errs, c)
		}
	}
	if missing.Missing != nil {
		errs = append(errs, missing)
	}
	return join(errs)
}

// planStop plans to stop what runs among nodes, and to bring back the originals of
// what does not run but is substituted.
func (r *Registry) planStop(nodes []*node, dependents bool) *plan {
	p := r.newPlan()
	running := make([]*node, 0, len(nodes))
	var pending []*node
	for _, n := range nodes {
		switch {
		case n.cell.Load() != nil:
			running = append(running, n)
		case len(n.subs) > 0:
			pending = append(pending, n)
		default:
			p.unchanged = append(p.unchanged, n)
		}
	}
	all := running
	if dependents {
		all = r.withUsers(running)
	}
	all = r.stopOrder(all)
	p.steps = slices.Grow(p.steps, len(all)+len(pending))
	var asked map[*node]bool
	if len(all) > len(running) {
		asked = setOf(running)
	}
	for _, n := range all {
		st := step{n: n, action: ActionStop}
		if asked != nil && !asked[n] {
			st.why, st.of = "it uses", usedBy(n, all)
		}
		p.steps = append(p.steps, st)
	}
	byRank(pending)
	for _, n := range slices.Backward(pending) {
		p.steps = append(p.steps, step{n: n, action: ActionUnswap, why: "it is stopped"})
	}
	return p
}

// planRestart plans to stop and start what runs among nodes; what was named and
// does not run is started.
func (r *Registry) planRestart(nodes []*node, s Selection) (*plan, error) {
	p := &plan{}
	var running, down []*node
	for _, n := range nodes {
		if n.cell.Load() != nil {
			running = append(running, n)
		} else if len(s.only) > 0 && !s.how.running {
			down = append(down, n)
		}
	}
	all := running
	if s.how.dependents {
		all = r.withUsers(running)
	}
	all = r.stopOrder(slices.Clone(all))
	asked := setOf(running)
	for _, n := range all {
		st := step{n: n, action: ActionStop, keep: true}
		if !asked[n] {
			st.why, st.of = "it uses", usedBy(n, all)
		}
		p.steps = append(p.steps, st)
	}
	if s.how.deps {
		down = r.withDeps(down, p)
	}
	return p, r.bringUp(p, down, all)
}

// planUnswap plans to take one substitute away from each of nodes that has any.
func (r *Registry) planUnswap(nodes []*node) (*plan, error) {
	p := &plan{bare: map[*node]bool{}}
	var running []*node
	var steps []step
	nodes = slices.Clone(nodes)
	byRank(nodes)
	for _, n := range nodes {
		if len(n.subs) == 0 {
			p.unchanged = append(p.unchanged, n)
			continue
		}
		steps = append(steps, step{n: n, action: ActionUnswap})
		p.bare[n] = len(n.subs) == 1
		if in := n.cell.Load(); in != nil && in.sub != nil {
			running = append(running, n)
		}
	}
	again := r.takeDown(p, running, "its substitute is taken away", "it uses")
	p.steps = append(p.steps, steps...)
	return p, r.bringUp(p, nil, again)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func setOf(nodes []*node) map[*node]bool {
	set := make(map[*node]bool, len(nodes))
	for _, n := range nodes {
		set[n] = true
	}
	return set
}

// A Plan is what an operation would do: which states, in order, and why.
type Plan struct {
	Op        Op
	Steps     []PlannedStep
	Unchanged []string // selected, and already as wanted
}

// A PlannedStep is what an operation would do to one state.
type PlannedStep struct {
	Name   string
	Action Action
	Why    string // "" if it was asked for
}

// String returns the plan as text, a line for each step.
func (p *Plan) String() string {
	var b strings.Builder
	for _, s := range p.Steps {
		b.WriteString(string(s.Action) + " " + s.Name)
		if s.Why != "" {
			b.WriteString(" (" + s.Why + ")")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (p *plan) publish(op Op) *Plan {
	out := &Plan{Op: op, Steps: make([]PlannedStep, len(p.steps))}
	for i := range p.steps {
		st := &p.steps[i]
		out.Steps[i] = PlannedStep{st.n.name, st.action, st.reason()}
	}
	for _, n := range p.unchanged {
		out.Unchanged = append(out.Unchanged, n.name)
	}
	return out
}

// Plan returns what the operation would do to the selection now: [OpStart],
// [OpStop], [OpRestart], [OpSwap], [OpUnswap] or [OpCleanup]. It changes nothing, and its
// error is the one with which the operation would be refused.
func (s Selection) Plan(op Op) (*Plan, error) {
	r := s.registry()
	r.mu.Lock()
	defer r.mu.Unlock()
	p, err := r.plan(op, s)
	if err != nil {
		return &Plan{Op: op}, err
	}
	return p.publish(op), nil
}
