package dyn

import (
	"fmt"
	"go/types"
	"reflect"
	"sync"
	"sync/atomic"

	"golang.org/x/tools/go/types/typeutil"
)

// targets has the types of what a decoder decodes into in place of values with hidden
// methods: the same types, but for the values with methods, and without the fields that the
// decoder does not look at.
type targets struct {
	mu      sync.Mutex
	structs map[*coding]*typeutil.Map // types.Type -> *targetStruct
	patches []func() error
}

func (m *targets) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.structs = nil
}

// targetStruct is what stands for a struct.
type targetStruct struct {
	rtype reflect.Type // nil while it is being made
	parts []part
}

// uniques counts the types that unique has made.
var uniques atomic.Uint64

// unique returns a type that no other is identical to.
func unique() reflect.Type {
	return reflect.StructOf([]reflect.StructField{{Name: fmt.Sprintf("Target%d", uniques.Add(1)), Type: reflect.TypeFor[uintptr]()}})
}

// target returns the type of what stands, for a decoder, for values of type t, which
// are of type rt to reflect.
func (tab *Table) target(t types.Type, rt reflect.Type, c *coding) (reflect.Type, error) {
	m := &tab.targets
	m.mu.Lock()
	defer m.mu.Unlock()
	typ := tab.targetOf(t, rt, c)
	for len(m.patches) > 0 {
		patch := m.patches[0]
		m.patches = m.patches[1:]
		if err := patch(); err != nil {
			m.structs, m.patches = nil, nil
			return nil, err
		}
	}
	return typ, nil
}

// targetOf is target, but nil where it leads back to a struct that is being made.
func (tab *Table) targetOf(t types.Type, rt reflect.Type, c *coding) reflect.Type {
	s := tab.shape(t, c)
	if !s.hidden {
		return rt
	}
	if typ := s.catcher(rt.Kind()); typ != nil {
		return typ
	}
	inner := func(t types.Type, wrap func(reflect.Type) reflect.Type) reflect.Type {
		if elem := tab.targetOf(t, rt.Elem(), c); elem != nil {
			return wrap(elem)
		}
		return nil
	}
	switch u := s.underlying.(type) {
	case *types.Pointer:
		return inner(u.Elem(), reflect.PointerTo)
	case *types.Slice:
		return inner(u.Elem(), reflect.SliceOf)
	case *types.Array:
		return inner(u.Elem(), func(elem reflect.Type) reflect.Type { return reflect.ArrayOf(rt.Len(), elem) })
	case *types.Map:
		key := rt.Key()
		if tab.shape(u.Key(), c).ptr.method("UnmarshalText") != nil {
			key = caughtKeyType
		}
		return inner(u.Elem(), func(elem reflect.Type) reflect.Type { return reflect.MapOf(key, elem) })
	case *types.Struct:
		return tab.targetStruct(t, u, rt, c).rtype
	}
	return rt
}

// catcher returns the type that catches the calls of a method of the coding, or nil.
func (s *shape) catcher(kind reflect.Kind) reflect.Type {
	switch {
	case s.ptr.method("UnmarshalJSON") != nil:
		return caughtJSONType
	case s.ptr.method("UnmarshalText") == nil:
		return nil
	case kind == reflect.Slice || kind == reflect.Map || kind == reflect.Pointer:
		return caughtListType
	}
	return caughtTextType
}

// targetStruct returns what stands for a struct, whose type may be wanted before it is
// made: by one of its own fields.
func (tab *Table) targetStruct(t types.Type, u *types.Struct, rt reflect.Type, c *coding) *targetStruct {
	m := &tab.targets
	if m.structs[c] == nil {
		if m.structs == nil {
			m.structs = map[*coding]*typeutil.Map{}
		}
		m.structs[c] = new(typeutil.Map)
	}
	if known, ok := m.structs[c].At(t).(*targetStruct); ok {
		return known
	}
	made := &targetStruct{}
	m.structs[c].Set(t, made)
	var fields []reflect.StructField
	for _, p := range c.parts(u) {
		ft := rt.Field(p.index).Type
		typ := tab.targetField(p, ft, c)
		if typ == nil && p.flat { // its fields are hidden by those further out
			continue
		}
		if at := len(fields); typ == nil {
			typ = alike(ft)
			m.patches = append(m.patches, func() error {
				if !SetFieldType(made.rtype, at, tab.targetField(p, ft, c)) {
					return fmt.Errorf("values of type %s cannot be decoded: put it into a package marked //mrepl:native", RuntimeName(t))
				}
				return nil
			})
		}
		made.parts = append(made.parts, p)
		fields = append(fields, reflect.StructField{Name: p.name, Type: typ, Tag: reflect.StructTag(p.tag), Anonymous: p.flat})
	}
	made.rtype = reflect.StructOf(fields)
	return made
}

// targetField returns the type of what stands for a field, or nil where that leads back.
func (tab *Table) targetField(p part, ft reflect.Type, c *coding) reflect.Type {
	if !p.flat {
		return tab.targetOf(p.typ, ft, c)
	}
	t := deref(p.typ)
	u := t.Underlying().(*types.Struct)
	if ft.Kind() != reflect.Pointer {
		return tab.targetStruct(t, u, ft, c).rtype
	}
	if made := tab.targetStruct(t, u, ft.Elem(), c).rtype; made != nil {
		return reflect.PointerTo(made)
	}
	return nil
}

// alike returns a type that is laid out as values of the kind of t are, and that
// reflect has given nobody else.
func alike(t reflect.Type) reflect.Type {
	switch t.Kind() {
	case reflect.Slice:
		return reflect.SliceOf(unique())
	case reflect.Map:
		return reflect.MapOf(reflect.TypeFor[int](), unique())
	case reflect.Array:
		return reflect.ArrayOf(t.Len(), alike(t.Elem()))
	}
	return reflect.PointerTo(unique())
}
