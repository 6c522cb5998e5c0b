package states

import (
	"slices"
	"sync"
	"sync/atomic"
)

// observers are the functions that want to know of events.
type observers struct {
	mu   sync.Mutex // held while one event is told, so that events come one by one
	edit sync.Mutex
	list atomic.Pointer[[]*observer]
}

type observer struct {
	tell func(Event)
	gone atomic.Bool // it has ended the goroutine it was called on
}

// Observe calls f with every event of r from now on, in order and one at a time,
// until cancel is called. The operation waits for f to return. An operation on r
// that f asks for is refused with a *[ReentrantError]; a panic of f is noted in the
// operation's [Report] and does no harm; an f that ends its goroutine is told no more.
func (r *Registry) Observe(f func(Event)) (cancel func()) {
	o := &observer{tell: f}
	r.observers.change(func(list []*observer) []*observer { return append(list, o) })
	return func() {
		r.observers.change(func(list []*observer) []*observer {
			return slices.DeleteFunc(list, func(x *observer) bool { return x == o })
		})
	}
}

func (o *observers) change(f func([]*observer) []*observer) {
	o.edit.Lock()
	defer o.edit.Unlock()
	var list []*observer
	if old := o.list.Load(); old != nil {
		list = slices.Clone(*old)
	}
	list = f(list)
	o.list.Store(&list)
}

// any reports whether anybody wants to know.
func (o *observers) any() bool {
	list := o.list.Load()
	return list != nil && len(*list) > 0
}

// emit tells everybody e and returns what observers panicked with.
func (o *observers) emit(e Event) (panics []any) {
	list := o.list.Load()
	if list == nil {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, obs := range *list {
		if obs.gone.Load() {
			continue
		}
		if v, bad := obs.call(e); bad {
			panics = append(panics, v)
		}
	}
	return panics
}

func (o *observer) call(e Event) (v any, bad bool) {
	bad = true
	defer func() {
		if !bad {
			return
		}
		if v = recover(); v == nil { // runtime.Goexit, as by testing.T.FailNow
			o.gone.Store(true)
		}
	}()
	o.tell(e)
	return nil, false
}
