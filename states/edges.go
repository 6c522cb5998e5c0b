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

var edgeText = [...]string{EdgeNeeds: "needs", EdgeStatic: "static", EdgeObserved: "observed", EdgeOptional: "optional"}

// String returns "needs", "static", "observed" or "optional".
func (k EdgeKind) String() string { return word(edgeText[:], int(k), "EdgeKind") }

// MarshalText returns the same word.
func (k EdgeKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

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
