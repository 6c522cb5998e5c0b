package interp

import (
	"reflect"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// The interpreter keeps all package variables in one slice, which it replaces
// by a longer one whenever a unit declares more. Code that runs meanwhile could
// read the one while it is copied, and write to it after that. So the slice gets
// room in advance here, and grows within it: nothing that is in use moves.

// globalsRoom is how many package variables there is room for at first.
const globalsRoom = 1 << 12

// globals is the slice of package variables and the list of their types, where
// the interpreter has them.
type globals struct {
	data  *[]reflect.Value
	types *[]reflect.Type
}

// globalsOf finds them. An interpreter of another make has none, and grows as
// it likes.
func globalsOf(i *interp.Interpreter) globals {
	var g globals
	v := reflect.ValueOf(i).Elem()
	if data, ok := inside[[]reflect.Value](v, "frame", "data"); ok {
		g.data = data
	}
	if types, ok := inside[[]reflect.Type](v, "universe", "types"); ok {
		g.types = types
	}
	return g
}

// inside returns a pointer to a field of what a field of v points to.
func inside[T any](v reflect.Value, pointer, field string) (*T, bool) {
	p := v.FieldByName(pointer)
	if !p.IsValid() || p.Kind() != reflect.Pointer || p.IsNil() {
		return nil, false
	}
	f := p.Elem().FieldByName(field)
	if !f.IsValid() || f.Type() != reflect.TypeFor[T]() {
		return nil, false
	}
	return (*T)(unsafe.Pointer(f.UnsafeAddr())), true
}

// grow makes the variables that have been declared since. Whoever runs reads the
// slice without a lock, and only ever variables that were there before.
//
//go:norace
func (g globals) grow() {
	if g.data == nil || g.types == nil {
		return
	}
	have, want := len(*g.data), len(*g.types)
	if want <= have {
		return
	}
	data := *g.data
	if cap(data) < want {
		data = append(make([]reflect.Value, 0, max(globalsRoom, 2*want)), data...)
	}
	data = data[:want]
	for i := have; i < want; i++ {
		data[i] = reflect.New((*g.types)[i]).Elem()
	}
	*g.data = data
}
