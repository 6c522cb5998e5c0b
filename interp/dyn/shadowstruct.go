package dyn

import (
	"go/types"
	"reflect"
)

// shadowStruct is how a struct is shown to an encoder: a struct of the fields that
// the encoder looks at, under the same tags, in which what has hidden methods is an any.
type shadowStruct struct {
	rtype reflect.Type
	parts []shadowPart
}

type shadowPart struct {
	part
	flatten *shadowStruct // of what is embedded
	is      as
}

// as says what a field is in a shadow.
type as int

const (
	asItself  as = iota
	asAny        // of what it holds, the shadow
	asPointer    // a pointer to it, nil when it is left out
	asStruct     // the fields of a struct that is embedded
)

// shadowOf makes the shadow of a struct whose values are of type rt. Within are the
// structs that it is embedded in.
func (tab *Table) shadowOf(u *types.Struct, rt reflect.Type, c *coding, within []*types.Struct) *shadowStruct {
	for _, outer := range within {
		if outer == u { // its fields are all hidden by those further out
			return nil
		}
	}
	s := &shadowStruct{}
	var fields []reflect.StructField
	for _, p := range c.parts(u) {
		sp, ft := shadowPart{part: p}, rt.Field(p.index).Type
		_, isFace := p.typ.Underlying().(*types.Interface)
		switch {
		case p.flat:
			inner := ft
			if ft.Kind() == reflect.Pointer {
				inner = ft.Elem()
			}
			sp.is, sp.flatten = asStruct, tab.shadowOf(deref(p.typ).Underlying().(*types.Struct), inner, c, append(within, u))
			if sp.flatten == nil {
				continue
			}
			if ft = sp.flatten.rtype; inner != rt.Field(p.index).Type {
				ft = reflect.PointerTo(ft)
			}
		case isFace || ft.Kind() == reflect.Interface || tab.shape(p.typ, p.c).hidden:
			sp.is, ft = asAny, reflect.TypeFor[any]()
		case p.zero && tab.hasIsZero(p.typ):
			sp.is, ft = asPointer, reflect.PointerTo(ft)
		}
		s.parts = append(s.parts, sp)
		fields = append(fields, reflect.StructField{Name: p.name, Type: ft, Tag: reflect.StructTag(p.tag), Anonymous: p.flat})
	}
	s.rtype = reflect.StructOf(fields)
	return s
}

// hasIsZero reports whether an interpreted method says which values of a type are
// zero.
func (tab *Table) hasIsZero(t types.Type) bool {
	return tab.Interpreted(t) && hasMethod(t, "IsZero")
}

// isZero reports whether a field is left out for being zero, by its own method IsZero
// where it has one.
func (tab *Table) isZero(v reflect.Value, t types.Type) bool {
	if !tab.hasIsZero(t) {
		return v.IsZero()
	}
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return true
	}
	if f, ok := tab.Lookup(t).method("IsZero").(func(any) bool); ok {
		return f(Box(tab.Lookup(t), v.Interface()))
	}
	ptr := tab.Lookup(types.NewPointer(t))
	f, ok := ptr.method("IsZero").(func(any) bool)
	if !ok {
		return v.IsZero()
	}
	if !v.CanAddr() {
		other := reflect.New(v.Type())
		other.Elem().Set(v)
		v = other.Elem()
	}
	return f(Box(ptr, v.Addr().Interface()))
}

// isEmpty reports whether encoders take a value for an empty one.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}
