package dyn

import (
	"reflect"
	"unsafe"
)

// UnsafeAdd, UnsafeString and UnsafeStringData are the functions of package unsafe,
// which belong to the language, so that there is nothing the interpreter could call.
func UnsafeAdd(p unsafe.Pointer, n int) unsafe.Pointer { return unsafe.Add(p, n) }

// UnsafeString is unsafe.String.
func UnsafeString(p *byte, n int) string { return unsafe.String(p, n) }

// UnsafeStringData is unsafe.StringData.
func UnsafeStringData(s string) *byte { return unsafe.StringData(s) }

// UnsafeSlice sets the slice at into to the n elements at p, as unsafe.Slice makes it.
func UnsafeSlice(into, p any, n int) {
	s, first := reflect.ValueOf(into).Elem(), reflect.ValueOf(p)
	if first.IsNil() && n == 0 {
		s.SetZero()
		return
	}
	s.Set(reflect.SliceAt(s.Type().Elem(), first.UnsafePointer(), n))
}
