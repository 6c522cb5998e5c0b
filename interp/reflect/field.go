package reflect

import (
	"fmt"
	"go/types"
	std "reflect"
	"slices"

	"github.com/mrepl/mrepl/interp/dyn"
)

// structure returns the type of a struct.
func (t *rtype) structure(method string) *types.Struct {
	s, ok := t.under().(*types.Struct)
	if !ok {
		fail("reflect: " + method + " of non-struct type " + t.String())
	}
	return s
}

// NumField implements reflect.Type.
func (t *rtype) NumField() int { return t.structure("NumField").NumFields() }

// Field implements reflect.Type.
func (t *rtype) Field(i int) std.StructField {
	s := t.structure("Field")
	if i < 0 || i >= s.NumFields() {
		fail("reflect: Field index out of bounds")
	}
	t.parts()
	field := s.Field(i)
	f := std.StructField{
		Name: field.Name(), Type: t.fields[i], Tag: std.StructTag(s.Tag(i)),
		Offset: t.Type.Field(i).Offset, Index: []int{i}, Anonymous: field.Embedded(),
	}
	if !field.Exported() {
		f.PkgPath = dyn.LinkedPath(field.Pkg())
	}
	return f
}

// FieldByIndex implements reflect.Type.
func (t *rtype) FieldByIndex(index []int) std.StructField {
	var f std.StructField
	var in std.Type = t
	for i, x := range index {
		if i > 0 && in.Kind() == std.Pointer && in.Elem().Kind() == std.Struct {
			in = in.Elem()
		}
		f = in.Field(x)
		in = f.Type
	}
	return f
}

// FieldByName implements reflect.Type.
func (t *rtype) FieldByName(name string) (std.StructField, bool) {
	return t.FieldByNameFunc(func(s string) bool { return s == name })
}

// FieldByNameFunc implements reflect.Type: several matching fields of the same depth hide
// each other.
func (t *rtype) FieldByNameFunc(match func(string) bool) (found std.StructField, ok bool) {
	t.structure("FieldByNameFunc")
	for _, f := range t.visible() {
		switch {
		case !match(f.Name), found.Index != nil && len(f.Index) > len(found.Index):
		case found.Index == nil || len(f.Index) < len(found.Index):
			found, ok = f, true
		default:
			ok = false
		}
	}
	if !ok {
		return std.StructField{}, false
	}
	return found, true
}

// VisibleFields is reflect.VisibleFields.
func VisibleFields(t std.Type) []std.StructField {
	if r, ok := t.(*rtype); ok && r.Kind() == std.Struct {
		return slices.Clone(r.visible())
	}
	return std.VisibleFields(t)
}

// NumField is Value.NumField.
func (v Value) NumField() int {
	v.must("NumField", std.Struct)
	return v.Type().NumField()
}

// Field is Value.Field.
func (v Value) Field(i int) Value {
	defer tell()
	v.must("Field", std.Struct)
	if v.of == nil {
		return v.part(v.native.Field(i), nil)
	}
	if i < 0 || i >= v.of.NumField() {
		fail("reflect: Field index out of range")
	}
	f := v.of.Field(i)
	part := v.part(v.native.Field(i), f.Type)
	part.hidden = v.hidden & hiddenField
	switch {
	case f.IsExported():
	case f.Anonymous:
		part.hidden |= hiddenEmbedded
	default:
		part.hidden |= hiddenField
	}
	return part
}

// FieldByIndex is Value.FieldByIndex.
func (v Value) FieldByIndex(index []int) Value {
	defer tell()
	f, err := v.FieldByIndexErr(index)
	if err != nil {
		fail("reflect: indirection through nil pointer to embedded struct field " + v.Type().FieldByIndex(index[:1]).Name)
	}
	return f
}

// FieldByIndexErr is Value.FieldByIndexErr.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	defer tell()
	for i, x := range index {
		if i > 0 && v.Kind() == std.Pointer && v.Type().Elem().Kind() == std.Struct {
			if v.IsNil() {
				return Value{}, fmt.Errorf("reflect: indirection through nil pointer to embedded struct field %s", v.Type().Elem().Name())
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

// FieldByName is Value.FieldByName.
func (v Value) FieldByName(name string) Value {
	defer tell()
	return v.fieldIn(func(t std.Type) (std.StructField, bool) { return t.FieldByName(name) })
}

// FieldByNameFunc is Value.FieldByNameFunc.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	return v.fieldIn(func(t std.Type) (std.StructField, bool) { return t.FieldByNameFunc(match) })
}

func (v Value) fieldIn(find func(std.Type) (std.StructField, bool)) Value {
	v.must("FieldByName", std.Struct)
	if f, ok := find(v.Type()); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// Fields is Value.Fields.
func (v Value) Fields() func(func(std.StructField, Value) bool) {
	return func(yield func(std.StructField, Value) bool) {
		for i := range v.NumField() {
			if !yield(v.Type().Field(i), v.Field(i)) {
				return
			}
		}
	}
}
