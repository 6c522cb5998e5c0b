package states

import (
	"context"
	"slices"
)

// A GetPolicy says what [State.Get] does on a state that is not started.
type GetPolicy uint32

// The policies of Get.
const (
	GetPanics GetPolicy = iota // with a *NotStartedError
	GetStarts                  // it starts the state and what that needs
)

// SetGet says what Get does on a state of r that is not started. The default is
// [GetPanics].
//
// Under [GetStarts] a state is started once however many goroutines ask: those that come
// while it starts wait, and if that fails, they all panic with its error. A start
// function that reads another state starts that one in the middle of its own; a
// circle is a *[CycleError]. What Get starts is in the report of the operation under
// way. Lookup and printing start nothing, and operations run one step at a time. A
// start function must not wait for a goroutine of its own that is the first to read
// a state: that one waits for the operation.
func (r *Registry) SetGet(p GetPolicy) { r.lazy.Store(uint32(p)) }

func (r *Registry) isLazy() bool { return GetPolicy(r.lazy.Load()) == GetStarts }

// startLazily starts n for a Get outside any operation of its registry.
func (n *node) startLazily() *instance {
	r := n.reg
	r.mu.Lock()
	tries := n.tries
	r.mu.Unlock()
	err := r.startOnce(n, tries)
	if in := n.cell.Load(); in != nil {
		return in
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil {
		err = n.err
	}
	panic(&NotStartedError{Name: n.name, Status: n.status, Err: err})
}

// startOnce starts n with what it needs, unless somebody has tried since tries.
func (r *Registry) startOnce(n *node, tries int32) error {
	s := r.Only(Name(n.name)).WithDeps()
	o, err := r.begin(context.Background(), OpStart, s.how)
	if err != nil {
		return err
	}
	r.mu.Lock()
	var p *plan
	if n.tries != tries {
		err = n.err
	} else {
		p, err = r.plan(OpStart, s)
	}
	r.mu.Unlock()
	if p == nil || err != nil {
		close(o.done)
		_, _ = o.end()
		return err
	}
	o.execute(p)
	_, err = o.end()
	return err
}

// nest starts n in the middle of the start that w is at, on w's goroutine.
func (o *operation) nest(w *worker, n *node) {
	r := o.r
	for at := w; at != nil; at = at.outer {
		if at.cur.Load() == n {
			panic(&CycleError{Path: w.path(n)})
		}
	}
	r.mu.Lock()
	r.link()
	p := &plan{}
	err := r.bringUp(p, r.withDeps([]*node{n}, p), nil)
	r.mu.Unlock()
	if err != nil {
		panic(&NotStartedError{Name: n.name, By: w.cur.Load().name, Err: err})
	}
	inner := &worker{op: o, outer: w, ctx: w.ctx, goid: w.goid, armed: true}
	inner.take()
	defer w.take()
	why := &reason{"it is read by", w.cur.Load()}
	r.mu.Lock()
	for i := range p.steps {
		st := &p.steps[i]
		st.why = why
		if !o.start(inner, st) || st.n.cell.Load() == nil {
			break
		}
	}
	r.mu.Unlock()
}

// take makes w the one that its goroutine's reads are put down to.
func (w *worker) take() {
	inside.Lock()
	if w.goid == nameless {
		inside.nameless = w
	} else {
		inside.workers[w.goid] = w
	}
	inside.Unlock()
	if w.op.r.alone.Load() != nil {
		w.op.r.alone.Store(w)
	}
}

// path returns the names from n, whose start is under way, to n, which w's start reads.
func (w *worker) path(n *node) []string {
	path := []string{n.name}
	for at := w; at != nil; at = at.outer {
		cur := at.cur.Load()
		path = append(path, cur.name)
		if cur == n {
			break
		}
	}
	slices.Reverse(path)
	return path
}
