package dyn

import (
	"encoding/json"
	"go/types"
	"reflect"
	"strings"
)

// take takes what a decoder has left in what stands for a value.
func (d *decoding) take(to, from reflect.Value, t types.Type) {
	s := d.shape(t)
	if !s.hidden {
		to.Set(from)
		return
	}
	switch c := from.Addr().Interface().(type) {
	case *caughtJSON:
		d.caught(&c.caught, to, s, "UnmarshalJSON")
		return
	case *caughtText:
		d.caught(&c.caught, to, s, "UnmarshalText")
		return
	case *caughtList:
		if len(*c) == 0 {
			to.SetZero()
			return
		}
		d.caught(&(*c)[0], to, s, "UnmarshalText")
		return
	}
	switch u := s.underlying.(type) {
	case *types.Pointer:
		d.takePointer(to, from, u.Elem())
	case *types.Slice:
		d.takeSlice(to, from, u.Elem())
	case *types.Array:
		for i := range from.Len() {
			d.take(to.Index(i), from.Index(i), u.Elem())
		}
	case *types.Map:
		d.takeMap(to, from, u)
	case *types.Struct:
		d.takeStruct(to, from, t, u)
	}
}

// caught has a method called with all that was caught for a value.
func (d *decoding) caught(c *caught, to reflect.Value, s *shape, method string) {
	if !c.there {
		to.SetZero()
	}
	for _, text := range c.calls {
		d.call(text.order, text.text, to, s, method)
	}
}

func (d *decoding) call(order uint64, text []byte, to reflect.Value, s *shape, method string) {
	f, _ := s.ptr.method(method).(func(any, []byte) error)
	box := Box(s.ptr, to.Addr().Interface())
	owner, path := d.owner, strings.Join(d.path, ".")
	d.calls = append(d.calls, &call{order: order, run: func() error { return placed(f(box, text), owner, path) }})
}

// placed says in an error that a method returned where its value is, as encoding/json
// does.
func placed(err error, owner types.Type, path string) error {
	e, ok := err.(*json.UnmarshalTypeError)
	if !ok || owner == nil {
		return err
	}
	if e.Field != "" {
		path += "." + e.Field
	}
	e.Struct, e.Field = "", path
	if n, ok := types.Unalias(owner).(*types.Named); ok {
		e.Struct = n.Obj().Name()
	}
	return e
}

func (d *decoding) takePointer(to, from reflect.Value, elem types.Type) {
	if from.IsNil() {
		to.SetZero()
		return
	}
	p := from.UnsafePointer()
	source, known := d.sources[p]
	if !known {
		source = reflect.New(to.Type().Elem())
		d.sources[p] = source
	}
	if to.Pointer() != source.Pointer() {
		to.Set(source)
	}
	if !d.taken[p] {
		d.taken[p] = true
		d.take(source.Elem(), from.Elem(), elem)
	}
}

func (d *decoding) takeSlice(to, from reflect.Value, elem types.Type) {
	if from.IsNil() {
		to.SetZero()
		return
	}
	n := from.Len()
	if to.IsNil() || n > to.Cap() {
		grown := reflect.MakeSlice(to.Type(), n, max(n, from.Cap()))
		if !to.IsNil() {
			reflect.Copy(grown, to.Slice(0, to.Cap()))
		}
		to.Set(grown)
	}
	to.SetLen(n)
	m := move{from.UnsafePointer(), to.UnsafePointer(), n}
	if d.moved[m] {
		return
	}
	d.moved[m] = true
	for i := range n {
		d.take(to.Index(i), from.Index(i), elem)
	}
}

func (d *decoding) takeMap(to, from reflect.Value, u *types.Map) {
	if from.IsNil() {
		to.SetZero()
		return
	}
	if to.IsNil() {
		to.Set(reflect.MakeMap(to.Type()))
	}
	m := to
	if to.CanAddr() { // the map itself, whatever the variable is later
		m = reflect.ValueOf(to.Interface())
	}
	for it := from.MapRange(); it.Next(); {
		first := len(d.calls)
		s := store{}
		key, elem := it.Key(), reflect.New(to.Type().Elem()).Elem()
		if c, ok := key.Interface().(caughtKey); ok {
			s.order, key = c.order, reflect.New(to.Type().Key()).Elem()
			d.call(c.order, []byte(c.text), key, d.shape(u.Key()), "UnmarshalText")
		}
		value := reflect.New(from.Type().Elem()).Elem()
		value.Set(it.Value())
		d.take(elem, value, u.Elem())
		s.calls = append(s.calls, d.calls[first:]...)
		s.run = func() { m.SetMapIndex(key, elem) }
		d.stores = append(d.stores, s)
	}
}

func (d *decoding) takeStruct(to, from reflect.Value, t types.Type, u *types.Struct) {
	owner := d.owner
	d.owner = t
	d.takeFields(to, from, t, u)
	d.owner = owner
}

func (d *decoding) takeFields(to, from reflect.Value, t types.Type, u *types.Struct) {
	for i, p := range d.struc(t, u, to.Type()).parts {
		d.path = append(d.path, p.label)
		src, dst := from.Field(i), to.Field(p.index)
		switch inner := deref(p.typ); {
		case !p.flat:
			d.take(dst, src, p.typ)
		case src.Kind() != reflect.Pointer:
			d.takeFields(dst, src, inner, inner.Underlying().(*types.Struct))
		case !src.IsNil():
			if dst.IsNil() {
				dst.Set(reflect.New(dst.Type().Elem()))
			}
			d.takeFields(dst.Elem(), src.Elem(), inner, inner.Underlying().(*types.Struct))
		}
		d.path = d.path[:len(d.path)-1]
	}
}
