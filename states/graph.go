package states

import "slices"

// An EdgeKind says how it is known that one state uses another.
type EdgeKind uint8

// The kinds of edges. A start requires what the first three name.
const (
	EdgeNeeds    EdgeKind = iota // State.Needs
	EdgeStatic                   // a loader read it in the source
	EdgeObserved                 // its start called Get
	EdgeOptional                 // its start called Lookup
)

var edgeText = [...]string{"needs", "static", "observed", "optional"}

// String returns "needs", "static", "observed" or "optional".
func (k EdgeKind) String() string { return edgeText[k] }

type edge struct {
	to   *node
	kind EdgeKind
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
	for _, n := range r.order {
		n.deps, n.users, n.bad = n.deps[:0], n.users[:0], nil
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
			n.bad = append(n.bad, &StateError{Op: OpStart, Name: n.name, Pos: n.def.pos, Err: err})
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
		n.rank = i
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

// withDeps returns nodes and all that they require, transitively, given what p does to
// substitutes. r.mu is held.
func (r *Registry) withDeps(nodes []*node, p *plan) []*node {
	r.newMark()
	return r.closure(nodes, func(n *node, next func(*node)) {
		if p.substituted(n) {
			return
		}
		for _, e := range n.deps {
			if e.kind != EdgeOptional {
				next(e.to)
			}
		}
	})
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

// uses reports whether what runs of n was built on dep, as far as is known. An
// instance of a substitute uses what its start was seen to read, and no more.
func (n *node) uses(dep *node) bool {
	in := n.cell.Load()
	if in == nil {
		return false
	}
	for _, u := range in.uses {
		if u.node == dep {
			return true
		}
	}
	if in.sub != nil {
		return false
	}
	for _, e := range n.deps {
		if e.to == dep && (e.kind == EdgeNeeds || e.kind == EdgeStatic) {
			return true
		}
	}
	return false
}

// byRank sorts nodes into start order.
func byRank(nodes []*node) {
	slices.SortFunc(nodes, func(a, b *node) int { return a.rank - b.rank })
}

// stopOrder sorts running nodes into stop order: the reverse of the order in which
// they were really started, except that none stops before one that uses it.
func (r *Registry) stopOrder(nodes []*node) []*node {
	slices.SortFunc(nodes, func(a, b *node) int {
		if a.seq > b.seq {
			return -1
		}
		return 1
	})
	if !r.outOfOrder(nodes) {
		return nodes
	}
	in := make(map[*node]bool, len(nodes))
	for _, n := range nodes {
		in[n] = true
	}
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

// outOfOrder reports whether some node was started before one that it uses.
func (r *Registry) outOfOrder(nodes []*node) bool {
	for _, n := range nodes {
		for _, u := range n.users {
			if u.seq < n.seq && u.cell.Load() != nil && u.uses(n) {
				return true
			}
		}
	}
	return false
}

// An Edge says that the state From uses the state To.
type Edge struct {
	From, To string
	Kind     EdgeKind
}

// Graph returns all that is known about which state uses which, in start order.
func (r *Registry) Graph() []Edge {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.link()
	var edges []Edge
	for _, n := range r.sorted {
		for _, e := range n.deps {
			edges = append(edges, Edge{n.name, e.to.name, e.kind})
		}
	}
	return edges
}

// Deps returns the states that the given ones need, directly or not, in start order.
func (r *Registry) Deps(refs ...Ref) ([]string, error) {
	return r.related(refs, func(nodes []*node) []*node { return r.withDeps(nodes, &plan{}) })
}

// Dependents returns the states that use the given ones, directly or not, whether they
// run or not, in start order.
func (r *Registry) Dependents(refs ...Ref) ([]string, error) {
	return r.related(refs, func(nodes []*node) []*node {
		r.newMark()
		return r.closure(nodes, func(n *node, next func(*node)) {
			for _, u := range n.users {
				next(u)
			}
		})
	})
}

func (r *Registry) related(refs []Ref, walk func([]*node) []*node) ([]string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.link()
	nodes, err := r.resolve(refs)
	if err != nil {
		return nil, err
	}
	given := setOf(nodes)
	return nodeNames(slices.DeleteFunc(walk(nodes), func(n *node) bool { return given[n] })), nil
}

// Cycles returns the circles in what states need, which keep those states from being
// started.
func (r *Registry) Cycles() []*CycleError {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.link()
	return slices.Clone(r.cycles)
}
