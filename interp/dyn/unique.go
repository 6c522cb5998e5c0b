package dyn

import (
	"reflect"
	"runtime"
	"sync"
	"unsafe"
	"weak"
)

// canonical has, for the values that there are handles of, a weak pointer to
// the copy that the handles share.
var canonical sync.Map // canonicalKey -> weak.Pointer[byte]

type canonicalKey struct {
	t     *Type
	value any
}

// Unique is the heart of unique.Make: it stores, where dst points, the pointer
// that all handles of v, a value of type t, share. That is fresh, a pointer to a
// copy of v, if there are no handles of it yet.
func Unique(t *Type, v, fresh, dst any) {
	key := canonicalKey{t, v}
	p := (*byte)(reflect.ValueOf(fresh).UnsafePointer())
	made := weak.Make(p)
	for {
		got, ok := canonical.LoadOrStore(key, made)
		if !ok {
			runtime.AddCleanup(p, func(key canonicalKey) { canonical.CompareAndDelete(key, made) }, key)
			break
		}
		if shared := got.(weak.Pointer[byte]).Value(); shared != nil {
			p = shared
			break
		}
		canonical.CompareAndDelete(key, got)
	}
	to := reflect.ValueOf(dst).Elem()
	to.Set(reflect.NewAt(to.Type().Elem(), unsafe.Pointer(p)))
}

// RegisterWeak is the runtime's part of weak.Make.
func RegisterWeak(p unsafe.Pointer) unsafe.Pointer {
	w := weak.Make((*byte)(p))
	return *(*unsafe.Pointer)(unsafe.Pointer(&w))
}

// StrongFromWeak is the runtime's part of the method Value of a weak.Pointer.
func StrongFromWeak(p unsafe.Pointer) unsafe.Pointer {
	return unsafe.Pointer((*(*weak.Pointer[byte])(unsafe.Pointer(&p))).Value())
}
