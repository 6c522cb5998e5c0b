package states

import "slices"

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
			err = w.misfit
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
	slices.SortStableFunc(steps, func(a, b step) int { return int(a.n.rank - b.n.rank) })
	return steps, join(errs)
}

// tried returns the selection with what there is to say against its substitutes. A
// loader's Accepts is called for that, so r.mu is not held.
func (s Selection) tried(r *Registry) Selection {
	s.swaps = slices.Clone(s.swaps)
	for i := range s.swaps {
		w := &s.swaps[i]
		r.mu.Lock()
		n, err := r.resolveRef(w.ref)
		var def *definition
		if err == nil {
			def = n.def
		}
		r.mu.Unlock()
		if def != nil {
			w.misfit = misfit(n, def, w.sub)
		}
	}
	return s
}

// misfit reports why sub cannot stand in for n.
func misfit(n *node, def *definition, sub *substitute) error {
	if sub.ready == nil {
		if sub.sub.Start == nil {
			return &StateError{Op: OpSwap, Name: n.name, Err: errNoSubStart}
		}
		return nil
	}
	if _, err := fitted(def, sub.ready.v); err != nil {
		return &StateError{Op: OpSwap, Name: n.name, Pos: def.pos, Err: named(err, n)}
	}
	return nil
}

// fitted returns v as an instance; a panic of what tries it on is an error.
func fitted(def *definition, v any) (in *instance, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = Recovered(p)
		}
	}()
	return def.wrap(v)
}

// named puts n's name into a type error that has none yet.
func named(err error, n *node) error {
	if e, ok := err.(*WrongTypeError); ok && e.Name == "" {
		return &WrongTypeError{Name: n.name, Want: e.Want, Got: e.Got}
	}
	return err
}
