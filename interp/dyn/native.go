package dyn

import (
	"fmt"
	"reflect"
)

// Assert returns x if its dynamic type implements the interface, and panics as
// a failed type assertion does if not.
func Assert(face *Iface, x any) any {
	if x == nil {
		panic(&AssertionError{Want: face.Name})
	}
	if name := face.missing(x); name != "" {
		panic(&AssertionError{Have: DynamicName(x), Want: face.Name, Missing: name})
	}
	return x
}

// Native returns x as native code needs it for a native interface: itself if
// it implements it, else a wrapper whose methods call those of x.
func Native(face *Iface, x any) any {
	if x == nil || reflect.TypeOf(x).Implements(face.native) {
		return x
	}
	if t, _ := Open(x); t != nil && t.table.compiled.Wrap != nil {
		if w := t.table.compiled.Wrap(t, x, face.native); w != nil {
			return w
		}
	}
	if face.wrapper == nil {
		panic(fmt.Errorf("a value of type %s cannot be passed to compiled code as %s", DynamicName(x), face.Name))
	}
	w := reflect.New(face.wrapper).Elem()
	w.Field(0).Set(reflect.ValueOf(x))
	for i := 1; i < w.NumField(); i++ {
		name := face.wrapper.Field(i).Name[1:]
		f := bind(x, name, w.Field(i).Type())
		w.Field(i).Set(f)
	}
	return w.Interface()
}

// bind returns the method of x as a func of type ft.
func bind(x any, name string, ft reflect.Type) reflect.Value {
	t, _ := Open(x)
	if t == nil {
		return reflect.ValueOf(x).MethodByName(name)
	}
	m := reflect.ValueOf(t.method(name))
	recv := reflect.ValueOf(&x).Elem()
	return reflect.MakeFunc(ft, func(args []reflect.Value) []reflect.Value {
		in := append([]reflect.Value{recv}, args...)
		for i := range in {
			in[i] = plainly(in[i], m.Type().In(i))
		}
		call := m.Call
		if ft.IsVariadic() {
			call = m.CallSlice
		}
		out := call(in)
		for i := range out {
			out[i] = plainly(out[i], ft.Out(i))
		}
		return out
	})
}

// plainly returns v as a value of type t, which is the same but for the names of empty
// interfaces, as interpreted code has any for all of them, and for reflect.Value, of which
// it has one of its own.
func plainly(v reflect.Value, t reflect.Type) reflect.Value {
	if v.Type().AssignableTo(t) || v.Kind() != t.Kind() {
		return v
	}
	if r, ok := v.Interface().(reflectValue); ok && t == reflect.TypeFor[reflect.Value]() {
		return reflect.ValueOf(r.Native())
	}
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Interface && v.Type().Elem().NumMethod() == 0 && t.Elem().NumMethod() == 0 {
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		return reflect.NewAt(t, p.UnsafePointer()).Elem()
	}
	return v
}
