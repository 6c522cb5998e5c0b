package dyn

import (
	"fmt"
	"go/types"
	"reflect"
)

// Is reports whether the dynamic type of x is t.
func Is(t *Type, x any) bool {
	if bt, _ := Open(x); bt != nil {
		return bt == t || t.succeeds(bt)
	}
	return x != nil && reflect.TypeOf(x) == t.rtype && !t.boxes
}

// succeeds reports whether t is what earlier was in a program that has been
// loaded again since: the type of that name, its values laid out as before. A
// state that was not restarted holds values of such types.
func (t *Type) succeeds(earlier *Type) bool {
	return t.table != earlier.table && t.Name == earlier.Name && t.rtype == earlier.rtype &&
		types.TypeString(t.Go(), nil) == types.TypeString(earlier.Go(), nil)
}

// Into stores x, whose dynamic type must be t, where dst points. It panics as
// a failed type assertion does in Go.
func Into(t *Type, x any, dst any) { IntoFrom("interface {}", t, x, dst) }

// IntoFrom is Into for an x whose static type is that interface.
func IntoFrom(face string, t *Type, x any, dst any) {
	if !IntoOK(t, x, dst) {
		have := DynamicName(x)
		if bt, _ := Open(x); bt != nil && (bt.table != t.table || bt.retired.Load()) {
			have += " of the code before a reload"
		}
		panic(&AssertionError{Face: face, Have: have, Want: t.Name})
	}
}

// IntoOK stores x where dst points if the dynamic type of x is t.
func IntoOK(t *Type, x any, dst any) bool {
	if !Is(t, x) {
		return false
	}
	set(dst, Raw(x))
	return true
}

// set stores v where dst points; a nil v is the zero value.
func set(dst, v any) {
	to := reflect.ValueOf(dst).Elem()
	if v == nil {
		to.SetZero()
		return
	}
	from := reflect.ValueOf(v)
	if from.Type() != to.Type() && from.Type().ConvertibleTo(to.Type()) {
		from = from.Convert(to.Type())
	}
	to.Set(from)
}

// DynamicName names the dynamic type of an interface value as Go prints it.
func DynamicName(x any) string {
	if t, _ := Open(x); t != nil {
		return t.Name
	}
	if x == nil {
		return "nil"
	}
	return reflect.TypeOf(x).String()
}

// AssertionError is the panic of a failed type assertion, in the words of the
// Go runtime.
type AssertionError struct {
	Face       string // the static type, when Want is no interface
	Have, Want string
	Missing    string // the method that Have lacks, when Want is an interface
}

// Error returns the text that compiled code panics with.
func (e *AssertionError) Error() string {
	switch {
	case e.Have == "":
		return "interface conversion: interface is nil, not " + e.Want
	case e.Missing != "":
		return fmt.Sprintf("interface conversion: %s is not %s: missing method %s", e.Have, e.Want, e.Missing)
	}
	text := fmt.Sprintf("interface conversion: %s is %s, not %s", e.Face, e.Have, e.Want)
	if e.Have == e.Want {
		text += " (types from different scopes)"
	}
	return text
}

// RuntimeError marks it as a run-time error.
func (*AssertionError) RuntimeError() {}

// Eq reports whether two interface values are equal; it panics when their
// common dynamic type cannot be compared, as == does.
func Eq(a, b any) bool {
	x, y := Lift(a), Lift(b)
	if t, v := Open(x); t != nil && v != nil && !reflect.TypeOf(v).Comparable() {
		if other, _ := Open(y); other == t {
			panic(RuntimeError("comparing uncomparable type " + t.Name))
		}
	}
	return x == y
}

// Same reports whether two channels, whatever their direction, are the same.
func Same(a, b any) bool {
	return reflect.ValueOf(a).Pointer() == reflect.ValueOf(b).Pointer()
}

// Fits reports whether x can be assigned to a variable of type t, where that
// is an interface.
func Fits(t *Type, x any) bool {
	if !types.IsInterface(t.Go()) {
		return false
	}
	if x == nil {
		return true
	}
	face, _ := t.table.Iface(t.Go())
	return face.missing(x) == ""
}
