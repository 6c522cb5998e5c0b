package reflect

import (
	std "reflect"
)

// Call is Value.Call.
func (v Value) Call(in []Value) []Value { return v.call("Call", in, std.Value.Call) }

// CallSlice is Value.CallSlice.
func (v Value) CallSlice(in []Value) []Value { return v.call("CallSlice", in, std.Value.CallSlice) }

func (v Value) call(method string, in []Value, call func(std.Value, []std.Value) []std.Value) []Value {
	v.must(method, std.Func)
	v.mustBeExported(method)
	t := v.Type()
	args := make([]std.Value, len(in))
	for i, x := range in {
		if p := paramType(t, i, method == "Call"); p != nil {
			if !x.IsValid() {
				fail("reflect: " + method + " using zero Value argument")
			}
			if !assignable(x.Type(), p) {
				fail("reflect: " + method + " using " + x.Type().String() + " as type " + p.String())
			}
			args[i] = x.assigned(method, p)
			continue
		}
		args[i] = x.native // there are too many, and reflect says so
	}
	out := call(v.unfolded(), args)
	results := make([]Value, len(out))
	for i, held := range out {
		results[i] = valueOf(held, t.Out(i))
	}
	return results
}

// paramType returns the type of argument i of a call, or nil; one says whether each
// variadic one is passed for itself.
func paramType(t std.Type, i int, one bool) std.Type {
	last := t.NumIn() - 1
	switch {
	case one && t.IsVariadic() && i >= last:
		return t.In(last).Elem()
	case i <= last:
		return t.In(i)
	}
	return nil
}

// MakeFunc is reflect.MakeFunc.
func MakeFunc(t std.Type, f func([]Value) []Value) Value {
	if t.Kind() != std.Func {
		fail("reflect: call of MakeFunc with non-Func type")
	}
	held := layoutOf(t)
	made := std.MakeFunc(held, func(in []std.Value) []std.Value {
		args := make([]Value, len(in))
		for i, x := range in {
			args[i] = valueOf(x, t.In(i))
		}
		results := f(args)
		if len(results) != held.NumOut() {
			fail("reflect: wrong return count from function created by MakeFunc")
		}
		out := make([]std.Value, len(results))
		for i, x := range results {
			if !x.IsValid() {
				fail("reflect: function created by MakeFunc using closure returned zero Value")
			}
			if !assignable(x.Type(), t.Out(i)) {
				fail("reflect: function created by MakeFunc using closure returned wrong type: have " + x.Type().String() + " for " + t.Out(i).String())
			}
			out[i] = x.assigned("MakeFunc", t.Out(i))
		}
		return out
	})
	return folding(made, t)
}
