package dyn

import (
	"errors"
	"go/types"
	"reflect"
)

// wanted is what errors.As looks for on behalf of interpreted code. A pointer to one is
// the target that errors of compiled code hand on to errors.As for what they hold.
type wanted struct {
	match func(error) bool // stores an error in the variable if it is of that type
	asked any              // the target as errors of interpreted code get it
	given any              // the target as those of compiled code get it
}

// Error makes a pointer to a *wanted a target that errors.As accepts.
func (*wanted) Error() string { return "" }

// ErrorsAs is errors.As for a target, the box of a pointer, of an interpreted type: the
// first error in err's tree whose dynamic type is t is stored where it points.
func ErrorsAs(err error, t *Type, target any) bool {
	dst := Raw(target)
	return (&wanted{asked: target, match: func(e error) bool { return IntoOK(t, Lift(e), dst) }}).in(err)
}

// ErrorsAsFace is errors.As for a target, the box of a pointer, of an interface type of
// interpreted code.
func ErrorsAsFace(err error, face *Iface, target any) bool {
	dst := Raw(target)
	return (&wanted{asked: target, match: func(e error) bool {
		x := Lift(e)
		if !Implements(face, x) {
			return false
		}
		set(dst, x)
		return true
	}}).in(err)
}

// ErrorsAsAny is errors.As for a target that may be the box of a pointer, or point to an
// interface of compiled code, which errors of interpreted code implement.
func ErrorsAsAny(err error, target any) bool {
	t, dst := Open(target)
	rt := reflect.TypeOf(dst)
	if err == nil || rt == nil || rt.Kind() != reflect.Pointer || reflect.ValueOf(dst).IsNil() {
		return errors.As(err, dst)
	}
	if t == nil {
		return errorsAsNative(err, target, rt.Elem())
	}
	p, ok := t.Go().Underlying().(*types.Pointer)
	switch {
	case !ok:
		return errors.As(err, dst)
	case types.IsInterface(p.Elem()):
		face, _ := t.table.Iface(p.Elem())
		return ErrorsAsFace(err, face, target)
	}
	if elem := t.table.Lookup(p.Elem()); elem != nil {
		return ErrorsAs(err, elem, target)
	}
	return (&wanted{asked: target, match: func(error) bool { return false }}).in(err)
}

// errorsAsNative is errors.As for a pointer to a type of compiled code.
func errorsAsNative(err error, target any, elem reflect.Type) bool {
	if elem.Kind() != reflect.Interface || elem.NumMethod() == 0 {
		return errors.As(err, target)
	}
	dst := reflect.ValueOf(target).Elem()
	return (&wanted{asked: target, given: target, match: func(e error) bool {
		if reflect.TypeOf(e).Implements(elem) {
			dst.Set(reflect.ValueOf(e))
			return true
		}
		t, _ := Open(e)
		if t == nil {
			return false
		}
		face := t.table.native(elem)
		if face == nil || !Implements(face, e) {
			return false
		}
		dst.Set(reflect.ValueOf(Native(face, e)))
		return true
	}}).in(err)
}

// in reports whether an error, or one that it wraps, is what is wanted: the first in
// the order of errors.As ends the search.
func (w *wanted) in(err error) bool {
	for err != nil {
		if w.match(err) || w.by(err) {
			return true
		}
		switch u := err.(type) {
		case interface{ Unwrap() error }:
			err = u.Unwrap()
		case interface{ Unwrap() []error }:
			for _, e := range u.Unwrap() {
				if w.in(e) {
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

// by reports whether the error's own As method finds what is wanted.
func (w *wanted) by(err error) bool {
	as, ok := err.(interface{ As(any) bool })
	if !ok {
		return false
	}
	if t, _ := Open(err); t != nil {
		return as.As(w.asked)
	}
	if w.given != nil {
		return as.As(w.given)
	}
	return as.As(&w)
}

// as is the As method of the box of an error.
func (b value) as(self error, target any) bool {
	own, ok := b.t.method("As").(func(any, any) bool)
	if w, searched := target.(**wanted); searched {
		return (*w).match(self) || ok && own(self, (*w).asked)
	}
	return ok && own(self, target)
}
