package dyn

import (
	"reflect"
)

// A decoder follows a pointer that it finds in an interface, as in an envelope with a
// field Data any. A box is none to it; so while it decodes there are pointers in place of
// the boxes.

// following returns what decodes as decode does, and follows the pointers in boxes.
func following(decode func(any) error) func(any) error {
	return func(to any) error {
		v := reflect.ValueOf(to)
		if v.Kind() != reflect.Pointer || v.IsNil() || !mayHold(v.Type().Elem()) {
			return decode(to)
		}
		h := heldPointers{seen: map[uintptr]bool{}}
		h.visit(v, h.open)
		err := decode(to)
		if failed := h.close(v); failed != nil {
			return failed
		}
		return err
	}
}

// heldPointers are the pointers that stand in place of boxes for a while.
type heldPointers struct {
	list []heldPointer
	seen map[uintptr]bool
}

type heldPointer struct {
	at   reflect.Value // the interface
	box  any
	to   reflect.Value // what stands there
	done func() error  // takes over what was decoded
	kept bool          // by the decoder
}

// visit visits the interfaces in a value.
func (h *heldPointers) visit(v reflect.Value, visit func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Interface:
		visit(v)
	case reflect.Pointer:
		if !v.IsNil() && mayHold(v.Type().Elem()) && !h.seen[v.Pointer()] {
			h.seen[v.Pointer()] = true
			h.visit(v.Elem(), visit)
		}
	case reflect.Slice, reflect.Array:
		if mayHold(v.Type().Elem()) {
			for i := range v.Len() {
				h.visit(v.Index(i), visit)
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() && mayHold(f.Type()) {
				h.visit(f, visit)
			}
		}
	}
}

// open replaces a box in an interface.
func (h *heldPointers) open(v reflect.Value) {
	if v.IsNil() || v.NumMethod() > 0 || !v.CanSet() {
		return
	}
	box := v.Interface()
	t, x := Open(box)
	if t == nil {
		return
	}
	p, elem := reflect.ValueOf(x), elementOnce(t.Go())
	if p.Kind() != reflect.Pointer || p.IsNil() || elem == nil || p.Elem().Kind() == reflect.Interface {
		return
	}
	held := heldPointer{at: v, box: box, to: p, done: func() error { return nil }}
	if t.table.shape(elem, fromJSON).hidden {
		d, to, err := t.table.jsonTargets().begin(p, elem)
		if err != nil {
			return
		}
		held.to, held.done = to, func() error { return d.end(p, to, elem) }
	}
	v.Set(held.to)
	h.list = append(h.list, held)
	h.visit(held.to, h.open)
}

// close puts the boxes back where the decoder has left the pointers, which may have been
// copied with the slice that they are in.
func (h *heldPointers) close(v reflect.Value) (err error) {
	for i := range h.list {
		h.put(h.list[i].at)
	}
	clear(h.seen)
	h.visit(v, h.put)
	for _, held := range h.list {
		if !held.kept {
			continue
		}
		if failed := held.done(); err == nil {
			err = failed
		}
	}
	return err
}

// put puts the box back that a pointer in an interface stands for.
func (h *heldPointers) put(at reflect.Value) {
	now := at.Elem()
	if now.Kind() != reflect.Pointer || !at.CanSet() {
		return
	}
	for i := range h.list {
		if held := &h.list[i]; held.to.Type() == now.Type() && held.to.Pointer() == now.Pointer() {
			at.Set(reflect.ValueOf(held.box))
			held.kept = true
			h.visit(held.to, h.put)
			return
		}
	}
}
