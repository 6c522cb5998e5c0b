package interp

import (
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"
)

// The interpreter leaves an argument out that is zero, since the parameter is that already. Of a
// negative zero, in a number or anywhere in a struct or an array, the sign is lost by that. So a
// call that has such an argument leaves it for the function, which takes it as it begins.

// zeros are the arguments with negative zeros of calls that are about to begin.
type zeros struct {
	n     atomic.Int64 // how many calls there are
	calls sync.Map     // frame of the caller -> []negative
}

// negative is an argument with a negative zero, and where a function has the parameter.
type negative struct {
	index int
	value reflect.Value
}

// zeroStep returns the step of a call that leaves arguments with negative zeros for the function.
func (g *guard) zeroStep(n node, slow step) step {
	list := g.children(n)
	t := g.typeOf(list[0])
	if t.none() {
		return slow
	}
	first := len(t.list("ret"))
	var numbers []int // the parameters that are, or hold, floating-point or complex numbers
	for i, arg := range t.list("arg") {
		if i+1 < len(list) && !g.constant(list[i+1]).IsValid() && holdsFloats(arg) {
			numbers = append(numbers, i)
		}
	}
	if len(numbers) == 0 {
		return slow
	}
	zeros, spawned := &g.engine.zeros, g.spawned[n]
	return func(frame unsafe.Pointer) step {
		var lost []negative
		for _, i := range numbers {
			if v := g.value(list[i+1], frame); isNegativeZero(v) {
				kept := reflect.New(v.Type()).Elem()
				kept.Set(v)
				lost = append(lost, negative{first + i, kept})
			}
		}
		if lost == nil {
			return slow(frame)
		}
		zeros.calls.Store(frame, lost)
		zeros.n.Add(1)
		if !spawned {
			defer zeros.take(frame) // unless the function has done that: what is called may be compiled
		}
		return slow(frame)
	}
}

// take returns the arguments that the function called from a frame has not taken yet.
func (z *zeros) take(caller unsafe.Pointer) []negative {
	lost, ok := z.calls.LoadAndDelete(caller)
	if !ok {
		return nil
	}
	z.n.Add(-1)
	return lost.([]negative)
}

// takeZeros has a function that has parameters of such types take their arguments as it begins.
func (g *guard) takeZeros(function node) {
	t, list := g.typeOf(function), g.children(function)
	if t.none() || len(list) < 4 || !slices.ContainsFunc(t.list("arg"), holdsFloats) {
		return
	}
	start := *part[node](list[3].at, g.start)
	if start.at == nil {
		return
	}
	maker := g.maker(start)
	made := *maker
	if made == nil {
		return
	}
	zeros := &g.engine.zeros
	*maker = func(p unsafe.Pointer) {
		made(p)
		s := g.step(start)
		first := *s
		if first == nil {
			return
		}
		*s = func(frame unsafe.Pointer) step {
			if zeros.n.Load() > 0 {
				g.setZeros(frame, zeros.take(*part[unsafe.Pointer](frame, g.anc)))
			}
			return first(frame)
		}
	}
}

// setZeros sets parameters of a function that begins.
func (g *guard) setZeros(frame unsafe.Pointer, lost []negative) {
	data := g.values(frame)
	for _, l := range lost {
		if l.index < len(data) && data[l.index].IsZero() && l.value.Type().AssignableTo(data[l.index].Type()) {
			data[l.index].Set(l.value)
		}
	}
}

// isNegativeZero reports whether a value is zero and has a sign, or holds one that is and has.
func isNegativeZero(v reflect.Value) bool {
	if !v.IsValid() || !v.IsZero() {
		return false
	}
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		return 1/v.Float() < 0
	case reflect.Complex64, reflect.Complex128:
		return 1/real(v.Complex()) < 0 || 1/imag(v.Complex()) < 0
	case reflect.Struct:
		for i := range v.NumField() {
			if isNegativeZero(v.Field(i)) {
				return true
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			if isNegativeZero(v.Index(i)) {
				return true
			}
		}
	}
	return false
}

// holdsFloats reports whether a type is one of floating-point or complex numbers, or one of
// structs or arrays that hold such.
func holdsFloats(t itype) bool {
	if t.none() {
		return false
	}
	switch t.kind() {
	case "float32", "float64T", "complex64T", "complex128T":
		return true
	case "structT", "arrayT", "linkedT":
		return slices.ContainsFunc(t.parts(), holdsFloats)
	case "valueT":
		return t.rtype() != nil && hasFloats(t.rtype())
	}
	return false
}

// hasFloats is holdsFloats for a compiled type.
func hasFloats(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		return true
	case reflect.Array:
		return hasFloats(t.Elem())
	case reflect.Struct:
		for f := range t.Fields() {
			if hasFloats(f.Type) {
				return true
			}
		}
	}
	return false
}
