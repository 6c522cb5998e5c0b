package states

import (
	"iter"
	"slices"
)

type edge struct {
	to   *node
	kind EdgeKind
}

// A use says that what runs of a state was built on a certain instance of another.
type use struct {
	node *node
	gen  int32
}

// A sighting is a use that was observed during a start.
type sighting struct {
	node     *node
	optional bool
}

// sightings returns the uses observed so far.
func (n *node) sightings() []sighting {
	if p := n.seen.Load(); p != nil {
		return *p
	}
	return nil
}

// saw notes that a start of n read dep. r.mu is held.
func (r *Registry) saw(n, dep *node, optional bool) {
	if n == dep || n.removed {
		return
	}
	old := n.sightings()
	for i, s := range old {
		if s.node == dep {
			if s.optional && !optional {
				now := slices.Clone(old)
				now[i].optional = false
				n.seen.Store(&now)
				r.unlinked = true
			}
			return
		}
	}
	now := append(old[:len(old):len(old)], sighting{dep, optional})
	n.seen.Store(&now)
	if r.unlinked {
		return
	}
	if dep.rank > n.rank {
		r.unlinked = true // the order must change
		return
	}
	kind := EdgeObserved
	if optional {
		kind = EdgeOptional
	}
	n.addEdge(dep, kind)
}

func (n *node) addEdge(dep *node, kind EdgeKind) {
	for _, e := range n.deps {
		if e.to == dep {
			return
		}
	}
	n.deps = append(n.deps, edge{dep, kind})
	dep.users = append(dep.users, n)
}

// newMark begins a walk in which visit tells each node's first visit.
func (r *Registry) newMark() { r.marks++ }

// visit reports whether n is met for the first time since newMark.
func (r *Registry) visit(n *node) bool {
	if n.mark == r.marks {
		return false
	}
	n.mark = r.marks
	return true
}

// link brings the graph and the start order up to date with the definitions.
// r.mu is held.
func (r *Registry) link() {
	if !r.unlinked {
		return
	}
	r.unlinked = false
	r.bad = nil
	for _, n := range r.order {
		n.deps, n.users = n.deps[:0], n.users[:0]
	}
	for _, n := range r.order {
		r.linkNode(n)
	}
	r.sort()
}

func (r *Registry) linkNode(n *node) {
	for _, ref := range n.def.needs {
		dep, err := r.resolveRef(ref)
		if err != nil {
			if r.bad == nil {
				r.bad = map[*node][]error{}
			}
			r.bad[n] = append(r.bad[n], &StateError{Op: OpStart, Name: n.name, Pos: n.def.pos, Err: err})
			continue
		}
		n.addEdge(dep, EdgeNeeds)
	}
	for _, name := range n.def.static {
		if dep := r.byName[name]; dep != nil && dep != n {
			n.addEdge(dep, EdgeStatic)
		}
	}
	for _, s := range n.sightings() {
		switch {
		case s.node.removed:
		case s.optional:
			n.addEdge(s.node, EdgeOptional)
		default:
			n.addEdge(s.node, EdgeObserved)
		}
	}
}

// withDeps returns nodes and all that they require, transitively, given what p does to
// substitutes, in start order. r.mu is held.
func (r *Registry) withDeps(nodes []*node, p *plan) []*node {
	r.newMark()
	all := r.closure(nodes, func(n *node, next func(*node)) {
		if p.substituted(n) {
			return
		}
		for _, e := range n.deps {
			if e.kind != EdgeOptional {
				next(e.to)
			}
		}
	})
	byRank(all)
	return all
}

// withUsers returns nodes and all running states that use them, transitively.
func (r *Registry) withUsers(nodes []*node) []*node {
	r.newMark()
	return r.closure(nodes, func(n *node, next func(*node)) {
		for _, u := range n.users {
			if u.cell.Load() != nil && u.uses(n) {
				next(u)
			}
		}
	})
}

func (r *Registry) closure(nodes []*node, follow func(*node, func(*node))) []*node {
	var all []*node
	queue := slices.Clone(nodes)
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		if !r.visit(n) {
			continue
		}
		all = append(all, n)
		follow(n, func(m *node) { queue = append(queue, m) })
	}
	return all
}

// used yields what the instance that runs of n was built on, as far as is known. That of
// a substitute uses what its start was seen to read, and no more.
func (n *node) used() iter.Seq[*node] {
	return func(yield func(*node) bool) {
		in := n.cell.Load()
		if in == nil {
			return
		}
		for _, u := range n.builtOn {
			if !yield(u.node) {
				return
			}
		}
		if in.def.sub != nil {
			return
		}
		for _, e := range n.deps {
			if e.kind <= EdgeStatic && !yield(e.to) {
				return
			}
		}
	}
}

// uses reports whether what runs of n was built on dep.
func (n *node) uses(dep *node) bool {
	for u := range n.used() {
		if u == dep {
			return true
		}
	}
	return false
}

// usedAmong returns the first of nodes that what runs of n was built on, or nil.
func (n *node) usedAmong(nodes map[*node]bool) *node {
	for u := range n.used() {
		if u != n && nodes[u] {
			return u
		}
	}
	return nil
}
