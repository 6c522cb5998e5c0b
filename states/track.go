package states

// Who reads what during a start is observed like this. While no start function runs
// anywhere in the process, Get is an atomic load of the counter armed and one of the
// cell, and looks no further. While one runs, Get takes its longer way: it asks
// which goroutine calls it and, if that is one that runs a start, notes the use on
// the state being started and on the instance that comes of it.
//
// Asking walks the caller's stack, about a microsecond, so a use that is known already
// from an earlier start of the state is taken as read again by whoever reads it
// meanwhile; a first sighting is never guessed.
//
// What this sees is every Get and Lookup on the goroutine that the start function
// was called on. It does not see reads on goroutines that the function begins, nor
// those that happen after it has returned (in a handler, say): for them there is
// Needs, and what a loader reads in the source.

// read returns the instance that a Get (must) or a Lookup on n is to return. Without
// one, Lookup gets nil and Get panics.
func (n *node) read(must bool) *instance {
	var w *worker
	if armed.Load() > 0 {
		n, w = n.observed(must)
	}
	if in := n.cell.Load(); in != nil {
		if w != nil {
			w.use(n)
		}
		return in
	}
	if !must {
		return nil
	}
	return n.miss(w)
}

// observed notes that n is read, if a start reads it, and returns that start's
// worker. In the start of a fork, n becomes the fork's own state.
func (n *node) observed(must bool) (*node, *worker) {
	r := n.reg
	forked := r.forked.Load() > 0
	if !forked && r.starting.Load() == 0 {
		return n, nil
	}
	if !forked {
		if w := r.alone.Load(); w != nil && w.knows(n, must) {
			return n, w
		}
	}
	w := caller()
	if w == nil {
		return n, nil
	}
	if w.op.r != r {
		if w.op.r.home != r {
			return n, nil // a start of some other registry
		}
		n = n.in(w.op.r)
	}
	if cur := w.cur.Load(); cur != nil {
		n.reg.mu.Lock()
		n.reg.saw(cur, n, !must)
		n.reg.mu.Unlock()
		return n, w
	}
	return n, nil
}

// readsFor says that what w's goroutine reads from now on it reads for the start of n, or
// for none if n is nil.
func (w *worker) readsFor(n *node) {
	if w.cur.Load() != n {
		w.cur.Store(n)
	}
}

// knows reports whether the state that w starts was seen to use n before.
func (w *worker) knows(n *node, must bool) bool {
	cur := w.cur.Load()
	if cur == nil {
		return false
	}
	for _, s := range cur.sightings() {
		if s.node == n {
			return !(must && s.optional) && n.cell.Load() != nil
		}
	}
	return false
}

// use notes that what is being started is built on what runs of n.
func (w *worker) use(n *node) {
	w.op.r.mu.Lock()
	defer w.op.r.mu.Unlock()
	if w.inFn { // else it has ended meanwhile, if somebody else was it that read
		w.addUse(n)
	}
}

// addUse is use where r.mu is held.
func (w *worker) addUse(n *node) {
	for i := range w.uses {
		if w.uses[i].node == n {
			return
		}
	}
	w.uses = append(w.uses, use{n, n.gen})
}

// miss is Get on a state without a value.
func (n *node) miss(w *worker) *instance {
	r := n.reg
	switch {
	case w == nil && r.isLazy():
		return n.startLazily()
	case w == nil:
	case r.isLazy():
		w.op.nest(w, n)
	default:
		w.op.await(w, n)
	}
	if in := n.cell.Load(); in != nil {
		w.use(n)
		return in
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	e := &NotStartedError{Name: n.name, Status: n.status, Err: n.err}
	if w != nil {
		if cur := w.cur.Load(); cur != nil && cur != n {
			e.By = cur.name
		}
	}
	panic(e)
}
