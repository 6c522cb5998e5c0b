package interp

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// itype is a type of the interpreter: a pointer to its own description.
type itype struct{ v reflect.Value }

func (t itype) field(name string) reflect.Value {
	return writable(t.v.Elem().FieldByName(name))
}

func (t itype) inner(name string) itype { return itype{t.field(name)} }

// kind returns what kind of type it is, as the interpreter calls that.
func (t itype) kind() string {
	at, names := typeKinds()
	return names[*part[uint](t.id(), at)]
}

// typeKinds returns where a type has its kind, and what the kinds are called.
var typeKinds = sync.OnceValues(func() (at uintptr, names map[uint]string) {
	t := pointee(pointee(reflect.TypeFor[interp.Program](), "root"), "typ")
	return offset(t, "cat", reflect.TypeFor[uint]()), namesOf(t, "cat")
})

func (t itype) id() unsafe.Pointer { return t.v.UnsafePointer() }

func (t itype) none() bool { return t.v.IsNil() }

func (t itype) rtype() (r reflect.Type) { r, _ = t.field("rtype").Interface().(reflect.Type); return r }

func (t itype) setRtype(r reflect.Type) { t.field("rtype").Set(reflect.ValueOf(&r).Elem()) }

func (t itype) list(name string) []itype {
	f := t.field(name)
	out := make([]itype, f.Len())
	for i := range out {
		out[i] = itype{f.Index(i)}
	}
	return out
}

// structField is a field of a struct type of the interpreter.
type structField struct {
	name, tag string
	embed     bool
	typ       itype
}

func (t itype) fields() []structField {
	f := t.field("field")
	out := make([]structField, f.Len())
	for i := range out {
		part := func(name string) reflect.Value { return writable(f.Index(i).FieldByName(name)) }
		out[i] = structField{part("name").String(), part("tag").String(), part("embed").Bool(), itype{part("typ")}}
	}
	return out
}

// parts returns the types that a type is made of.
func (t itype) parts() (out []itype) {
	switch t.kind() {
	case "structT":
		for _, f := range t.fields() {
			out = append(out, f.typ)
		}
	case "arrayT", "sliceT", "variadicT", "chanT", "chanRecvT", "chanSendT", "ptrT", "linkedT":
		out = append(out, t.inner("val"))
	case "mapT":
		out = append(out, t.inner("key"), t.inner("val"))
	case "funcT":
		out = append(t.list("arg"), t.list("ret")...)
	}
	return out
}
