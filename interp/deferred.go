package interp

import (
	"reflect"
	"unsafe"
)

// Lowered functions defer one call at most, of a function that is declared, which makes the others.
// It is made here too where the function is carried out here.

// A deferredCall is a call that is made when a function ends.
type deferredCall struct {
	proto *prototype
	args  []reflect.Value // variables, of which lowered code expects that they are read when the call is made
}

// deferStep returns the step that defers a call, or slow where that is left to the interpreter.
func (c *callSite) deferStep(next, slow step) step {
	if len(c.results) > 0 {
		return slow
	}
	return func(at unsafe.Pointer) step {
		f := (*frame)(at)
		a, ok := f.asActivation()
		p, in := c.called(f)
		if !ok || p == nil || !p.direct || p.defers || in != f.root || !c.fits(f, p) {
			return slow(at)
		}
		later := &deferredCall{proto: p}
		for i := range c.args {
			later.args = append(later.args, c.args[i].in(f))
		}
		a.later = later
		return next
	}
}

// make makes the call, for a function that ends.
func (d *deferredCall) make(caller *activation, number *uint64) {
	a := caller.begin(d.proto, &caller.frame)
	d.proto.make(a.data)
	for i, arg := range d.args {
		a.data[d.proto.results+i].Set(arg)
	}
	a.run(number)
	a.end(&caller.frame)
}
