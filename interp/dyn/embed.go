package dyn

import (
	"reflect"
	"strings"
	"sync"
)

// Embed marks fields of the struct type that ptr points to a value of as
// embedded, as they are in the source: the interpreter makes ordinary fields of them,
// which encoders do not flatten.
func Embed(ptr any, fields ...int) {
	embedding.Lock()
	defer embedding.Unlock()
	t := reflect.TypeOf(ptr).Elem()
	for _, i := range fields {
		if t.Kind() == reflect.Struct && i < t.NumField() && strings.Contains(t.Field(i).Name, "__") {
			markEmbedded(t, i)
		}
	}
}

// embedding is held while fields are marked: two programs may have the same struct type.
var embedding sync.Mutex

// embeddedFlag is the bit of a field's name that says that it is embedded.
const embeddedFlag = 1 << 3

// markEmbedded sets the bit. The name is one that reflect.StructOf allocated:
// compiled code has no field of such a name.
func markEmbedded(t reflect.Type, i int) {
	if f := describedField(t, i); f != nil && *f.name&embeddedFlag == 0 {
		*f.name |= embeddedFlag
	}
}
