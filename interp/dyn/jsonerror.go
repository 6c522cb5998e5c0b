package dyn

import (
	"encoding/json"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// JSONError returns an error of encoding/json, which decoded into a value of type t,
// with the names of types that reflection does not know.
func JSONError(t *Type, err error) error {
	if e, ok := err.(*json.InvalidUnmarshalError); ok && e.Type != nil {
		return &json.InvalidUnmarshalError{Type: namedType{e.Type, t.Name}}
	}
	return jsonError(t.Go(), reflect.Value{}, err)
}

// jsonError is JSONError for a value, where it is known: it has the types of what its interfaces hold.
func jsonError(t types.Type, v reflect.Value, err error) error {
	e, ok := err.(*json.UnmarshalTypeError)
	if !ok {
		return err
	}
	named := *e
	at := place{at: t, value: v}
	known := e.Field != ""
	names := strings.Split(e.Field, ".")
	for i, name := range names {
		if known = known && at.enter(name); known {
			names[i] = at.name
		}
	}
	named.Field = strings.Join(names, ".")
	if n, ok := types.Unalias(at.within).(*types.Named); ok && e.Struct == "" {
		named.Struct = n.Obj().Name()
		if n.TypeArgs().Len() > 0 {
			named.Struct = InstanceName(named.Struct, slices.Collect(n.TypeArgs().Types()))
		}
	}
	if m, ok := at.at.Underlying().(*types.Map); ok && e.Type != nil && failedKey(m, e) {
		named.Type = namedType{e.Type, RuntimeName(m.Key())}
	} else if name := nameOfKind(at.at, e.Type); name != "" {
		named.Type = namedType{e.Type, name}
	}
	return &named
}

// failedKey reports whether an error is that of a key of a map, which says that it is a number.
func failedKey(m *types.Map, e *json.UnmarshalTypeError) bool {
	text, number := strings.CutPrefix(e.Value, "number ")
	_, err := strconv.ParseFloat(text, 64)
	return number && kindOf(m.Key()) == e.Type.Kind() && (err != nil || kindOf(m.Elem()) != e.Type.Kind())
}

// namedType is a type with the name that it has in the source.
type namedType struct {
	reflect.Type
	name string
}

func (t namedType) String() string { return t.name }

// place is a place in a value, on the path that an error of encoding/json gives.
type place struct {
	within types.Type // the struct of the JSON object
	at     types.Type // the type of its field
	name   string     // of the field, in the error
	inside bool       // at is a struct that is embedded in within

	value reflect.Value // that is there, or not valid where it is not known
}

// open goes on to what an interface holds, through pointers. It reports whether that is known.
func (p *place) open() bool {
	for p.value.IsValid() {
		if u, ok := p.at.Underlying().(*types.Pointer); ok && p.value.Kind() == reflect.Pointer {
			p.at, p.value = u.Elem(), p.value.Elem()
			continue
		}
		if !types.IsInterface(p.at) {
			return true
		}
		if p.value.Kind() != reflect.Interface || p.value.IsNil() || !p.value.CanInterface() {
			return false
		}
		t, x := Open(p.value.Interface())
		if t == nil {
			return false
		}
		p.at, p.value = t.Go(), reflect.ValueOf(x)
	}
	return false
}

// field goes on to a field of the struct that the value is.
func (p *place) field(i int) {
	if p.value.Kind() == reflect.Struct && i < p.value.NumField() {
		p.value = p.value.Field(i)
	} else {
		p.value = reflect.Value{} // in a list or a map
	}
}

// enter goes on to a field, which the path calls by its name in JSON or, where it
// is embedded, by its name in the struct. It reports whether there is one.
func (p *place) enter(name string) bool {
	p.open()
	owner := p.at
	if !p.inside {
		owner = element(owner)
		p.within = owner
	}
	u, ok := element(owner).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range u.NumFields() {
		f := u.Field(i)
		tag, _, _ := strings.Cut(reflect.StructTag(u.Tag(i)).Get("json"), ",")
		if tag == name || tag == "" && f.Name() == name || f.Embedded() && strings.HasSuffix(name, "__"+f.Name()) {
			p.inside = f.Embedded() && tag == ""
			p.at, p.name = f.Type(), name
			p.field(i)
			if p.inside {
				p.name = f.Name()
			}
			return true
		}
	}
	return false
}

// element returns what pointers, lists and maps are of.
func element(t types.Type) types.Type {
	for inner := elementOnce(t); inner != nil; inner = elementOnce(t) {
		t = inner
	}
	return t
}

// nameOfKind returns the name of t, or of what it is made of, that has the kind of
// the type that an error names; "" if that is not one of the program.
func nameOfKind(t types.Type, had reflect.Type) string {
	for isCaught(had) && t != nil {
		if fromJSON.codes(t) {
			return RuntimeName(t)
		}
		t = elementOnce(t)
	}
	for t != nil && had != nil && had.PkgPath() == "" {
		if kindOf(t) == had.Kind() {
			return RuntimeName(t)
		}
		t = elementOnce(t)
	}
	return ""
}

// elementOnce returns what a pointer, list or map is of, or nil.
func elementOnce(t types.Type) types.Type {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return u.Elem()
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	case *types.Map:
		return u.Elem()
	}
	return nil
}

// kindOf returns the kind that values of a type have.
func kindOf(t types.Type) reflect.Kind {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return kinds[types.Typ[u.Kind()].Name()]
	case *types.Pointer:
		return reflect.Pointer
	case *types.Slice:
		return reflect.Slice
	case *types.Array:
		return reflect.Array
	case *types.Map:
		return reflect.Map
	case *types.Struct:
		return reflect.Struct
	case *types.Interface:
		return reflect.Interface
	case *types.Chan:
		return reflect.Chan
	case *types.Signature:
		return reflect.Func
	}
	return reflect.Invalid
}

// kinds are the kinds of basic types by their names.
var kinds = func() map[string]reflect.Kind {
	m := map[string]reflect.Kind{}
	for k := reflect.Bool; k <= reflect.String; k++ {
		m[k.String()] = k
	}
	return m
}()
