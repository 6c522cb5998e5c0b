package interp

import (
	"reflect"
	"sync"
	"unsafe"
	"weak"

	"github.com/mrepl/mrepl/interp/lower"
)

// channels knows where the channels were made that interpreted code has made, for as long as there
// are any. The zero value is ready to use, and may be used from many goroutines.
type channels struct {
	mu    sync.Mutex
	made  map[uintptr]madeChannel // by their addresses
	limit int                     // how many there may be before those that are gone are forgotten
}

// madeChannel is a channel, and the operation that has made it. Another channel can be at its
// address once it is gone, so that the address alone would not do.
type madeChannel struct {
	is weak.Pointer[byte]
	by *maker
}

// A maker is an operation that makes channels: where it is in a unit.
type maker struct {
	unit         *lower.Unit
	offset, site int
}

// fewChannels is how many channels are known before the first look at whether they are gone.
const fewChannels = 1024

// add notes who has made a channel.
func (c *channels) add(ch reflect.Value, by *maker) {
	p := ch.UnsafePointer()
	one := madeChannel{weak.Make((*byte)(p)), by}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.made == nil {
		c.made, c.limit = map[uintptr]madeChannel{}, fewChannels
	}
	if len(c.made) >= c.limit {
		c.forget()
	}
	c.made[uintptr(p)] = one
}

// forget forgets the channels that are gone. To look through twice as many as there were left the
// last time costs each of them a few nanoseconds.
func (c *channels) forget() {
	for at, one := range c.made {
		if one.is.Value() == nil {
			delete(c.made, at)
		}
	}
	c.limit = max(fewChannels, 2*len(c.made))
}

// maker returns who has made a channel, nil where that is not known.
func (c *channels) maker(ch reflect.Value) *maker {
	p := ch.UnsafePointer()
	c.mu.Lock()
	defer c.mu.Unlock()
	if one, ok := c.made[uintptr(p)]; ok && unsafe.Pointer(one.is.Value()) == p {
		return one.by
	}
	return nil
}

// makeStep returns the step of make(T, ...) that notes the channel which was made, or slow where
// T is no channel, or nobody wants to know.
func (g *guard) makeStep(n node, slow step) step {
	t := g.typeOf(n)
	if g.engine.channels == nil || !t.none() && t.rtype() != nil && t.rtype().Kind() != reflect.Chan {
		return slow
	}
	at := g.engine.yaegi.FileSet().Position(g.posOf(n))
	by := &maker{g.unit, at.Offset, g.unit.SiteAt(at.Line, at.Column)}
	return func(frame unsafe.Pointer) step {
		next := slow(frame)
		v := g.value(n, frame)
		if v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if v.Kind() == reflect.Chan && !v.IsNil() {
			g.engine.channels.add(v, by)
		}
		return next
	}
}
