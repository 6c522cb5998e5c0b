package interp

import (
	"reflect"
	"unsafe"
)

// What is sent and received goes from variable to variable, if it is of a common type. The
// interpreter's own steps go through reflect, and for a range through a select.

// A channelType is how values of a type go through channels.
type channelType struct {
	channel, elem *variable // what variables of them are
	send          func(channel, from unsafe.Pointer)
	receive       func(channel unsafe.Pointer) (to unsafe.Pointer, ok bool)
}

// channelTypeOf returns how values go through channels of the type t; not ok for a type that is not common.
func channelTypeOf(t reflect.Type) (c channelType, ok bool) {
	if t == nil || t.Kind() != reflect.Chan {
		return c, false
	}
	c.channel, c.elem = like(t), like(t.Elem())
	switch size := t.Elem().Size(); t.Elem().Kind() {
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		switch size {
		case 1:
			c.send, c.receive = sendAs[uint8], receiveAs[uint8]
		case 4:
			c.send, c.receive = sendAs[uint32], receiveAs[uint32]
		case 8:
			c.send, c.receive = sendAs[uint64], receiveAs[uint64]
		}
	case reflect.String:
		c.send, c.receive = sendAs[string], receiveAs[string]
	case reflect.Pointer, reflect.Map, reflect.Chan:
		c.send, c.receive = sendAs[*byte], receiveAs[*byte] // reflect.ChanOf fails in programs with pointers to channels of unsafe.Pointer
	case reflect.Interface:
		c.send, c.receive = sendAs[any], receiveAs[any]
	case reflect.Struct:
		if size == 0 {
			c.send, c.receive = sendAs[struct{}], receiveAs[struct{}]
		}
	}
	return c, c.send != nil
}

// sendAs sends what there is at from through a channel of a type that has the representation of T. The
// channel knows its own.
func sendAs[T any](channel, from unsafe.Pointer) {
	(*(*chan T)(channel)) <- *(*T)(from)
}

// receiveAs receives a value in the same way.
func receiveAs[T any](channel unsafe.Pointer) (to unsafe.Pointer, ok bool) {
	v := new(T)
	*v, ok = <-*(*chan T)(channel)
	return unsafe.Pointer(v), ok
}

// channelStep returns the step of an operation on a channel, or slow where that is left to the interpreter. Made
// is what makes the interpreter's own.
func (g *guard) channelStep(n node, made func(unsafe.Pointer), slow step) step {
	list := g.children(n)
	name := madeBy(made)
	at := map[string]int{"send": 0, "recv": 0, "rangeChan": 1}
	i, ok := at[name]
	if !ok || !g.direct || len(list) <= i {
		return slow
	}
	of := g.typeOf(list[i])
	channel, found := g.operand(list[i])
	if of.none() || !found {
		return slow
	}
	t, ok := channelTypeOf(of.rtype())
	if !ok {
		return slow
	}
	switch next := g.next(n); name {
	case "send":
		if x, ok := g.operand(list[1]); ok {
			return t.sending(channel, x, next.yes, slow)
		}
	case "recv":
		if to, ok := g.variable(n); ok && next.no == nil {
			return t.receiving(channel, to, next.yes, slow)
		}
	case "rangeChan":
		to := operand{index: *part[int](list[0].at, g.findex)}
		return t.ranging(channel, to, next, slow)
	}
	return slow
}

// sending returns the step of c <- x.
func (t channelType) sending(channel, x operand, next, slow step) step {
	return func(at unsafe.Pointer) step {
		f := (*frame)(at)
		c, v := channel.at(f), x.at(f)
		if !c.is(t.channel) || v.typ_ != t.elem.typ_ || v.flag&indirect == 0 {
			return slow(at)
		}
		t.send(c.ptr, v.ptr)
		return next
	}
}

// receiving returns the step of <-c.
func (t channelType) receiving(channel, to operand, next, slow step) step {
	return func(at unsafe.Pointer) step {
		f := (*frame)(at)
		c := channel.at(f)
		if !c.is(t.channel) {
			return slow(at)
		}
		v := *t.elem
		v.ptr, _ = t.receive(c.ptr)
		*to.at(f) = v
		return next
	}
}

// ranging returns the step that takes the next value in for v := range c.
func (t channelType) ranging(channel, to operand, next branch, slow step) step {
	return func(at unsafe.Pointer) step {
		f := (*frame)(at)
		c, v := channel.at(f), to.in(f)
		if !c.is(t.channel) || !inner(&v).is(t.elem) {
			return slow(at)
		}
		x := *t.elem
		p, ok := t.receive(c.ptr)
		if !ok {
			return next.no
		}
		x.ptr = p
		v.Set(x.value())
		return next.yes
	}
}
