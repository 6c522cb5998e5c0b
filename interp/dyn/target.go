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
	tab     *Table
	c       *coding
	mu      sync.Mutex
	structs typeutil.Map // types.Type -> *targetStruct
	patches []func() error
}

// jsonTargets returns the types of a table for encoding/json. They are others after the
// types of the table have been renewed.
func (tab *Table) jsonTargets() *targets { return tab.targetsOf(&tab.targets, fromJSON) }

// strictTargets is jsonTargets for values in which all interfaces with methods are nil.
func (tab *Table) strictTargets() *targets { return tab.targetsOf(&tab.strict, fromJSONStrictly) }

func (tab *Table) targetsOf(known *atomic.Pointer[targets], c *coding) *targets {
	for {
		if m := known.Load(); m != nil {
			return m
		}
		known.CompareAndSwap(nil, &targets{tab: tab, c: c})
	}
}

// targetStruct is what stands for a struct.
type targetStruct struct {
	rtype reflect.Type // nil while it is being made
	parts []part
}

// noneType is what stands for an interface with methods: one that no value has.
var noneType = reflect.TypeFor[interface{ none() }]()

// uniques counts the types that unique has made.
var uniques atomic.Uint64

// unique returns a type that no other is identical to.
func unique() reflect.Type {
	return reflect.StructOf([]reflect.StructField{{Name: fmt.Sprintf("Target%d", uniques.Add(1)), Type: reflect.TypeFor[uintptr]()}})
}

// typeOf returns the type of what stands, for a decoder, for values of type t, which
// are of type rt to reflect.
func (m *targets) typeOf(t types.Type, rt reflect.Type) (reflect.Type, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	typ := m.of(t, rt)
	for len(m.patches) > 0 {
		patch := m.patches[0]
		m.patches = m.patches[1:]
		if err := patch(); err != nil {
			m.structs, m.patches = typeutil.Map{}, nil
			return nil, err
		}
	}
	return typ, nil
}

// of is typeOf, but nil where it leads back to a struct that is being made.
func (m *targets) of(t types.Type, rt reflect.Type) reflect.Type {
	s := m.tab.shape(t, m.c)
	if !s.hidden {
		return rt
	}
	if typ := s.catcher(rt.Kind()); typ != nil {
		return typ
	}
	inner := func(t types.Type, wrap func(reflect.Type) reflect.Type) reflect.Type {
		if elem := m.of(t, rt.Elem()); elem != nil {
			return wrap(elem)
		}
		return nil
	}
	switch u := s.underlying.(type) {
	case *types.Interface:
		return noneType
	case *types.Pointer:
		return inner(u.Elem(), reflect.PointerTo)
	case *types.Slice:
		return inner(u.Elem(), reflect.SliceOf)
	case *types.Array:
		return inner(u.Elem(), func(elem reflect.Type) reflect.Type { return reflect.ArrayOf(rt.Len(), elem) })
	case *types.Map:
		key := rt.Key()
		if m.tab.shape(u.Key(), m.c).ptr.method("UnmarshalText") != nil {
			key = caughtKeyType
		}
		return inner(u.Elem(), func(elem reflect.Type) reflect.Type { return reflect.MapOf(key, elem) })
	case *types.Struct:
		return m.structOf(t, u, rt).rtype
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

// structOf returns what stands for a struct, whose type may be wanted before it is
// made: by one of its own fields.
func (m *targets) structOf(t types.Type, u *types.Struct, rt reflect.Type) *targetStruct {
	if known, ok := m.structs.At(t).(*targetStruct); ok {
		return known
	}
	made := &targetStruct{}
	m.structs.Set(t, made)
	var fields []reflect.StructField
	for _, p := range m.c.parts(u) {
		ft := rt.Field(p.index).Type
		typ := m.field(p, ft)
		if typ == nil && p.flat { // its fields are hidden by those further out
			continue
		}
		if at := len(fields); typ == nil {
			typ = alike(ft)
			m.patches = append(m.patches, func() error {
				if !SetFieldType(made.rtype, at, m.field(p, ft)) {
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

// field returns the type of what stands for a field, or nil where that leads back.
func (m *targets) field(p part, ft reflect.Type) reflect.Type {
	if !p.flat {
		return m.of(p.typ, ft)
	}
	t := deref(p.typ)
	u := t.Underlying().(*types.Struct)
	if ft.Kind() != reflect.Pointer {
		return m.structOf(t, u, ft).rtype
	}
	if made := m.structOf(t, u, ft.Elem()).rtype; made != nil {
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
