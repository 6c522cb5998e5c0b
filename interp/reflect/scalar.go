package reflect

// This file has the methods that read and write numbers and strings. They are those of the
// standard library, which may panic.

// Bool is Value.Bool.
func (v Value) Bool() bool {
	defer tell()
	return v.native.Bool()
}

// Int is Value.Int.
func (v Value) Int() int64 {
	defer tell()
	return v.native.Int()
}

// Uint is Value.Uint.
func (v Value) Uint() uint64 {
	defer tell()
	return v.native.Uint()
}

// Float is Value.Float.
func (v Value) Float() float64 {
	defer tell()
	return v.native.Float()
}

// Complex is Value.Complex.
func (v Value) Complex() complex128 {
	defer tell()
	return v.native.Complex()
}

// OverflowInt is Value.OverflowInt.
func (v Value) OverflowInt(x int64) bool {
	defer tell()
	return v.native.OverflowInt(x)
}

// OverflowUint is Value.OverflowUint.
func (v Value) OverflowUint(x uint64) bool {
	defer tell()
	return v.native.OverflowUint(x)
}

// OverflowFloat is Value.OverflowFloat.
func (v Value) OverflowFloat(x float64) bool {
	defer tell()
	return v.native.OverflowFloat(x)
}

// OverflowComplex is Value.OverflowComplex.
func (v Value) OverflowComplex(x complex128) bool {
	defer tell()
	return v.native.OverflowComplex(x)
}

// UnsafeAddr is Value.UnsafeAddr.
func (v Value) UnsafeAddr() uintptr {
	defer tell()
	return v.native.UnsafeAddr()
}
