package dyn

import "reflect"

// Fold returns a value of a type that contains itself as it is in variables: a
// nil one is nil.
func Fold(x any) any {
	switch v := reflect.ValueOf(x); v.Kind() {
	case reflect.Func, reflect.Pointer, reflect.Slice, reflect.Map, reflect.Chan:
		if v.IsNil() {
			return nil
		}
	}
	return x
}

// Unfold stores a value that Fold returned where dst points.
func Unfold(x, dst any) { set(dst, x) }
