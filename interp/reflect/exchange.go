package reflect

import (
	"fmt"
	std "reflect"
)

// Exchange stores x, of a type in which those of one side are, this package or that of the
// standard library, where the pointer to says: to one in which those of the other side are.
func Exchange(x, to any) {
	dst := std.ValueOf(to).Elem()
	if v := std.ValueOf(x); v.IsValid() {
		dst.Set(exchanged(v, dst.Type()))
	}
}

// exchanged returns v as a value of type t, which is the same but for whose types of
// reflection are in it.
func exchanged(v std.Value, t std.Type) std.Value {
	if v.Type() == t {
		return v
	}
	switch x := v.Interface().(type) {
	case Value:
		return std.ValueOf(x.Native())
	case std.Value:
		return std.ValueOf(FromNative(x))
	case Method:
		return std.ValueOf(x.native())
	case std.Method:
		return std.ValueOf(fromNative(x))
	}
	switch t.Kind() {
	case std.Func:
		return exchangedFunc(v, t)
	case std.Slice:
		if v.IsNil() {
			return std.Zero(t)
		}
		list := std.MakeSlice(t, v.Len(), v.Len())
		refill(list, v)
		return list
	}
	if v.Type().ConvertibleTo(t) {
		return v.Convert(t)
	}
	panic(fmt.Sprintf("reflect: compiled code and interpreted code cannot exchange a %s: put the code that does into a package marked //mrepl:native", t))
}

// exchangedFunc returns a function of type t that calls f. What f writes into lists is written
// into those that it was given.
func exchangedFunc(f std.Value, t std.Type) std.Value {
	if f.IsNil() {
		return std.Zero(t)
	}
	return std.MakeFunc(t, func(args []std.Value) []std.Value {
		in := make([]std.Value, len(args))
		for i := range args {
			in[i] = exchanged(args[i], f.Type().In(i))
		}
		out := invoke(f, in)
		for i := range args {
			if args[i].Kind() == std.Slice && args[i].Type() != in[i].Type() {
				refill(args[i], in[i])
			}
		}
		for i := range out {
			out[i] = exchanged(out[i], t.Out(i))
		}
		return out
	})
}

// refill writes the elements of one list, exchanged, into another.
func refill(list, from std.Value) {
	for i := range list.Len() {
		list.Index(i).Set(exchanged(from.Index(i), list.Type().Elem()))
	}
}
