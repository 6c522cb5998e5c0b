package states

import (
	"context"
	"slices"
)

// Watch makes the given states depend on a key: a file, a topic, whatever changes. They
// are added to those that watch it already. See [Registry.OnChange].
func (r *Registry) Watch(key string, refs ...Ref) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	nodes, err := r.resolve(refs)
	if err != nil {
		return err
	}
	if r.watched == nil {
		r.watched = map[string][]string{}
	}
	for _, n := range nodes {
		if !slices.Contains(r.watched[key], n.name) {
			r.watched[key] = append(r.watched[key], n.name)
		}
	}
	return nil
}

// OnChange restarts every running state that watches one of keys: each once, all
// stops first, in order. States that do not run stay so; a key that nobody watches
// does nothing.
func (r *Registry) OnChange(ctx context.Context, keys ...string) (*Report, error) {
	r.mu.Lock()
	refs := []Ref{}
	for _, key := range keys {
		for _, name := range r.watched[key] {
			if r.byName[name] != nil {
				refs = append(refs, Name(name))
			}
		}
	}
	r.mu.Unlock()
	s := r.Only(refs...)
	s.how.running = true
	return s.Restart(ctx)
}
