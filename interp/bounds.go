package interp

import (
	"fmt"
	"math/bits"
	"reflect"
	"strings"
	"unsafe"

	"github.com/mrepl/mrepl/interp/dyn"
)

// This file says of operations that have failed what the Go runtime says of them.

// indexFault is the fault of x[i].
func (g *guard) indexFault(n node, frame unsafe.Pointer, v any) any {
	list := g.children(n)
	x := g.value(list[0], frame)
	if x.Kind() == reflect.Pointer {
		x = x.Elem()
	}
	switch x.Kind() {
	case reflect.Map:
		return g.keyFault(list[0], list[1], g.written[n], frame, v)
	case reflect.Slice, reflect.Array, reflect.String:
	default:
		return v
	}
	i, ok := g.integer(list[1], frame)
	switch {
	case !ok:
		return v
	case i.negative():
		return dyn.RuntimeError(fmt.Sprintf("index out of range [%v]", i))
	case i.above(integer{v: int64(x.Len() - 1)}):
		return dyn.RuntimeError(fmt.Sprintf("index out of range [%v] with length %d", i, x.Len()))
	}
	return v
}

// keyFault is the fault of a map that is given what an operation has computed as a key.
func (g *guard) keyFault(m, key node, written bool, frame unsafe.Pointer, v any) any {
	if err, ok := v.(error); !ok || !strings.Contains(err.Error(), "hash of unhashable type") {
		return v
	}
	table, k := g.value(m, frame), g.value(key, frame)
	if table.Kind() != reflect.Map || !k.IsValid() || !k.CanInterface() {
		return v
	}
	if err, ok := dyn.Unhashable(k.Interface(), written || table.Len() > 0); ok {
		return err
	}
	return v
}

// sliceFault is the fault of x[i:j:k].
func (g *guard) sliceFault(n node, frame unsafe.Pointer, v any) any {
	list := g.children(n)
	x := g.value(list[0], frame)
	if x.Kind() == reflect.Pointer {
		x = x.Elem()
	}
	what, end := "length", 0
	switch x.Kind() {
	case reflect.Slice:
		what, end = "capacity", x.Cap()
	case reflect.Array, reflect.String:
		end = x.Len()
	default:
		return v
	}
	bounds := make([]integer, 0, 3) // low, high and max, as far as they are given
	if g.actionOf(n) == g.actions["slice0"] {
		bounds = append(bounds, integer{})
	}
	for _, b := range list[1:] {
		i, ok := g.integer(b, frame)
		if !ok {
			return v
		}
		bounds = append(bounds, i)
	}
	if len(bounds) == 1 {
		bounds = append(bounds, integer{v: int64(x.Len())})
	}
	if text := outOfBounds(bounds, integer{v: int64(end)}, what); text != "" {
		return dyn.RuntimeError("slice bounds out of range " + text)
	}
	return v
}

// outOfBounds says which bounds of a slice expression are wrong: low and high, and max
// perhaps, of what ends at end, which is its length or capacity.
func outOfBounds(bounds []integer, end integer, what string) string {
	low, high := bounds[0], bounds[1]
	after := "" // what follows where max is given
	if len(bounds) == 3 {
		limit := bounds[2]
		switch {
		case limit.negative():
			return fmt.Sprintf("[::%v]", limit)
		case limit.above(end):
			return fmt.Sprintf("[::%v] with %s %v", limit, what, end)
		case high.negative():
			return fmt.Sprintf("[:%v:]", high)
		case high.above(limit):
			return fmt.Sprintf("[:%v:%v]", high, limit)
		}
		after = ":"
	} else {
		switch {
		case high.negative():
			return fmt.Sprintf("[:%v]", high)
		case high.above(end):
			return fmt.Sprintf("[:%v] with %s %v", high, what, end)
		}
	}
	switch {
	case low.negative():
		return fmt.Sprintf("[%v:%s]", low, after)
	case low.above(high):
		return fmt.Sprintf("[%v:%v%s]", low, high, after)
	}
	return ""
}

// makeFault is the fault of make([]T, len, cap).
func (g *guard) makeFault(n node, frame unsafe.Pointer, v any) any {
	err, ok := v.(error)
	if !ok || err.Error() != "runtime: allocation size out of range" {
		return v
	}
	list, size := g.children(n), uint64(1)
	if made := g.value(n, frame); made.Kind() == reflect.Slice {
		size = uint64(made.Type().Elem().Size())
	}
	if length, ok := g.integer(list[2], frame); ok && len(list) > 3 && !length.negative() {
		if over, bytes := bits.Mul64(size, uint64(length.v)); over == 0 && bytes <= largestObject {
			return dyn.RuntimeError("makeslice: cap out of range")
		}
	}
	return dyn.RuntimeError("makeslice: len out of range")
}

// largestObject is the size of memory that a process can have.
const largestObject = 1 << (bits.UintSize * 3 / 4)
