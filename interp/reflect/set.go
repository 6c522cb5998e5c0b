package reflect

import (
	std "reflect"
	"unsafe"

	"github.com/mrepl/mrepl/interp/dyn"
)

// assigned returns v as it is held where a value of type t is, and panics as reflect
// does if it cannot be assigned to one.
func (v Value) assigned(context string, t std.Type) std.Value {
	if !v.IsValid() {
		fail(context + ": value of type nil is not assignable to type " + t.String())
	}
	v.mustBeExported(context)
	from := v.Type()
	if from == t && !isInterface(t) {
		return v.native
	}
	if !assignable(from, t) {
		fail(context + ": value of type " + from.String() + " is not assignable to type " + t.String())
	}
	return v.held(t)
}

// held returns v, which can be assigned to type t, as a value of that type is held.
func (v Value) held(t std.Type) std.Value {
	to := heldAs(t)
	if isInterface(t) {
		return intoInterface(v.boxed(), t)
	}
	if r, ok := t.(*rtype); ok && r.folded() {
		return fold(v.unfolded())
	}
	held := v.unfolded()
	if held.Type() != to {
		held = held.Convert(to)
	}
	return held
}

// intoInterface returns a value of an interface type.
func intoInterface(x any, t std.Type) std.Value {
	to := heldAs(t)
	out := std.New(to).Elem()
	if x == nil {
		return out
	}
	if tab := dyn.TableOf(x); tab != nil && to.NumMethod() > 0 {
		x = dyn.Native(tab.FaceOf(to), x)
	}
	out.Set(std.ValueOf(x))
	return out
}

// isInterface reports whether values of a type are interface values.
func isInterface(t std.Type) bool { return t.Kind() == std.Interface }

// Set is Value.Set.
func (v Value) Set(x Value) {
	defer tell()
	v.mustBeExported("Set")
	if v.of == nil && x.of == nil && !isInterface(v.native.Type()) {
		x.mustBeExported("Set")
		v.native.Set(x.native)
		return
	}
	v.native.Set(x.assigned("reflect.Set", v.Type()))
}

// SetZero is Value.SetZero.
func (v Value) SetZero() {
	defer tell()
	v.mustBeExported("SetZero")
	v.native.SetZero()
}

// SetBool is Value.SetBool.
func (v Value) SetBool(x bool) {
	defer tell()
	v.mustBeExported("SetBool")
	v.native.SetBool(x)
}

// SetInt is Value.SetInt.
func (v Value) SetInt(x int64) {
	defer tell()
	v.mustBeExported("SetInt")
	v.native.SetInt(x)
}

// SetUint is Value.SetUint.
func (v Value) SetUint(x uint64) {
	defer tell()
	v.mustBeExported("SetUint")
	v.native.SetUint(x)
}

// SetFloat is Value.SetFloat.
func (v Value) SetFloat(x float64) {
	defer tell()
	v.mustBeExported("SetFloat")
	v.native.SetFloat(x)
}

// SetComplex is Value.SetComplex.
func (v Value) SetComplex(x complex128) {
	defer tell()
	v.mustBeExported("SetComplex")
	v.native.SetComplex(x)
}

// SetString is Value.SetString.
func (v Value) SetString(x string) {
	defer tell()
	v.mustBeExported("SetString")
	v.native.SetString(x)
}

// SetBytes is Value.SetBytes.
func (v Value) SetBytes(x []byte) {
	defer tell()
	v.mustBeExported("SetBytes")
	v.native.SetBytes(x)
}

// SetPointer is Value.SetPointer.
func (v Value) SetPointer(x unsafe.Pointer) {
	defer tell()
	v.mustBeExported("SetPointer")
	v.native.SetPointer(x)
}

// Convert is Value.Convert.
func (v Value) Convert(t std.Type) Value {
	defer tell()
	switch {
	case isInterface(t):
		if !implements(v.Type(), t) {
			fail("reflect.Value.Convert: value of type " + v.Type().String() + " cannot be converted to type " + t.String())
		}
		return v.part(v.held(t), t)
	case !convertible(v.Type(), t):
		fail("reflect.Value.Convert: value of type " + v.Type().String() + " cannot be converted to type " + t.String())
	}
	if r, ok := t.(*rtype); ok && r.folded() {
		return v.part(fold(v.unfolded().Convert(r.layout())), t)
	}
	return v.part(v.unfolded().Convert(heldAs(t)), t)
}

// CanConvert is Value.CanConvert.
func (v Value) CanConvert(t std.Type) bool {
	defer tell()
	if !convertible(v.Type(), t) {
		return false
	}
	return isInterface(t) || v.unfolded().CanConvert(heldAs(t))
}
