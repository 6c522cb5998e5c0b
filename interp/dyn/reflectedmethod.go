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
	all []*types.Selection
}

// methods returns those of t, nil for other types.
func (r Reflected) methods(t reflect.Type) *methods {
	goType := r.goType(t)
	if goType == nil {
		return nil
	}
	m := &methods{of: r.table.Lookup(goType)}
	if m.of == nil {
		return nil
	}
	for sel := range types.NewMethodSet(goType).Methods() {
		if sel.Obj().Exported() {
			m.all = append(m.all, sel)
		}
	}
	return m
}

// ofValue returns the methods of what v holds, nil where there is nothing.
func (r Reflected) ofValue(v reflect.Value) *methods {
	if !v.IsValid() {
		return nil
	}
	return r.methods(v.Type())
}

// has reports whether there is a method i.
func (m *methods) has(i int) bool { return m != nil && i >= 0 && i < len(m.all) }

// index returns which method has a name, a negative number for none.
func (m *methods) index(name string) int {
	if m == nil {
		return -1
	}
	return slices.IndexFunc(m.all, func(sel *types.Selection) bool { return sel.Obj().Name() == name })
}

// bound returns a method as a function of its own parameters alone.
func (m *methods) bound(i int, receiver any) reflect.Value {
	f := reflect.ValueOf(m.of.method(m.all[i].Obj().Name()))
	box := reflect.ValueOf(Box(m.of, receiver))
	return reflect.MakeFunc(funcType(f.Type(), nil), func(args []reflect.Value) []reflect.Value {
		return invoke(f, append([]reflect.Value{box}, args...))
	})
}

// unbound returns a method as a function whose first parameter is the receiver.
func (m *methods) unbound(i int, receiver reflect.Type) reflect.Method {
	name := m.all[i].Obj().Name()
	f := reflect.ValueOf(m.of.method(name))
	t := funcType(f.Type(), receiver)
	return reflect.Method{Name: name, Type: t, Index: i, Func: reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
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
		return len(m.all)
	}
	return t.NumMethod()
}

// Method is Type.Method.
func (r Reflected) Method(t reflect.Type, i int) reflect.Method {
	if m := r.methods(t); m.has(i) {
		return m.unbound(i, t)
	}
	return t.Method(i)
}

// MethodByName is Type.MethodByName.
func (r Reflected) MethodByName(t reflect.Type, name string) (reflect.Method, bool) {
	m := r.methods(t)
	if i := m.index(name); i >= 0 {
		return m.unbound(i, t), true
	}
	return t.MethodByName(name)
}

// ValueNumMethod is Value.NumMethod.
func (r Reflected) ValueNumMethod(v reflect.Value) int {
	if m := r.ofValue(v); m != nil {
		return len(m.all)
	}
	return v.NumMethod()
}

// ValueMethod is Value.Method.
func (r Reflected) ValueMethod(v reflect.Value, i int) reflect.Value {
	if m := r.ofValue(v); m.has(i) {
		return m.bound(i, v.Interface())
	}
	return v.Method(i)
}

// ValueMethodByName is Value.MethodByName.
func (r Reflected) ValueMethodByName(v reflect.Value, name string) reflect.Value {
	m := r.ofValue(v)
	if i := m.index(name); i >= 0 {
		return m.bound(i, v.Interface())
	}
	return v.MethodByName(name)
}
