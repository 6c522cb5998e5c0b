package dyn

import (
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Reflected answers what interpreted code asks a reflect.Type, which is made of what
// types are to the interpreter: structs that have no names, all of whose fields are
// exported. Struct types are known by their fields. Where two of the program have the
// same ones it panics, when that makes a difference; of defined types that are no
// structs reflection tells what it sees.
type Reflected struct{ table *Table }

// Reflected returns what answers for the types of the table.
func (tab *Table) Reflected() Reflected { return Reflected{tab} }

// faceType is an interface type of the program, which to the interpreter is any.
type faceType struct {
	reflect.Type
	face *Iface
}

// Face returns the type that stands for an interface of the program.
func (r Reflected) Face(face *Iface) reflect.Type {
	face.shownOnce.Do(func() { face.shown = &faceType{reflect.TypeFor[any](), face} })
	return face.shown
}

// Name is Type.Name.
func (r Reflected) Name(t reflect.Type) string {
	if f, ok := t.(*faceType); ok {
		return f.face.Name[strings.LastIndex(f.face.Name, ".")+1:]
	}
	n := r.named(t)
	if n == nil {
		return t.Name()
	}
	return strings.TrimPrefix(RuntimeName(n), n.Obj().Pkg().Name()+".")
}

// PkgPath is Type.PkgPath.
func (r Reflected) PkgPath(t reflect.Type) string {
	n := r.named(t)
	if n == nil {
		return t.PkgPath()
	}
	return linkedPath(n.Obj().Pkg())
}

// String is Type.String.
func (r Reflected) String(t reflect.Type) string {
	if f, ok := t.(*faceType); ok {
		return f.face.Name
	}
	if n := r.named(t); n != nil {
		return RuntimeName(n)
	}
	if t == nil || t.Name() != "" || reflect.TypeOf(t) != plainType {
		return t.String()
	}
	switch t.Kind() {
	case reflect.Pointer:
		return "*" + r.String(t.Elem())
	case reflect.Slice:
		return "[]" + r.String(t.Elem())
	case reflect.Array:
		return "[" + strconv.Itoa(t.Len()) + "]" + r.String(t.Elem())
	case reflect.Map:
		return "map[" + r.String(t.Key()) + "]" + r.String(t.Elem())
	}
	return t.String()
}

// plainType is what implements reflect.Type. Others that do have names of their own.
var plainType = reflect.TypeOf(reflect.TypeFor[int]())

// Field is Type.Field.
func (r Reflected) Field(t reflect.Type, i int) reflect.StructField {
	f := t.Field(i)
	if said, of := r.said(t); said != nil {
		f.Name, f.Tag, f.Anonymous = said.Field(i).Name(), reflect.StructTag(said.Tag(i)), said.Field(i).Embedded()
		if !said.Field(i).Exported() {
			f.PkgPath = linkedPath(of)
		}
	}
	return f
}

// FieldByName is Type.FieldByName.
func (r Reflected) FieldByName(t reflect.Type, name string) (reflect.StructField, bool) {
	if i := r.fieldIndex(t, name); i >= 0 {
		return r.Field(t, i), true
	}
	return t.FieldByName(name)
}

// Implements is Type.Implements.
func (r Reflected) Implements(t, u reflect.Type) bool {
	if f, ok := u.(*faceType); ok {
		return Implements(f.face, r.Interface(reflect.Zero(t)))
	}
	of := r.methods(t)
	if of == nil || u == nil || u.Kind() != reflect.Interface {
		return t.Implements(u)
	}
	for i := range u.NumMethod() {
		m := of.index(u.Method(i).Name)
		if m < 0 || !sameShape(of.all[m].Type().(*types.Signature), u.Method(i).Type) {
			return false
		}
	}
	return true
}

// Interface is Value.Interface.
func (r Reflected) Interface(v reflect.Value) any {
	x := v.Interface()
	if _, box := x.(boxed); box || x == nil {
		return x
	}
	if !r.matters(reflect.TypeOf(x)) {
		return x
	}
	t := r.goType(reflect.TypeOf(x))
	if t == nil {
		return x
	}
	if known := r.table.Lookup(t); known != nil {
		return Box(known, x)
	}
	return x
}

// matters reports whether it makes a difference which type of the program a value of
// type t is of: there is but one, or one that has methods.
func (r Reflected) matters(t reflect.Type) bool {
	for t.Name() == "" && (t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map) {
		t = t.Elem()
	}
	all := r.candidates(t)
	return len(all) < 2 || slices.ContainsFunc(all, func(n *types.Named) bool { return n.NumMethods() > 0 })
}

// Printed returns what is printed for a reflect.Value: what it holds.
func (r Reflected) Printed(v reflect.Value) any {
	if !v.CanInterface() {
		return v
	}
	return r.Interface(v)
}

// ValueField is Value.Field: those that are not exported can be looked at only.
func (r Reflected) ValueField(v reflect.Value, i int) reflect.Value {
	f := v.Field(i)
	said, _ := r.said(v.Type())
	if said == nil || !f.CanInterface() || said.Field(i).Exported() {
		return f
	}
	if !f.CanAddr() {
		return concealed(f)
	}
	return reflect.NewAt(concealing(f.Type()), f.Addr().UnsafePointer()).Elem().Field(0)
}

// ValueFieldByName is Value.FieldByName.
func (r Reflected) ValueFieldByName(v reflect.Value, name string) reflect.Value {
	if i := r.fieldIndex(v.Type(), name); i >= 0 {
		return r.ValueField(v, i)
	}
	return v.FieldByName(name)
}

// fieldIndex returns which field of a struct of the program has a name, a negative
// number for none.
func (r Reflected) fieldIndex(t reflect.Type, name string) int {
	if said, _ := r.said(t); said != nil {
		for i := range said.NumFields() {
			if said.Field(i).Name() == name {
				return i
			}
		}
	}
	return -1
}

// goType returns the type of the program that a value of type t is of, or nil.
func (r Reflected) goType(t reflect.Type) types.Type {
	if n := r.named(t); n != nil {
		return n
	}
	if t.Name() != "" {
		return nil
	}
	switch t.Kind() {
	case reflect.Pointer:
		if elem := r.goType(t.Elem()); elem != nil {
			return types.NewPointer(elem)
		}
	case reflect.Slice:
		if elem := r.goType(t.Elem()); elem != nil {
			return types.NewSlice(elem)
		}
	case reflect.Map:
		elem, key := r.goType(t.Elem()), types.Universe.Lookup(t.Key().Name())
		if elem != nil && key != nil && t.Key().PkgPath() == "" {
			return types.NewMap(key.Type(), elem)
		}
	}
	return nil
}

// sameShape compares two signatures as far as reflection sees both.
func sameShape(sig *types.Signature, t reflect.Type) bool {
	return sig.Params().Len() == t.NumIn() && sig.Results().Len() == t.NumOut() && sig.Variadic() == t.IsVariadic()
}

// named returns the defined struct type of the program that t is to the interpreter,
// or nil. It panics if there are several.
func (r Reflected) named(t reflect.Type) *types.Named {
	all := r.candidates(t)
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	panic(fmt.Sprintf("reflect: %s and %s have the same fields, by which alone reflection knows interpreted types: give one of them another field, or put it into a package marked //mrepl:native",
		RuntimeName(all[0]), RuntimeName(all[1])))
}

// said returns a struct as the program has it, and the package it is of, or nil. Types
// that have the same fields do not differ in what is asked of it.
func (r Reflected) said(t reflect.Type) (*types.Struct, *types.Package) {
	all := r.candidates(t)
	if len(all) == 0 {
		return nil, nil
	}
	return all[0].Underlying().(*types.Struct), all[0].Obj().Pkg()
}

// candidates returns the defined struct types of the program that t is to the
// interpreter.
func (r Reflected) candidates(t reflect.Type) []*types.Named {
	if t == nil || t.Kind() != reflect.Struct || t.Name() != "" {
		return nil
	}
	tab := r.table
	tab.mu.Lock()
	defer tab.mu.Unlock()
	if tab.shown == nil {
		tab.shown = map[reflect.Type][]*types.Named{}
		seen := map[types.Type]bool{}
		for _, known := range tab.types {
			if known.rtype != nil && known.boxes && !known.retired.Load() {
				tab.pair(known.rtype, known.Go(), seen)
			}
		}
	}
	return tab.shown[t]
}

// pair notes that rt is what t is to the interpreter, and the same of what they are
// made of.
func (tab *Table) pair(rt reflect.Type, t types.Type, seen map[types.Type]bool) {
	t = types.Unalias(t)
	if seen[t] || !tab.interpreted(t) {
		return
	}
	seen[t] = true
	if n, ok := t.(*types.Named); ok && rt.Kind() == reflect.Struct && rt.Name() == "" && !slices.ContainsFunc(tab.shown[rt], func(o *types.Named) bool { return types.Identical(o, n) }) {
		tab.shown[rt] = append(tab.shown[rt], n)
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for i := range min(u.NumFields(), fields(rt)) {
			tab.pair(rt.Field(i).Type, u.Field(i).Type(), seen)
		}
	case *types.Map:
		if rt.Kind() == reflect.Map {
			tab.pair(rt.Key(), u.Key(), seen)
			tab.pair(rt.Elem(), u.Elem(), seen)
		}
	case interface{ Elem() types.Type }:
		switch rt.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
			tab.pair(rt.Elem(), u.Elem(), seen)
		}
	}
}

// fields returns how many fields a type has.
func fields(t reflect.Type) int {
	if t.Kind() != reflect.Struct {
		return 0
	}
	return t.NumField()
}
