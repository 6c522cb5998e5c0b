package reflect

import (
	"fmt"
	std "reflect"
	"unsafe"

	"github.com/mrepl/mrepl/interp/dyn"
)

// native is what a value is to the interpreter.
type native = std.Value

// Value is reflect.Value. What is not said otherwise is as it is there.
type Value struct {
	native
	of     *rtype // nil for a compiled type, and for no value
	hidden hiding
}

// hiding says how a value was got from a field that is not exported.
type hiding uint8

const (
	hiddenField hiding = 1 << iota
	hiddenEmbedded
)

// valueOf returns a Value of what is held as one of type t.
func valueOf(held std.Value, t std.Type) Value {
	r, _ := t.(*rtype)
	if r != nil && !r.folded() && held.Kind() != r.Type.Kind() {
		panic(fmt.Sprintf("reflect: a %s is held as %s, not as %s", r, held.Type(), r.Type))
	}
	return Value{native: held, of: r}
}

// part is valueOf for what v holds.
func (v Value) part(held std.Value, t std.Type) Value {
	p := valueOf(held, t)
	p.hidden = v.hidden
	return p
}

// ValueOf is reflect.ValueOf.
func ValueOf(x any) Value {
	t, held := dyn.Open(dyn.Lift(x))
	if t == nil {
		return Value{native: std.ValueOf(held)}
	}
	r := typeOf(t)
	if r.folded() {
		return Value{native: fold(std.ValueOf(held)), of: r}
	}
	return Value{native: std.ValueOf(held), of: r}
}

// TypeOf is reflect.TypeOf.
func TypeOf(x any) std.Type {
	t, held := dyn.Open(dyn.Lift(x))
	if t == nil {
		return std.TypeOf(held)
	}
	return typeOf(t)
}

// fold returns a value as one of a type that contains itself is held.
func fold(v std.Value) std.Value {
	out := std.New(std.TypeFor[any]()).Elem()
	if v.IsValid() {
		if x := dyn.Fold(v.Interface()); x != nil {
			out.Set(std.ValueOf(x))
		}
	}
	return out
}

// unfolded returns v with what is held of it: the any in which a value of a type that
// contains itself is, is opened.
func (v Value) unfolded() std.Value {
	if v.of == nil || !v.of.folded() {
		return v.native
	}
	if v.native.IsNil() {
		return std.Zero(v.of.layout())
	}
	return v.native.Elem()
}

// Type is Value.Type.
func (v Value) Type() std.Type {
	defer tell()
	if v.of != nil {
		return v.of
	}
	return v.native.Type()
}

// Kind is Value.Kind.
func (v Value) Kind() std.Kind {
	if v.of != nil {
		return v.of.Kind()
	}
	return v.native.Kind()
}

// must panics as reflect does if v is not of one of these kinds.
func (v Value) must(method string, kinds ...std.Kind) {
	for _, k := range kinds {
		if v.Kind() == k {
			return
		}
	}
	fail(&std.ValueError{Method: "reflect.Value." + method, Kind: v.Kind()})
}

// mustBeExported panics as reflect does if v was got from a field that is not exported.
func (v Value) mustBeExported(method string) {
	if v.hidden != 0 {
		fail("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
}

// CanInterface is Value.CanInterface.
func (v Value) CanInterface() bool { return v.native.CanInterface() && v.hidden == 0 }

// CanSet is Value.CanSet.
func (v Value) CanSet() bool { return v.native.CanSet() && v.hidden == 0 }

// Interface is Value.Interface.
func (v Value) Interface() any {
	defer tell()
	if v.hidden != 0 {
		fail("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.boxed()
}

// boxed returns v in an interface, as the program holds it.
func (v Value) boxed() any {
	switch {
	case v.of == nil || v.Kind() == std.Interface:
		return dyn.Lift(v.native.Interface())
	case v.of.folded():
		return dyn.Box(v.of.of, v.unfolded().Interface())
	}
	return dyn.Box(v.of.of, v.native.Interface())
}

// Elem is Value.Elem.
func (v Value) Elem() Value {
	defer tell()
	switch {
	case v.Kind() == std.Interface:
		if v.native.IsNil() {
			return Value{}
		}
		if !v.native.CanInterface() { // a field of a compiled type
			return Value{native: v.native.Elem()}
		}
		inner := ValueOf(v.native.Interface())
		inner.hidden = v.hidden
		return inner
	case v.of == nil:
		return v.part(v.native.Elem(), nil)
	}
	v.must("Elem", std.Pointer)
	held := v.unfolded().Elem()
	if !held.IsValid() {
		return Value{}
	}
	return v.part(held, v.of.Elem())
}

// Addr is Value.Addr.
func (v Value) Addr() Value {
	defer tell()
	return v.part(v.native.Addr(), PointerTo(v.Type()))
}

// Indirect is reflect.Indirect.
func Indirect(v Value) Value {
	if v.Kind() != std.Pointer {
		return v
	}
	return v.Elem()
}

// String is Value.String.
func (v Value) String() string {
	switch {
	case !v.IsValid():
		return "<invalid Value>"
	case v.Kind() == std.String:
		return v.native.String()
	}
	return "<" + v.Type().String() + " Value>"
}

// IsNil is Value.IsNil.
func (v Value) IsNil() bool {
	defer tell()
	return v.unfolded().IsNil()
}

// IsZero is Value.IsZero.
func (v Value) IsZero() bool {
	defer tell()
	if v.of != nil && v.of.folded() {
		return v.unfolded().IsZero()
	}
	return v.native.IsZero()
}

// Comparable is Value.Comparable.
func (v Value) Comparable() bool {
	defer tell()
	if v.Kind() == std.Interface {
		return v.IsNil() || v.Elem().Comparable()
	}
	return v.native.Comparable()
}

// Equal is Value.Equal.
func (v Value) Equal(u Value) bool {
	defer tell()
	if v.Kind() == std.Interface {
		v = v.Elem()
	}
	if u.Kind() == std.Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	return v.Type() == u.Type() && v.native.Equal(u.native)
}

// Pointer is Value.Pointer.
func (v Value) Pointer() uintptr {
	defer tell()
	return v.unfolded().Pointer()
}

// UnsafePointer is Value.UnsafePointer.
func (v Value) UnsafePointer() unsafe.Pointer {
	defer tell()
	return v.unfolded().UnsafePointer()
}

// Native returns v for compiled code: without its type, if that is one of the program.
func (v Value) Native() std.Value {
	if v.hidden != 0 {
		return dyn.Concealed(v.native)
	}
	return v.native
}

// Held returns v as the interpreter holds it, from a field that is not exported too.
func (v Value) Held() std.Value { return v.native }

// FromNative returns a value that compiled code gives.
func FromNative(v std.Value) Value {
	if !v.IsValid() || !v.CanInterface() || v.CanAddr() {
		return Value{native: v}
	}
	if v.Kind() == std.Interface {
		return Value{native: v}
	}
	return ValueOf(v.Interface())
}
