package dyn

import (
	"iter"
	"reflect"
	"runtime"
)

// CloneMap is the runtime's part of maps.Clone.
func CloneMap(m any) any {
	from := reflect.ValueOf(Raw(m))
	if from.IsNil() {
		return m
	}
	to := reflect.MakeMapWithSize(from.Type(), from.Len())
	for it := from.MapRange(); it.Next(); {
		to.SetMapIndex(it.Key(), it.Value())
	}
	if t, _ := Open(m); t != nil {
		return Box(t, to.Interface())
	}
	return to.Interface()
}

// Pull is iter.Pull for sequences of any.
func Pull(seq func(func(any) bool)) (next func() (any, bool), stop func()) {
	return iter.Pull(iter.Seq[any](seq))
}

// Pull2 is iter.Pull2 for sequences of pairs of any.
func Pull2(seq func(func(any, any) bool)) (next func() (any, any, bool), stop func()) {
	return iter.Pull2(iter.Seq2[any, any](seq))
}

// AddCleanup is runtime.AddCleanup for a pointer of any type.
func AddCleanup(ptr any, cleanup func()) runtime.Cleanup {
	return runtime.AddCleanup((*byte)(reflect.ValueOf(ptr).UnsafePointer()), func(f func()) { f() }, cleanup)
}

// DeepEqual is reflect.DeepEqual for values that may be boxes.
func DeepEqual(a, b any) bool {
	ta, va := Open(Lift(a))
	tb, vb := Open(Lift(b))
	return ta == tb && reflect.DeepEqual(va, vb)
}
