package dyn

import (
	"reflect"
	"strings"
	"unsafe"
)

// Embed marks fields of the struct type that ptr points to a value of as
// embedded, as they are in the source: the interpreter makes ordinary fields of them,
// which encoders do not flatten.
func Embed(ptr any, fields ...int) {
	t := reflect.TypeOf(ptr).Elem()
	for _, i := range fields {
		if t.Kind() == reflect.Struct && i < t.NumField() && strings.Contains(t.Field(i).Name, "__") {
			markEmbedded(t, i)
		}
	}
}

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
	_      unsafe.Pointer // its type
	offset uintptr
}

// embeddedFlag is the bit of a field's name that says that it is embedded.
const embeddedFlag = 1 << 3

// markEmbedded sets the bit. The name is one that reflect.StructOf allocated:
// compiled code has no field of such a name.
func markEmbedded(t reflect.Type, i int) {
	type iface struct{ _, data unsafe.Pointer }
	s := (*structType)((*iface)(unsafe.Pointer(&t)).data)
	if len(s.fields) == t.NumField() && s.fields[i].offset == t.Field(i).Offset {
		*s.fields[i].name |= embeddedFlag
	}
}
