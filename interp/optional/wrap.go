package optional

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"

	"github.com/mrepl/mrepl/interp/dyn"
)

// Wrap returns x, a box of type t, as compiled code wants it for an interface: with the
// methods of the interface and the others that compiled code may look for. It is nil if the
// interface is of no use that is known here.
func Wrap(t *dyn.Type, x any, face reflect.Type) any {
	key := use{t.Form(), face}
	typ, known := chosen.Load(key)
	if !known {
		typ = choose(t, face)
		chosen.Store(key, typ)
	}
	if typ == nil {
		return nil
	}
	v := reflect.New(typ.(reflect.Type))
	*(*held)(v.UnsafePointer()) = held{t, x} // the first field of the first field of the struct
	return v.Elem().Interface()
}

// use is a type, as it is between two reloads, that is wrapped for an interface.
type use struct {
	form any
	face reflect.Type
}

var chosen sync.Map // use -> reflect.Type, nil for none

// choose returns what values of a type are wrapped in, or nil.
func choose(t *dyn.Type, face reflect.Type) any {
	for i, u := range universes {
		if !u.covers(face) {
			continue
		}
		if typ := narrowed(i, u.set(t)); typ != nil && typ.Implements(face) {
			return typ
		}
	}
	return nil
}

// made are the types for sets of methods.
var made sync.Map // string -> reflect.Type, which is nil when it could not be made

// narrowed returns a type with those methods of a universe that are in a set, or nil.
func narrowed(number int, set []bool) reflect.Type {
	key := fmt.Sprint(number, set)
	if t, ok := made.Load(key); ok {
		typ, _ := t.(reflect.Type)
		return typ
	}
	mu.Lock()
	defer mu.Unlock()
	if t, ok := made.Load(key); ok {
		typ, _ := t.(reflect.Type)
		return typ
	}
	count++
	t := narrow(universes[number], set, count)
	made.Store(key, t)
	return t
}

var (
	mu    sync.Mutex // held while a type is made
	count int        // of them
)

// structType is what the runtime knows of a struct type that has methods, as far as it is
// read or written here: see internal/abi.
type structType struct {
	_       [48]byte // of any type
	_       [32]byte // of a struct
	pkgPath int32
	methods uint16 // how many there are
	exports uint16 // of which are exported
	offset  uint32 // from pkgPath to the table of methods
	_       uint32
}

// entry is one of the table of methods, which is sorted by their names.
type entry struct{ name, typ, code, direct int32 }

// narrow makes a struct type that embeds a universe, and takes methods out. The number makes
// it another one than those before. It is nil if what comes out is not what was wanted.
func narrow(u *universe, set []bool, number int) (t reflect.Type) {
	defer func() {
		if recover() != nil { // reflect makes no such types any more
			t = nil
		}
	}()
	t = reflect.StructOf([]reflect.StructField{
		{Name: u.typ.Name(), Type: u.typ, Anonymous: true},
		{Name: fmt.Sprint("Set", number), Type: reflect.TypeFor[struct{}]()},
	})
	s := (*structType)(reflect.ValueOf(t).UnsafePointer())
	if t.NumMethod() != len(set) || int(s.methods) != len(set) || int(s.exports) != len(set) {
		return nil
	}
	table := unsafe.Slice((*entry)(unsafe.Add(unsafe.Pointer(&s.pkgPath), s.offset)), len(set))
	n := 0
	for i, in := range set {
		if in {
			table[n] = table[i]
			n++
		}
	}
	s.methods, s.exports = uint16(n), uint16(n)
	if !isNarrow(t, u, set) {
		return nil
	}
	return t
}

// isNarrow reports whether a type has the methods of the set and no other.
func isNarrow(t reflect.Type, u *universe, set []bool) bool {
	n := 0
	for i, m := range u.methods {
		if !set[i] {
			continue
		}
		if n >= t.NumMethod() || t.Method(n).Name != m.Name {
			return false
		}
		n++
	}
	return n == t.NumMethod()
}
