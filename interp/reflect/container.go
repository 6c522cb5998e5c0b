package reflect

import (
	std "reflect"
)

// elemType returns the type of what a value holds.
func (v Value) elemType() std.Type {
	if v.of != nil {
		return v.of.Elem()
	}
	return v.native.Type().Elem()
}

// Len is Value.Len.
func (v Value) Len() int {
	defer tell()
	return v.unfolded().Len()
}

// Cap is Value.Cap.
func (v Value) Cap() int {
	defer tell()
	return v.unfolded().Cap()
}

// Index is Value.Index.
func (v Value) Index(i int) Value {
	defer tell()
	if v.of == nil || v.Kind() == std.String {
		return v.part(v.native.Index(i), nil)
	}
	return v.part(v.unfolded().Index(i), v.of.Elem())
}

// Slice is Value.Slice.
func (v Value) Slice(i, j int) Value {
	defer tell()
	return v.slice(v.unfolded().Slice(i, j))
}

// Slice3 is Value.Slice3.
func (v Value) Slice3(i, j, k int) Value {
	defer tell()
	return v.slice(v.unfolded().Slice3(i, j, k))
}

// slice returns what was sliced out of v.
func (v Value) slice(held std.Value) Value {
	switch {
	case v.of == nil:
		return v.part(held, nil)
	case v.Kind() == std.Array:
		return v.part(held, SliceOf(v.of.Elem()))
	case v.of.folded():
		held = fold(held)
	}
	return v.part(held, v.of)
}

// Grow is Value.Grow.
func (v Value) Grow(n int) {
	defer tell()
	v.mustBeExported("Grow")
	v.native.Grow(n)
}

// SetLen is Value.SetLen.
func (v Value) SetLen(n int) {
	defer tell()
	v.mustBeExported("SetLen")
	v.native.SetLen(n)
}

// SetCap is Value.SetCap.
func (v Value) SetCap(n int) {
	defer tell()
	v.mustBeExported("SetCap")
	v.native.SetCap(n)
}

// Clear is Value.Clear.
func (v Value) Clear() {
	defer tell()
	v.mustBeExported("Clear")
	v.unfolded().Clear()
}

// Bytes is Value.Bytes.
func (v Value) Bytes() []byte {
	defer tell()
	return v.unfolded().Bytes()
}

// Append is reflect.Append.
func Append(s Value, x ...Value) Value {
	defer tell()
	s.mustBeExported("Append")
	s.must("Append", std.Slice)
	elems := make([]std.Value, len(x))
	for i, e := range x {
		elems[i] = e.assigned("reflect.Append", s.elemType())
	}
	return s.slice(std.Append(s.unfolded(), elems...))
}

// AppendSlice is reflect.AppendSlice.
func AppendSlice(s, t Value) Value {
	defer tell()
	s.must("AppendSlice", std.Slice)
	if !assignable(t.elemType(), s.elemType()) || t.elemType() != s.elemType() {
		fail("reflect.AppendSlice: " + s.Type().String() + " != " + t.Type().String())
	}
	return s.slice(std.AppendSlice(s.unfolded(), t.unfolded()))
}

// Copy is reflect.Copy.
func Copy(dst, src Value) int {
	defer tell()
	dst.mustBeExported("Copy")
	src.mustBeExported("Copy")
	if src.Kind() != std.String && dst.elemType() != src.elemType() {
		fail("reflect.Copy: " + dst.Type().String() + " != " + src.Type().String())
	}
	return std.Copy(dst.unfolded(), src.unfolded())
}

// keyType returns the type of the keys of a map.
func (v Value) keyType() std.Type {
	if v.of != nil {
		return v.of.Key()
	}
	return v.native.Type().Key()
}

// MapIndex is Value.MapIndex.
func (v Value) MapIndex(key Value) Value {
	defer tell()
	v.must("MapIndex", std.Map)
	held := v.unfolded().MapIndex(key.assignedHidden("reflect.Value.MapIndex", v.keyType()))
	if !held.IsValid() {
		return Value{}
	}
	p := v.part(held, v.elemType())
	p.hidden |= key.hidden
	return p
}

// assignedHidden is assigned for what may have been got from a field that is not exported.
func (v Value) assignedHidden(context string, t std.Type) std.Value {
	v.hidden = 0
	return v.assigned(context, t)
}

// SetMapIndex is Value.SetMapIndex.
func (v Value) SetMapIndex(key, elem Value) {
	defer tell()
	v.must("SetMapIndex", std.Map)
	v.mustBeExported("SetMapIndex")
	k := key.assigned("reflect.Value.SetMapIndex", v.keyType())
	if !elem.IsValid() {
		v.unfolded().SetMapIndex(k, std.Value{})
		return
	}
	v.unfolded().SetMapIndex(k, elem.assigned("reflect.Value.SetMapIndex", v.elemType()))
}

// MapKeys is Value.MapKeys.
func (v Value) MapKeys() []Value {
	defer tell()
	v.must("MapKeys", std.Map)
	keys := v.unfolded().MapKeys()
	out := make([]Value, len(keys))
	for i, key := range keys {
		out[i] = v.part(key, v.keyType())
	}
	return out
}

// MapIter is reflect.MapIter.
type MapIter struct {
	m  Value
	it *std.MapIter
}

// MapRange is Value.MapRange.
func (v Value) MapRange() *MapIter {
	defer tell()
	v.must("MapRange", std.Map)
	return &MapIter{v, v.unfolded().MapRange()}
}

// Next is MapIter.Next.
func (it *MapIter) Next() bool { return it.it.Next() }

// Key is MapIter.Key.
func (it *MapIter) Key() Value { return it.m.part(it.it.Key(), it.m.keyType()) }

// Value is MapIter.Value.
func (it *MapIter) Value() Value { return it.m.part(it.it.Value(), it.m.elemType()) }

// Reset is MapIter.Reset.
func (it *MapIter) Reset(v Value) {
	if !v.IsValid() {
		it.m, it.it = v, &std.MapIter{}
		return
	}
	*it = *v.MapRange()
}

// SetIterKey is Value.SetIterKey.
func (v Value) SetIterKey(it *MapIter) {
	defer tell()
	v.Set(it.Key())
}

// SetIterValue is Value.SetIterValue.
func (v Value) SetIterValue(it *MapIter) {
	defer tell()
	v.Set(it.Value())
}

// Seq is Value.Seq.
func (v Value) Seq() func(func(Value) bool) {
	var t std.Type
	switch v.Kind() {
	case std.Map:
		t = v.keyType()
	case std.Chan:
		t = v.elemType()
	case std.Func:
		t = v.Type().In(0).In(0)
	case std.Slice, std.Array, std.Pointer, std.String:
	default:
		t = v.Type()
	}
	return func(yield func(Value) bool) {
		for held := range v.unfolded().Seq() {
			if !yield(v.part(held, t)) {
				return
			}
		}
	}
}

// Seq2 is Value.Seq2.
func (v Value) Seq2() func(func(Value, Value) bool) {
	var key, elem std.Type
	switch v.Kind() {
	case std.Map:
		key, elem = v.keyType(), v.elemType()
	case std.Func:
		key, elem = v.Type().In(0).In(0), v.Type().In(0).In(1)
	case std.Slice, std.Array:
		elem = v.elemType()
	case std.Pointer:
		elem = v.elemType().Elem()
	}
	return func(yield func(Value, Value) bool) {
		for k, held := range v.unfolded().Seq2() {
			if !yield(v.part(k, key), v.part(held, elem)) {
				return
			}
		}
	}
}
