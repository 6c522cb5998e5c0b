package states

import "context"

// Fork returns a registry with the definitions that r has now and none of its
// instances, substitutes, observers or watches. Arguments, clock and policies are those
// of r, until they are set anew.
//
// While a start or stop function runs for the fork, Get of the handles that the
// program has reads the fork's instances, on that function's goroutine. Elsewhere, in
// handlers for instance, a handle reads the registry that it was made for; there
// State.From, with a context of the fork's, or State.In reads the fork.
func (r *Registry) Fork() *Registry {
	f := NewRegistry()
	r.mu.Lock()
	defer r.mu.Unlock()
	f.home, f.settings, f.unlinked = r, r.settings, true
	if r.home != nil {
		f.home = r.home
	}
	f.lazy.Store(r.lazy.Load())
	f.args.Store(r.args.Load())
	for _, n := range r.order {
		m := newNode(f, n.name, *n.def)
		f.insert(m)
		f.order = append(f.order, m)
	}
	for _, n := range r.order {
		var seen []sighting
		for _, s := range n.sightings() {
			if dep := f.byName[s.node.name]; dep != nil {
				seen = append(seen, sighting{dep, s.optional})
			}
		}
		if seen != nil {
			f.byName[n.name].seen.Store(&seen)
		}
	}
	return f
}

// In returns a handle on the state of the same name in r, a fork of the state's
// registry. It panics with an *[UnknownStateError] if r has none.
func (s *State[T]) In(r *Registry) *State[T] {
	n := s.node.in(r)
	if n == s.node {
		return s
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return &State[T]{node: n, decl: n.def}
}

// From returns the value of the state in the registry that ctx belongs to: the one
// for which a start, stop or check function was called with ctx, or that of
// [WithRegistry]. With any other context it is Get.
func (s *State[T]) From(ctx context.Context) T {
	r := registryOf(ctx)
	if r == nil || r == s.node.reg {
		return s.Get()
	}
	h := State[T]{node: s.node.in(r)}
	return h.Get()
}

// in returns the state of n's name in r, or panics.
func (n *node) in(r *Registry) *node {
	if n.reg == r {
		return n
	}
	m := r.lookup(n.name)
	if m == nil {
		panic(&UnknownStateError{Name: n.name})
	}
	return m
}

type registryKey struct{}

// WithRegistry returns a context in which State.From reads the instances of r. It is
// for the base context of a server that a fork starts.
func WithRegistry(ctx context.Context, r *Registry) context.Context {
	return context.WithValue(ctx, registryKey{}, r)
}

// registryOf returns the registry that ctx belongs to, or nil.
func registryOf(ctx context.Context) *Registry {
	if r, ok := ctx.Value(registryKey{}).(*Registry); ok {
		return r
	}
	if o := operationOf(ctx); o != nil {
		return o.r
	}
	return nil
}

// ArgsFrom returns the arguments of the registry that ctx belongs to; of [Default]
// if it belongs to none. See [State.From].
func ArgsFrom(ctx context.Context) map[string]any {
	if r := registryOf(ctx); r != nil {
		return r.Args()
	}
	return Default.Args()
}

// Names returns the full names of the states of r, in registration order.
func (r *Registry) Names() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.names()
}

// names is Names where r.mu is held.
func (r *Registry) names() []string {
	names := make([]string, len(r.order))
	for i, n := range r.order {
		names[i] = n.name
	}
	return names
}
