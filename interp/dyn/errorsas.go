package dyn

import (
	"errors"
	"go/types"
	"reflect"
)

// ErrorsAs is errors.As for a target of an interpreted type: the first error in
// err's tree whose dynamic type is t is stored where dst points.
func ErrorsAs(err error, t *Type, dst any) bool {
	return inTree(err, func(e error) bool {
		if IntoOK(t, Lift(e), dst) {
			return true
		}
		as, ok := e.(interface{ As(any) bool })
		return ok && as.As(dst)
	})
}

// ErrorsAsAny is errors.As for a target that may be the box of a pointer.
func ErrorsAsAny(err error, target any) bool {
	t, dst := Open(target)
	if t == nil {
		return errors.As(err, target)
	}
	if p, ok := t.Go().Underlying().(*types.Pointer); ok && !types.IsInterface(p.Elem()) {
		if elem := t.table.Lookup(p.Elem()); elem != nil && dst != nil && !reflect.ValueOf(dst).IsNil() {
			return ErrorsAs(err, elem, dst)
		}
	}
	return errors.As(err, dst)
}

// ErrorsAsFace is errors.As for a target of an interface type of interpreted code.
func ErrorsAsFace(err error, face *Iface, dst *any) bool {
	return inTree(err, func(e error) bool {
		x := Lift(e)
		if !Implements(face, x) {
			return false
		}
		*dst = x
		return true
	})
}

// inTree reports whether an error, or one that it wraps, matches: the first in
// the order of errors.As ends the search.
func inTree(err error, match func(error) bool) bool {
	for err != nil {
		if match(err) {
			return true
		}
		switch u := err.(type) {
		case interface{ Unwrap() error }:
			err = u.Unwrap()
		case interface{ Unwrap() []error }:
			for _, e := range u.Unwrap() {
				if inTree(e, match) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}
