package states

import (
	"errors"
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
	if r.byShort == nil {
		r.byShort = make(map[string][]*node, len(r.order))
		for _, n := range r.order {
			short := shortName(n.name)
			r.byShort[short] = append(r.byShort[short], n)
		}
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

// join returns the errors as one; a single one as itself.
func join(errs []error) error {
	if len(errs) == 1 {
		return errs[0]
	}
	return errors.Join(errs...)
}
