package dyn

import (
	"cmp"
	"go/types"
	"reflect"
	"slices"
	"unsafe"
)

// decoding decodes into a value by way of a target: what the value holds is put into
// the target first, and what the decoder has left there is taken out afterwards, the
// methods that it would have called being called.
type decoding struct {
	types   *targets
	inside  map[unsafe.Pointer]reflect.Value // pointer in the value -> in the target
	sources map[unsafe.Pointer]reflect.Value // pointer in the target -> in the value
	taken   map[unsafe.Pointer]bool          // pointers in the target
	lists   map[list]reflect.Value           // list in the value -> in the target
	moved   map[move]bool                    // the lists whose elements have been taken
	calls   []*call
	stores  []store

	held bool // an interface with methods is not nil

	owner types.Type // the struct with the field that is being taken
	path  []string   // the fields that lead there
}

// list is the array behind a slice, up to its capacity, and the type of what stands for the slice.
type list struct {
	first unsafe.Pointer
	n     int
	typ   reflect.Type
}

// move is the elements of a list in the target, and where they are taken to.
type move struct {
	from, to unsafe.Pointer
	n        int
}

// call is a call of a method that the decoder would have made.
type call struct {
	order uint64
	run   func() error
	done  bool
}

// store puts an entry into a map, once the calls for its key and value have been made.
type store struct {
	order uint64
	calls []*call
	run   func()
}

// into decodes into what ptr points to, a value of type t, with a function that is
// given the pointer to decode into.
func (m *targets) into(ptr reflect.Value, t types.Type, decode func(any) error) error {
	d, to, err := m.begin(ptr, t)
	if err != nil {
		return err
	}
	return d.by(decode, ptr, to, t)
}

// by decodes into what stands for the value, and takes it over.
func (d *decoding) by(decode func(any) error, ptr, to reflect.Value, t types.Type) error {
	failed := decode(to.Interface())
	if err := d.end(ptr, to, t); err != nil {
		return err
	}
	return failed
}

// begin returns a pointer to what stands for the value that ptr points to.
func (m *targets) begin(ptr reflect.Value, t types.Type) (d *decoding, to reflect.Value, err error) {
	typ, err := m.typeOf(t, ptr.Type().Elem())
	if err != nil {
		return nil, reflect.Value{}, err
	}
	d = &decoding{types: m, inside: map[unsafe.Pointer]reflect.Value{}, sources: map[unsafe.Pointer]reflect.Value{}, taken: map[unsafe.Pointer]bool{}, lists: map[list]reflect.Value{}, moved: map[move]bool{}}
	to = reflect.New(typ)
	d.put(to.Elem(), ptr.Elem(), t)
	return d, to, nil
}

// end takes over what was decoded.
func (d *decoding) end(ptr, to reflect.Value, t types.Type) error {
	d.take(ptr.Elem(), to.Elem(), t)
	return d.finish()
}

// finish makes the calls, in the order in which the decoder made them, up to one that
// fails, and stores what they have made complete.
func (d *decoding) finish() (err error) {
	slices.SortStableFunc(d.calls, func(a, b *call) int { return cmp.Compare(a.order, b.order) })
	for _, c := range d.calls {
		if err = c.run(); err != nil {
			break
		}
		c.done = true
	}
	slices.SortStableFunc(d.stores, func(a, b store) int { return cmp.Compare(a.order, b.order) })
	for _, s := range d.stores {
		if !slices.ContainsFunc(s.calls, func(c *call) bool { return !c.done }) {
			s.run()
		}
	}
	return err
}

// put puts what a value holds into what stands for it.
func (d *decoding) put(to, from reflect.Value, t types.Type) {
	s := d.shape(t)
	if !s.hidden {
		to.Set(from)
		return
	}
	switch typ := to.Type(); typ {
	case caughtJSONType, caughtTextType:
		to.Addr().Interface().(interface{ exists() }).exists()
		return
	case caughtListType:
		if !from.IsNil() {
			to.Set(reflect.ValueOf(caughtList{{there: true}}))
		}
		return
	}
	switch u := s.underlying.(type) {
	case *types.Interface:
		d.held = d.held || !from.IsNil()
	case *types.Pointer:
		if !from.IsNil() {
			to.Set(d.pointer(to.Type(), from, u.Elem()))
		}
	case *types.Slice:
		if !from.IsNil() {
			to.Set(d.list(to.Type(), from, u.Elem()))
		}
	case *types.Array:
		for i := range from.Len() {
			d.put(to.Index(i), from.Index(i), u.Elem())
		}
	case *types.Map:
		if !from.IsNil() {
			to.Set(reflect.MakeMap(to.Type()))
		}
	case *types.Struct:
		d.putStruct(to, from, t, u)
	}
}

// pointer returns what stands for a pointer that is not nil.
func (d *decoding) pointer(typ reflect.Type, from reflect.Value, elem types.Type) reflect.Value {
	if known, ok := d.inside[from.UnsafePointer()]; ok && known.Type() == typ {
		return known
	}
	to := reflect.New(typ.Elem())
	d.inside[from.UnsafePointer()], d.sources[to.UnsafePointer()] = to, from
	d.put(to.Elem(), from.Elem(), elem)
	return to
}

// list returns what stands for a slice that is not nil.
func (d *decoding) list(typ reflect.Type, from reflect.Value, elem types.Type) reflect.Value {
	all := from.Slice(0, from.Cap())
	key := list{all.UnsafePointer(), all.Len(), typ}
	to, known := d.lists[key]
	if !known {
		to = reflect.MakeSlice(typ, all.Len(), all.Len())
		d.lists[key] = to
		for i := range all.Len() {
			d.put(to.Index(i), all.Index(i), elem)
		}
	}
	return to.Slice(0, from.Len())
}

func (d *decoding) putStruct(to, from reflect.Value, t types.Type, u *types.Struct) {
	for i, p := range d.struc(t, u, from.Type()).parts {
		src, dst := from.Field(p.index), to.Field(i)
		switch inner := deref(p.typ); {
		case !p.flat:
			d.put(dst, src, p.typ)
		case src.Kind() != reflect.Pointer:
			d.putStruct(dst, src, inner, inner.Underlying().(*types.Struct))
		case !src.IsNil():
			dst.Set(reflect.New(dst.Type().Elem()))
			d.putStruct(dst.Elem(), src.Elem(), inner, inner.Underlying().(*types.Struct))
		}
	}
}

// struc returns what stands for a struct.
func (d *decoding) struc(t types.Type, u *types.Struct, rt reflect.Type) *targetStruct {
	d.types.mu.Lock()
	defer d.types.mu.Unlock()
	return d.types.structOf(t, u, rt)
}

// shape returns what the decoder finds in values of a type.
func (d *decoding) shape(t types.Type) *shape { return d.types.tab.shape(t, d.types.c) }
