package dyn

import (
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Sought is Raw for a function that looks for methods of these names in a value and in what that
// holds. It panics where an interpreted type has one: the function would go on without it. What
// has MarshalYAML stays in its box, which has the method too.
func Sought(x any, methods ...string) any {
	s := seeker{methods: methods, seen: map[uintptr]bool{}}
	s.seek(reflect.ValueOf(&x).Elem())
	if t, _ := Open(x); t != nil && s.boxed(t.Go()) {
		return x
	}
	return Raw(x)
}

// Soughts is Sought for a list.
func Soughts(list []any, methods ...string) []any {
	out := Raws(list)
	for i, x := range list {
		out[i] = Sought(x, methods...)
	}
	return out
}

// seeker looks for methods that compiled code does not see.
type seeker struct {
	methods []string
	seen    map[uintptr]bool // pointers and maps
}

// seek looks at a value and at the boxes that it holds.
func (s *seeker) seek(v reflect.Value) {
	if !mayHold(v.Type()) {
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() || !v.CanInterface() {
			return
		}
		t, x := Open(v.Interface())
		if t != nil && s.boxed(t.Go()) {
			return
		}
		if t != nil {
			s.check(t.Go())
		}
		if x != nil {
			s.seek(reflect.ValueOf(x))
		}
	case reflect.Pointer, reflect.Map:
		if v.IsNil() || s.seen[v.Pointer()] {
			return
		}
		s.seen[v.Pointer()] = true
		if v.Kind() == reflect.Pointer {
			s.seek(v.Elem())
			return
		}
		for it := v.MapRange(); it.Next(); {
			s.seek(it.Value())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			s.seek(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			s.seek(v.Field(i))
		}
	}
}

// boxed reports whether boxes of a type have the method that is looked for.
func (s *seeker) boxed(t types.Type) bool {
	return slices.Contains(s.methods, "MarshalYAML") && types.NewMethodSet(t).Lookup(nil, "MarshalYAML") != nil
}

// unseen caches what check finds out.
var unseen sync.Map // unseenKey -> string

type unseenKey struct {
	t       types.Type
	methods string
}

// check panics if a type of interpreted code has such a method, or holds one that has.
func (s *seeker) check(t types.Type) {
	key := unseenKey{t, strings.Join(s.methods, " ")}
	text, known := unseen.Load(key)
	if !known {
		text = s.problem(t, map[types.Type]bool{})
		unseen.Store(key, text)
	}
	if text != "" {
		panic(text)
	}
}

// problem returns what check panics with, or "".
func (s *seeker) problem(t types.Type, seen map[types.Type]bool) string {
	if seen[t] || types.IsInterface(t) {
		return ""
	}
	seen[t] = true
	if n, ok := types.Unalias(t).(*types.Named); ok {
		for _, name := range s.methods {
			if m, index, _ := types.LookupFieldOrMethod(n, true, n.Obj().Pkg(), name); m != nil && len(index) == 1 && isMethod(m) {
				return fmt.Sprintf("compiled code looks into this value with reflection, which does not see the method %s of %s: put that type into a package marked //mrepl:native", name, RuntimeName(t))
			}
		}
	}
	switch u := t.Underlying().(type) {
	case interface{ Elem() types.Type }: // a pointer, a list, an array or a map
		return s.problem(u.Elem(), seen)
	case *types.Struct:
		for i := range u.NumFields() {
			if text := s.problem(u.Field(i).Type(), seen); text != "" && u.Field(i).Exported() {
				return text
			}
		}
	}
	return ""
}

func isMethod(obj types.Object) bool {
	_, ok := obj.(*types.Func)
	return ok
}
