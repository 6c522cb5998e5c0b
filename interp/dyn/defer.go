package dyn

import (
	"bytes"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

// Defers are the deferred calls of one function call. The interpreter's own
// stop at the first one that panics, read their arguments when they run, and cannot
// be recovered from in a function value; so lowered functions keep their own, and
// have the interpreter defer nothing but Run.
//
// The zero value is ready to use. It belongs to the goroutine of its function.
type Defers struct{ calls []deferred }

type deferred struct {
	run   func()
	depth int // how many interpreted functions deep the deferred one runs
}

// Push defers a call that f makes.
func (d *Defers) Push(f func()) { d.calls = append(d.calls, deferred{f, 2}) }

// PushFace defers a call that f makes through an interface of interpreted code.
func (d *Defers) PushFace(f func()) { d.calls = append(d.calls, deferred{f, 4}) }

// unwinding is a Run that is calling a deferred function.
type unwinding struct {
	outer     *unwinding
	value     any // of the panic that is under way, or nil
	depth     int
	recovered bool
	panicked  bool // the deferred function has
	kept      int  // how many panics were replaced before it was called
}

var (
	panics     atomic.Int64 // how many deferred calls are under way because of a panic
	unwindings sync.Map     // goroutine -> *unwinding, the innermost
)

// Run makes the deferred calls, last first, while a panic with value p is under
// way, or none when p is nil. A call that panics replaces the panic; what is left
// of it at the end goes on.
func (d *Defers) Run(p any) {
	finished := false
	defer func() {
		if !finished && len(d.calls) > 0 { // runtime.Goexit in a deferred call
			d.Run(nil)
		}
	}()
	p = d.unwind(p)
	finished = true
	if p != nil {
		panic(p)
	}
}

// unwind makes the deferred calls and returns the panic that is under way after them.
func (d *Defers) unwind(p any) (after any) {
	for len(d.calls) > 0 {
		last := d.calls[len(d.calls)-1]
		d.calls = d.calls[:len(d.calls)-1]
		before := p
		if p = last.call(p); before != nil && p == nil {
			return d.recovered()
		}
	}
	return p
}

// recovered is unwind for what is left when one of the calls has recovered: so a stack says it.
//
//go:noinline
func (d *Defers) recovered() (after any) { return d.unwind(nil) }

// call makes one call and returns the panic that is under way after it.
func (c deferred) call(p any) (after any) {
	switch {
	case p != nil:
		panics.Add(1)
		defer panics.Add(-1)
	case panics.Load() == 0:
		return c.guarded(nil)
	}
	u := &unwinding{value: p, depth: c.depth}
	id := goroutine()
	if outer, ok := unwindings.Load(id); ok {
		u.outer = outer.(*unwinding)
	}
	unwindings.Store(id, u)
	ended := replacing(id, u)
	defer func() {
		ended()
		if u.outer == nil {
			unwindings.Delete(id)
		} else {
			unwindings.Store(id, u.outer)
		}
	}()
	return c.guarded(u)
}

// guarded makes the call; u is nil when nothing can be recovered in it.
func (c deferred) guarded(u *unwinding) (after any) {
	returned := false
	defer func() {
		switch r := recover(); {
		case !returned && r != nil:
			after = Recovered(r)
			if u != nil {
				u.panicked = true
			}
		case u != nil && !u.recovered:
			after = u.value
		}
	}()
	c.run()
	returned = true
	return nil
}

// Recover is recover in lowered code: the value of the panic that the deferred
// function which calls it has stopped, or nil.
func Recover() any {
	u, depth := current()
	if u == nil || u.value == nil || u.recovered || depth != u.depth {
		return nil
	}
	u.recovered = true
	return u.value
}

// RecoverOuter is recover that is deferred itself: it is called as if by the
// function with the defer statement, and stops the panic that this was called for.
func RecoverOuter() {
	switch u, depth := current(); {
	case u == nil:
	case u.value == nil && u.outer != nil:
		u.outer.recovered = true
	case u.value != nil && depth == u.depth+1: // the only deferred call of its function
		u.recovered = true
	}
}

// RunOne makes the only deferred call of a function, f, while a panic with value
// p is under way. depth is as for Push (2) and PushFace (4).
func RunOne(p any, depth int, f func()) {
	d := Defers{calls: []deferred{{f, depth}}}
	d.Run(p)
}

// Pass says that the calling function only passes a call on to a function that
// calls recover: it does not count.
func Pass() {
	if u, depth := current(); u != nil && depth == u.depth {
		u.depth++
	}
}

// current returns the innermost unwinding of this goroutine and how many
// interpreted functions deep its deferred function has called.
func current() (*unwinding, int) {
	if panics.Load() == 0 {
		return nil, 0
	}
	u, ok := unwindings.Load(goroutine())
	if !ok {
		return nil, 0
	}
	return u.(*unwinding), interpretedDepth()
}

// NotNil panics when x is nil, as deferring a method of it does.
func NotNil(x any) {
	if x == nil {
		panic(errNilDereference)
	}
}

// NilDereference panics as what follows a nil pointer does.
func NilDereference() { panic(errNilDereference) }

// NilReceiver panics as a call through an interface of a method of values does, on a nil pointer to that type.
func NilReceiver(pkg, typ, method string) {
	panic(plainError(fmt.Sprintf("value method %s.%s.%s called using nil *%s pointer", pkg, typ, method, typ)))
}

// interpretedDepth counts the interpreted functions on the stack above the
// innermost deferred call.
func interpretedDepth() (depth int) {
	var buf [256]uintptr
	frames := runtime.CallersFrames(buf[:runtime.Callers(2, buf[:])])
	for {
		frame, more := frames.Next()
		switch frame.Function {
		case "github.com/traefik/yaegi/interp.runCfg", "github.com/mrepl/mrepl/interp.(*activation).run", "github.com/mrepl/mrepl/interp.(*activation).runDeferring":
			depth++
		case "github.com/mrepl/mrepl/interp/dyn.deferred.guarded":
			return depth
		}
		if !more {
			return 0
		}
	}
}

// goroutine returns the number of the calling goroutine.
func goroutine() string {
	var buf [64]byte
	text := bytes.TrimPrefix(buf[:runtime.Stack(buf[:], false)], []byte("goroutine "))
	id, _, _ := bytes.Cut(text, []byte(" "))
	return string(id)
}
