package states

import (
	"reflect"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

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

// inside knows the goroutines that are inside functions of states or observers. One of
// them may be without its number, which takes long to find out: whoever began as a
// worker and has no number that is known is that one.
var inside struct {
	sync.RWMutex
	workers   map[int64]*worker
	nameless  *worker
	strangers atomic.Int32 // those whose goroutine did not begin in operation.work
	lost      atomic.Int32 // goroutines that did, and whose worker was abandoned
}

// nameless stands for the number of a goroutine that was not asked for it.
const nameless = -1

// enter makes w known as the one on the calling goroutine.
func (w *worker) enter() {
	if w.goid != 0 {
		return
	}
	if w.enterNameless() {
		return
	}
	w.goid = goroutineID()
	inside.Lock()
	defer inside.Unlock()
	if inside.workers == nil {
		inside.workers = map[int64]*worker{}
	}
	inside.workers[w.goid] = w
}

// enterNameless makes w the one without a number, if it can be.
func (w *worker) enterNameless() bool {
	inside.Lock()
	defer inside.Unlock()
	if inside.nameless != nil || inside.strangers.Load() > 0 || inside.lost.Load() > 0 {
		return false
	}
	inside.nameless, w.goid = w, nameless
	return true
}

// ready makes w known before it calls a start function, whose reads are observed, or
// one that works on in.
func (w *worker) ready(in *instance) {
	if in != nil && in.def.stop == nil {
		return
	}
	w.enter()
	if in == nil || w.op.r.home != nil { // a fork's handles read the fork
		w.arm()
	}
}

// arm lets reads be observed for w's starts.
func (w *worker) arm() {
	if w.armed {
		return
	}
	w.armed = true
	r := w.op.r
	if r.starting.Add(1); w.op.flow == nil {
		r.alone.Store(w)
	}
	if r.home != nil {
		r.home.forked.Add(1)
	}
	armed.Add(1)
}

// leave undoes enter and arm. It may be called by another goroutine, for a worker
// that was abandoned.
func (w *worker) leave() {
	if w.goid != 0 {
		inside.Lock()
		if w.goid == nameless {
			inside.nameless = nil
		} else {
			delete(inside.workers, w.goid)
		}
		inside.Unlock()
		w.goid = 0
	}
	if w.armed {
		w.armed = false
		armed.Add(-1)
		r := w.op.r
		r.starting.Add(-1)
		r.alone.CompareAndSwap(w, nil)
		if r.home != nil {
			r.home.forked.Add(-1)
		}
	}
}

// caller returns the worker on the calling goroutine, or nil.
func caller() *worker {
	inside.RLock()
	n, rest := len(inside.workers), inside.nameless
	inside.RUnlock()
	if n == 0 && rest == nil {
		return nil
	}
	on := onWorker()
	if !on && inside.strangers.Load() == 0 {
		return nil
	}
	alone := on && inside.lost.Load() == 0
	if alone && n == 0 {
		return rest
	}
	id := goroutineID()
	inside.RLock()
	defer inside.RUnlock()
	w := inside.workers[id]
	if w == nil && alone {
		w = rest
	}
	return w
}

var workEntry = runtime.FuncForPC(reflect.ValueOf((*operation).work).Pointer()).Entry()

// onWorker reports whether the calling goroutine began in operation.work, which is much
// quicker to find out than which goroutine it is.
func onWorker() bool {
	var few [256]uintptr
	pcs := few[:]
	n := runtime.Callers(2, pcs)
	for n == len(pcs) { // the foot of the stack is further down
		pcs = make([]uintptr, 8*n)
		n = runtime.Callers(2, pcs)
	}
	for _, pc := range pcs[max(0, n-4):n] {
		if f := runtime.FuncForPC(pc - 1); f != nil && f.Entry() == workEntry {
			return true
		}
	}
	return false
}

// goroutineID returns the number that the runtime prints for the calling goroutine,
// 0 if it prints none.
func goroutineID() (id int64) {
	var buf [40]byte
	const prefix = len("goroutine ")
	n := runtime.Stack(buf[:], false)
	for i := prefix; i < n && '0' <= buf[i] && buf[i] <= '9'; i++ {
		id = id*10 + int64(buf[i]-'0')
	}
	return id
}

// read returns the instance that a Get (must) or a Lookup on n is to return. Without
// one, Lookup gets nil and Get panics.
func (n *node) read(must bool) *instance {
	var w *worker
	if armed.Load() > 0 {
		n, w = n.observed(must)
	}
	if in := n.cell.Load(); in != nil {
		if w != nil {
			w.use(n, in.gen)
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
		if n = w.op.r.lookup(n.name); n == nil {
			panic(&UnknownStateError{Name: n.name})
		}
	}
	if cur := w.cur.Load(); cur != nil {
		n.reg.mu.Lock()
		n.reg.saw(cur, n, !must)
		n.reg.mu.Unlock()
		return n, w
	}
	return n, nil
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

// use notes that the instance being made is built on generation gen of n.
func (w *worker) use(n *node, gen int) {
	w.op.r.mu.Lock()
	defer w.op.r.mu.Unlock()
	w.addUse(n, gen)
}

// addUse is use where r.mu is held.
func (w *worker) addUse(n *node, gen int) {
	for i := range w.uses {
		if w.uses[i].node == n {
			return
		}
	}
	if len(w.uses) == cap(w.uses) {
		w.uses = slices.Grow(w.uses, min(len(w.op.steps), 64)) // for some steps to come too
	}
	w.uses = append(w.uses, use{n, gen})
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
		w.use(n, in.gen)
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

// lookup returns the state of that full name, or nil.
func (r *Registry) lookup(full string) *node {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.byName[full]
}
