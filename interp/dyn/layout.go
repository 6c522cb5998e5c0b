package dyn

import (
	"reflect"
	"unsafe"
)

// structType is the beginning of the runtime's description of a struct type.
type structType struct {
	_       [2]uintptr // size
	_       uint32     // hash
	_       [4]uint8   // flags, alignment, kind
	_       unsafe.Pointer
	_       unsafe.Pointer
	_       [2]int32
	pkgPath *byte
	fields  []structField
}

type structField struct {
	name   *byte          // flags, length, text
	typ    unsafe.Pointer // the runtime's description
	offset uintptr
}

// describedField returns the description of a field of a struct type, or nil if the
// runtime describes types in another way.
func describedField(t reflect.Type, i int) *structField {
	s := (*structType)(described(t))
	if len(s.fields) != t.NumField() || s.fields[i].offset != t.Field(i).Offset || s.fields[i].typ != described(t.Field(i).Type) {
		return nil
	}
	return &s.fields[i]
}

// described returns where the runtime describes a type.
func described(t reflect.Type) unsafe.Pointer { return reflect.ValueOf(t).UnsafePointer() }

// SetFieldType gives field i of a struct type, which must be one that
// reflect.StructOf made and that nothing uses yet, another type of the same layout. It
// reports false, and has changed nothing, if the layout is another or the runtime
// describes types in another way.
func SetFieldType(t reflect.Type, i int, to reflect.Type) bool {
	f, was := describedField(t, i), t.Field(i).Type
	if f == nil || to.Size() != was.Size() || to.Align() != was.Align() {
		return false
	}
	f.typ = described(to)
	return true
}
