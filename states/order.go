package states

import (
	"cmp"
	"slices"
)

// sort computes the start order: that of registration, except that a state comes
// after those it uses. If the uses that were merely observed make a circle with the
// others, they are left out; a circle of the others is kept in r.cycles.
func (r *Registry) sort() {
	s := sorter{reg: r, all: true}
	if s.run(); len(s.cycles) > 0 {
		s = sorter{reg: r}
		s.run()
	}
	r.sorted, r.cycles = s.sorted, s.cycles
	for i, n := range r.sorted {
		n.rank = int32(i)
	}
}

// A sorter walks the graph depth first, in registration order.
type sorter struct {
	reg    *Registry
	all    bool // also along observed uses
	sorted []*node
	path   []*node
	open   map[*node]bool
	cycles []*CycleError
}

func (s *sorter) run() {
	s.open = map[*node]bool{}
	s.sorted = make([]*node, 0, len(s.reg.order))
	s.reg.newMark()
	for _, n := range s.reg.order {
		s.walk(n)
	}
}

func (s *sorter) walk(n *node) {
	if !s.reg.visit(n) {
		return
	}
	if len(n.deps) > 0 {
		s.open[n] = true
		s.path = append(s.path, n)
		for _, e := range n.deps {
			if e.kind >= EdgeObserved && !s.all {
				continue
			}
			if s.open[e.to] {
				s.cycles = append(s.cycles, s.cycle(e.to))
				continue
			}
			s.walk(e.to)
		}
		s.path = s.path[:len(s.path)-1]
		delete(s.open, n)
	}
	s.sorted = append(s.sorted, n)
}

// cycle returns the circle that the path closes when it comes to n again.
func (s *sorter) cycle(n *node) *CycleError {
	e := &CycleError{}
	for _, p := range s.path[slices.Index(s.path, n):] {
		e.Path = append(e.Path, p.name)
	}
	e.Path = append(e.Path, n.name)
	return e
}

// byRank sorts nodes into start order.
func byRank(nodes []*node) {
	slices.SortFunc(nodes, func(a, b *node) int { return int(a.rank - b.rank) })
}

// stopOrder sorts running nodes into stop order: the reverse of the order in which
// they were really started, except that none stops before one that uses it.
func (r *Registry) stopOrder(nodes []*node) []*node {
	if inStopOrder(nodes) {
		return nodes
	}
	slices.SortFunc(nodes, func(a, b *node) int { return cmp.Compare(b.seq, a.seq) })
	in := setOf(nodes)
	sorted := make([]*node, 0, len(nodes))
	r.newMark()
	var walk func(*node)
	walk = func(n *node) {
		if !r.visit(n) {
			return
		}
		for _, u := range n.users {
			if in[u] && u.uses(n) {
				walk(u)
			}
		}
		sorted = append(sorted, n)
	}
	for _, n := range nodes {
		walk(n)
	}
	return sorted
}

// inStopOrder reports whether nodes are in stop order, as they are when all of them were
// started in start order.
func inStopOrder(nodes []*node) bool {
	for i, n := range nodes {
		if i > 0 && nodes[i-1].seq < n.seq {
			return false
		}
		for _, u := range n.users {
			if u.seq < n.seq && u.cell.Load() != nil && u.uses(n) {
				return false
			}
		}
	}
	return true
}
