package states

import (
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
)

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
