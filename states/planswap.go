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
