package dyn

import (
	"go/types"
	"reflect"
	"slices"
)

// methods are those that reflection would see of a struct of the program, or of a
// pointer to one: the exported ones, by their names.
type methods struct {
	of  *Type
	set *types.MethodSet
	at  []int // where they are in the set
}

// methods returns those of t, nil for other types.
func (r Reflected) methods(t reflect.Type) *methods {
	goType := r.goType(t)
	if goType == nil {
		return nil
	}
	m := &methods{of: r.table.Lookup(goType), set: types.NewMethodSet(goType)}
	if m.of == nil {
		return nil
	}
	for i := range m.set.Len() {
		if m.set.At(i).Obj().Exported() {
			m.at = append(m.at, i)
		}
	}
	slices.SortFunc(m.at, func(i, j int) int {
		if m.set.At(i).Obj().Name() < m.set.At(j).Obj().Name() {
			return -1
		}
		return 1
	})
	return m
}

// byName returns where in the set a method is.
func (m *methods) byName(name string) (int, bool) {
	for _, i := range m.at {
		if m.set.At(i).Obj().Name() == name {
			return i, true
		}
	}
	return 0, false
}

// bound returns a method as a function of its own parameters alone.
func (m *methods) bound(at int, receiver any) reflect.Value {
	f := reflect.ValueOf(m.of.method(m.set.At(at).Obj().Name()))
	box := reflect.ValueOf(Box(m.of, receiver))
	return reflect.MakeFunc(funcType(f.Type(), nil), func(args []reflect.Value) []reflect.Value {
		return invoke(f, append([]reflect.Value{box}, args...))
	})
}

// unbound returns a method as a function whose first parameter is the receiver.
func (m *methods) unbound(at, index int, receiver reflect.Type) reflect.Method {
	name := m.set.At(at).Obj().Name()
	f := reflect.ValueOf(m.of.method(name))
	t := funcType(f.Type(), receiver)
	return reflect.Method{Name: name, Type: t, Index: index, Func: reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
		return invoke(f, append([]reflect.Value{reflect.ValueOf(Box(m.of, args[0].Interface()))}, args[1:]...))
	})}
}

// invoke calls f, whose last argument is a slice if it is variadic.
func invoke(f reflect.Value, args []reflect.Value) []reflect.Value {
	if f.Type().IsVariadic() {
		return f.CallSlice(args)
	}
	return f.Call(args)
}

// funcType is the type of a registered method with another type in place of its
// receiver, or without one.
func funcType(t, receiver reflect.Type) reflect.Type {
	var in, out []reflect.Type
	if receiver != nil {
		in = append(in, receiver)
	}
	for i := 1; i < t.NumIn(); i++ {
		in = append(in, t.In(i))
	}
	for i := range t.NumOut() {
		out = append(out, t.Out(i))
	}
	return reflect.FuncOf(in, out, t.IsVariadic())
}

// NumMethod is Type.NumMethod.
func (r Reflected) NumMethod(t reflect.Type) int {
	if f, ok := t.(*faceType); ok {
		return len(f.face.methods)
	}
	if m := r.methods(t); m != nil {
		return len(m.at)
	}
	return t.NumMethod()
}

// Method is Type.Method.
func (r Reflected) Method(t reflect.Type, i int) reflect.Method {
	if m := r.methods(t); m != nil && i >= 0 && i < len(m.at) {
		return m.unbound(m.at[i], i, t)
	}
	return t.Method(i)
}

// MethodByName is Type.MethodByName.
func (r Reflected) MethodByName(t reflect.Type, name string) (reflect.Method, bool) {
	if m := r.methods(t); m != nil {
		if at, ok := m.byName(name); ok {
			return m.unbound(at, slices.Index(m.at, at), t), true
		}
	}
	return t.MethodByName(name)
}

// ValueNumMethod is Value.NumMethod.
func (r Reflected) ValueNumMethod(v reflect.Value) int {
	if !v.IsValid() {
		return v.NumMethod()
	}
	return r.NumMethod(v.Type())
}

// ValueMethod is Value.Method.
func (r Reflected) ValueMethod(v reflect.Value, i int) reflect.Value {
	if !v.IsValid() {
		return v.Method(i)
	}
	if m := r.methods(v.Type()); m != nil && i >= 0 && i < len(m.at) {
		return m.bound(m.at[i], v.Interface())
	}
	return v.Method(i)
}

// ValueMethodByName is Value.MethodByName.
func (r Reflected) ValueMethodByName(v reflect.Value, name string) reflect.Value {
	if !v.IsValid() {
		return v.MethodByName(name)
	}
	if m := r.methods(v.Type()); m != nil {
		if at, ok := m.byName(name); ok {
			return m.bound(at, v.Interface())
		}
	}
	return v.MethodByName(name)
}
