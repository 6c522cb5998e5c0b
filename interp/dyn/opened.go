package dyn

import (
	"reflect"
	"sync"
)

// Opened returns x as a template wants it: a plain value, and plain values in place
// of the boxes in what it holds. What is changed is a copy. Values that are printed
// by a method of theirs, and have no parts that a template could ask for, stay boxes.
func Opened(x any) any {
	if x == nil {
		return nil
	}
	v := reflect.ValueOf(&x).Elem()
	open(v, map[uintptr]bool{})
	return x
}

// open opens the value that v, which can be set, has.
func open(v reflect.Value, seen map[uintptr]bool) {
	switch v.Kind() {
	case reflect.Interface:
		openInterface(v, seen)
	case reflect.Map:
		openMap(v, seen)
	case reflect.Slice:
		if !v.IsNil() && mayHold(v.Type().Elem()) {
			list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(list, v)
			for i := range list.Len() {
				open(list.Index(i), seen)
			}
			v.Set(list)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() && mayHold(f.Type()) {
				open(f, seen)
			}
		}
	case reflect.Pointer:
		if v.IsNil() || !mayHold(v.Type().Elem()) || seen[v.Pointer()] {
			return
		}
		seen[v.Pointer()] = true
		to := reflect.New(v.Type().Elem())
		to.Elem().Set(v.Elem())
		open(to.Elem(), seen)
		v.Set(to)
	}
}

func openInterface(v reflect.Value, seen map[uintptr]bool) {
	if v.IsNil() || v.NumMethod() > 0 {
		return
	}
	t, x := Open(v.Interface())
	plain := reflect.ValueOf(x)
	if t != nil && printed(t, plain.Kind()) || !plain.IsValid() {
		return
	}
	inner := reflect.New(plain.Type()).Elem()
	inner.Set(plain)
	open(inner, seen)
	v.Set(inner)
}

func openMap(v reflect.Value, seen map[uintptr]bool) {
	if v.IsNil() || !mayHold(v.Type().Elem()) || seen[v.Pointer()] {
		return
	}
	seen[v.Pointer()] = true
	to := reflect.MakeMapWithSize(v.Type(), v.Len())
	for it := v.MapRange(); it.Next(); {
		elem := reflect.New(v.Type().Elem()).Elem()
		elem.Set(it.Value())
		open(elem, seen)
		to.SetMapIndex(it.Key(), elem)
	}
	v.Set(to)
}

// printed reports whether a value is printed by a method and has no parts.
func printed(t *Type, kind reflect.Kind) bool {
	switch kind {
	case reflect.Struct, reflect.Pointer, reflect.Map, reflect.Slice, reflect.Array, reflect.Func:
		return false
	}
	return t.method("String") != nil || t.method("Error") != nil || t.method("Format") != nil
}

// holding caches what mayHold finds out.
var holding sync.Map // reflect.Type -> bool

// mayHold reports whether values of a type may have boxes in them. Those of native
// types do not: they are as native code made them.
func mayHold(t reflect.Type) bool {
	if known, ok := holding.Load(t); ok {
		return known.(bool)
	}
	answer := holds(t, nil)
	holding.Store(t, answer)
	return answer
}

// holds is mayHold for a type inside others, worked out.
func holds(t reflect.Type, outer []reflect.Type) bool {
	for _, o := range outer {
		if o == t {
			return false
		}
	}
	outer = append(outer, t)
	switch t.Kind() {
	case reflect.Interface:
		return t.NumMethod() == 0
	case reflect.Slice, reflect.Map, reflect.Pointer:
		return holds(t.Elem(), outer)
	case reflect.Struct:
		if t.PkgPath() != "" {
			return false
		}
		for i := range t.NumField() {
			if holds(t.Field(i).Type, outer) {
				return true
			}
		}
	}
	return false
}
