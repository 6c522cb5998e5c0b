package interp

import (
	goconstant "go/constant"
	"reflect"
)

// comparison returns what an operator says of two numbers, nil for one that does not compare.
func comparison[T number](op string) func(x, y T) bool {
	switch op {
	case "<":
		return func(x, y T) bool { return x < y }
	case "<=":
		return func(x, y T) bool { return x <= y }
	case ">":
		return func(x, y T) bool { return x > y }
	case ">=":
		return func(x, y T) bool { return x >= y }
	case "==":
		return func(x, y T) bool { return x == y }
	case "!=":
		return func(x, y T) bool { return x != y }
	}
	return nil
}

// computation returns what an operator makes of two numbers, nil for one that does not make one of
// the same type.
func computation[T number](op string) func(x, y T) T {
	switch op {
	case "+":
		return func(x, y T) T { return x + y }
	case "-":
		return func(x, y T) T { return x - y }
	case "*":
		return func(x, y T) T { return x * y }
	case "/":
		return func(x, y T) T { return x / y }
	}
	var none T
	switch any(none).(type) {
	case int:
		return any(integerComputation[int](op)).(func(x, y T) T)
	case int32:
		return any(integerComputation[int32](op)).(func(x, y T) T)
	case int64:
		return any(integerComputation[int64](op)).(func(x, y T) T)
	case uint:
		return any(integerComputation[uint](op)).(func(x, y T) T)
	case uint8:
		return any(integerComputation[uint8](op)).(func(x, y T) T)
	case uint32:
		return any(integerComputation[uint32](op)).(func(x, y T) T)
	case uint64:
		return any(integerComputation[uint64](op)).(func(x, y T) T)
	}
	return nil
}

// integerComputation is computation for the operators that integers have.
func integerComputation[T int | int32 | int64 | uint | uint8 | uint32 | uint64](op string) func(x, y T) T {
	switch op {
	case "%":
		return func(x, y T) T { return x % y }
	case "&":
		return func(x, y T) T { return x & y }
	case "|":
		return func(x, y T) T { return x | y }
	case "^":
		return func(x, y T) T { return x ^ y }
	case "&^":
		return func(x, y T) T { return x &^ y }
	}
	return nil
}

// asNumber returns a constant as a number of type T; not ok where it is none of them.
func asNumber[T number](v reflect.Value) (x T, ok bool) {
	switch c := v.Interface().(type) {
	case goconstant.Value:
		if i, exact := goconstant.Int64Val(goconstant.ToInt(c)); exact {
			return T(i), int64(T(i)) == i && (i < 0) == (T(i) < 0)
		}
		if u, exact := goconstant.Uint64Val(goconstant.ToInt(c)); exact {
			return T(u), uint64(T(u)) == u && T(u) > 0
		}
		f, _ := goconstant.Float64Val(goconstant.ToFloat(c))
		return T(f), T(1)/2 != 0
	case nil:
		return 0, false
	}
	switch {
	case v.CanInt():
		return T(v.Int()), true
	case v.CanUint():
		return T(v.Uint()), true
	case v.CanFloat():
		return T(v.Float()), true
	}
	return 0, false
}
