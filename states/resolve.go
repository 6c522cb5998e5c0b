package states

import (
	"errors"
	"slices"
	"strings"
)

// Resolve returns the full name of the state that name means: its full name, or as
// much of the end of it, between slashes, as no other state has. Otherwise the
// error is an *[UnknownStateError] or an *[AmbiguousError].
func (r *Registry) Resolve(name string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	n, err := r.find(name)
	if err != nil {
		return "", err
	}
	return n.name, nil
}

// find returns the node that name means. r.mu is held.
func (r *Registry) find(name string) (*node, error) {
	if n := r.byName[name]; n != nil {
		return n, nil
	}
	var found []*node
	for _, n := range r.byShort[shortName(name)] {
		if n.name == name || strings.HasSuffix(n.name, "/"+name) {
			found = append(found, n)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, &UnknownStateError{Name: name, Near: r.near(name)}
	}
	e := &AmbiguousError{Name: name}
	for _, n := range found {
		e.Candidates = append(e.Candidates, n.name)
	}
	return nil, e
}

// resolve returns the nodes that refs mean, each once, or an error with all that is
// wrong with them. r.mu is held.
func (r *Registry) resolve(refs []Ref) ([]*node, error) {
	nodes := make([]*node, 0, len(refs))
	var errs []error
	r.newMark()
	for _, ref := range refs {
		n, err := r.resolveRef(ref)
		if err != nil {
			errs = append(errs, err)
		} else if r.visit(n) {
			nodes = append(nodes, n)
		}
	}
	return nodes, join(errs)
}

func (r *Registry) resolveRef(ref Ref) (*node, error) {
	if h, ok := ref.(interface{ stateNode() *node }); ok {
		if n := h.stateNode(); n != nil && n.reg == r && !n.removed {
			return n, nil
		}
	}
	if isNil(ref) {
		return nil, &UnknownStateError{Name: "<nil>"}
	}
	return r.find(ref.StateName())
}

func (s *State[T]) stateNode() *node {
	if s == nil {
		return nil
	}
	return s.node
}

func isNil(ref Ref) bool {
	if ref == nil {
		return true
	}
	h, ok := ref.(interface{ stateNode() *node })
	return ok && h.stateNode() == nil
}

// near returns the names that a person may have meant, best first.
func (r *Registry) near(name string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var all []candidate
	short := shortName(name)
	limit := max(1, len(short)/3)
	for _, n := range r.order {
		d := min(distance(name, n.name, limit), distance(short, n.short, limit))
		if d > limit && len(short) > 1 && (strings.Contains(n.short, short) || strings.Contains(short, n.short)) {
			d = limit
		}
		if d <= limit {
			all = append(all, candidate{n.name, d})
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return a.distance - b.distance })
	names := make([]string, 0, 5)
	for _, c := range all[:min(len(all), 5)] {
		names = append(names, c.name)
	}
	return names
}

// distance returns how many letters must be changed, added, dropped or exchanged
// with their neighbour to make b of a; anything above limit when it exceeds limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var before, prev, cur []int
	prev = make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur = make([]int, len(b)+1)
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, prev = prev, cur
	}
	return prev[len(b)]
}

// join returns the errors as one; a single one as itself.
func join(errs []error) error {
	if len(errs) == 1 {
		return errs[0]
	}
	return errors.Join(errs...)
}
