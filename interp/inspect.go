package interp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strconv"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/show"
)

// Inspection is a value taken apart.
type Inspection struct {
	Type    string
	Kind    string // struct, slice, pointer to struct, ...
	Len     int    // -1 where there is none
	Cap     int    // -1 where there is none
	Value   string
	Parts   []Part   // fields, elements, or keys and their values
	Methods []string // exported, with their signatures
}

// Part is a field or an element of a value.
type Part struct{ Name, Type, Value string }

// maxParts is how many elements of a value are told.
const maxParts = 50

var (
	wholeLimits = show.Limits{Depth: 2, Items: 5, Bytes: 400, Width: 100}
	partLimits  = show.Limits{Depth: 2, Items: 5, Bytes: 100}
)

// Inspect evaluates an expression and takes its value apart. What it points to, or holds as an interface, is looked at
// in its place.
func (s *Session) Inspect(ctx context.Context, expr string) (Inspection, error) {
	values, err := s.Eval(ctx, expr)
	if err != nil {
		return Inspection{}, err
	}
	if len(values) != 1 {
		return Inspection{}, errors.New("an expression with one value is needed here")
	}
	v := values[0]
	in := Inspection{
		Type: v.TypeName(), Kind: v.v.Kind().String(), Len: -1, Cap: -1,
		Value: v.Format(wholeLimits), Methods: methods(v.GoType),
	}
	held, t := v.v, v.GoType
	if inner, dynamic := v.gen.scope.held(held); dynamic != nil {
		held, t = inner, dynamic
		in.Methods = methods(t)
	}
	parts := v.gen.show()
	parts.Part = true
	in.take(held, t, parts)
	if v.v.Kind() == reflect.Interface && t != v.GoType {
		in.Kind = "interface that holds a " + dyn.TypeName(t)
	}
	return in, nil
}

// held returns what an interface holds, and its type; the type is nil where v is no
// interface, holds nothing, or something of a type that is not known by name.
func (s *scope) held(v reflect.Value) (reflect.Value, types.Type) {
	if v.Kind() != reflect.Interface || v.IsNil() || !v.CanInterface() {
		return v, nil
	}
	if t, raw := dyn.Open(dyn.Lift(v.Interface())); t != nil {
		return reflect.ValueOf(raw), t.Go()
	}
	rt, pointer := v.Elem().Type(), false
	if rt.Kind() == reflect.Pointer && rt.Name() == "" {
		rt, pointer = rt.Elem(), true
	}
	if rt.Name() == "" || rt.PkgPath() == "" {
		return v, nil
	}
	pkg, err := s.load(rt.PkgPath())
	if err != nil {
		return v, nil
	}
	obj, ok := pkg.Scope().Lookup(rt.Name()).(*types.TypeName)
	if !ok {
		return v, nil
	}
	if pointer {
		return v.Elem(), types.NewPointer(obj.Type())
	}
	return v.Elem(), obj.Type()
}

// take adds what is to be told about v, a value of type t.
func (in *Inspection) take(v reflect.Value, t types.Type, parts show.Program) {
	if p, ok := t.Underlying().(*types.Pointer); ok && v.Kind() == reflect.Pointer && !v.IsNil() {
		v, t = v.Elem(), p.Elem()
		in.Kind = "pointer to " + v.Kind().String()
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Chan:
		in.Len, in.Cap = v.Len(), v.Cap()
	case reflect.Array, reflect.Map, reflect.String:
		in.Len = v.Len()
	}
	part := func(name string, v reflect.Value, t types.Type) {
		in.Parts = append(in.Parts, Part{name, dyn.TypeName(t), parts.Value(v, t, partLimits)})
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for i := range min(u.NumFields(), fieldCount(v)) {
			if u.Field(i).Name() == "_" || show.Internal(t) {
				continue
			}
			part(u.Field(i).Name(), v.Field(i), u.Field(i).Type())
		}
	case *types.Slice:
		elements(v, func(i int) { part(strconv.Itoa(i), v.Index(i), u.Elem()) })
	case *types.Array:
		elements(v, func(i int) { part(strconv.Itoa(i), v.Index(i), u.Elem()) })
	case *types.Map:
		if v.Kind() == reflect.Map {
			for _, key := range sortedKeys(v) {
				part(parts.Value(key, u.Key(), partLimits), v.MapIndex(key), u.Elem())
			}
		}
	}
}

func fieldCount(v reflect.Value) int {
	if v.Kind() != reflect.Struct {
		return 0
	}
	return v.NumField()
}

// elements calls f for the first elements of a slice or array.
func elements(v reflect.Value, f func(int)) {
	if v.Kind() != reflect.Slice && v.Kind() != reflect.Array {
		return
	}
	for i := range min(v.Len(), maxParts) {
		f(i)
	}
}

// sortedKeys returns the first keys of a map: numbers by size, others in the order of what they print as.
func sortedKeys(v reflect.Value) []reflect.Value {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		switch {
		case a.CanInt():
			return cmp.Compare(a.Int(), b.Int())
		case a.CanUint():
			return cmp.Compare(a.Uint(), b.Uint())
		case a.CanFloat():
			return cmp.Compare(a.Float(), b.Float())
		}
		return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b))
	})
	return keys[:min(len(keys), maxParts)]
}
