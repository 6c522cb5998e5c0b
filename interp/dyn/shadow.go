package dyn

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"go/types"
	"reflect"
	"unsafe"
)

// shadow returns what an encoder is given in place of a value of type t, so that it
// finds the methods that are hidden from it: the value itself where there are none. What
// is addressable stays so, in that methods with a pointer receiver are found where
// compiled code finds them.
func (tab *Table) shadow(v reflect.Value, t types.Type, c *coding) (x any, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case shadowFailure:
			x, err = nil, r.err
		default: // of a method of the program
			panic(r)
		}
	}()
	w := shadowing{c: c}
	return w.value(tab, v, t), nil
}

// shadowFailure is the panic that ends the making of a shadow.
type shadowFailure struct{ err error }

// shadowing makes a shadow.
type shadowing struct {
	c      *coding
	within []unsafe.Pointer // the pointers and maps that lead to the value at hand
}

// deep is how many pointers lead to a value before it is looked whether one leads back.
const deep = 1000

// null is a value that is there, and is encoded as nil is.
var null = json.RawMessage("null")

func (w *shadowing) value(tab *Table, v reflect.Value, t types.Type) any {
	if types.IsInterface(t) {
		return w.dynamic(v)
	}
	if v.Kind() == reflect.Interface { // a variable of a type that contains itself
		if v = v.Elem(); !v.IsValid() {
			return nil
		}
	}
	s := tab.shape(t, w.c)
	if !s.hidden {
		return v.Interface()
	}
	if x, ok := w.coded(s, v); ok {
		return x
	}
	if w.c == toXML && v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		return v.Interface() // text, whatever methods its bytes have
	}
	switch u := s.underlying.(type) {
	case *types.Pointer:
		if v.IsNil() {
			return nil
		}
		defer w.enter(v, t)()
		return w.value(tab, v.Elem(), u.Elem())
	case *types.Slice:
		if v.IsNil() && w.c == toJSON {
			return nil
		}
		defer w.enter(v, t)()
		return w.list(tab, v, u.Elem())
	case *types.Array:
		return w.list(tab, v, u.Elem())
	case *types.Map:
		if v.IsNil() {
			return nil
		}
		defer w.enter(v, t)()
		return w.mapping(tab, v, t, u)
	case *types.Struct:
		return w.structure(tab, v, tab.shadowStruct(s, u, v.Type(), w.c)).Interface()
	}
	return v.Interface()
}

// enter notes that what is made next is reached through v, until the function that it
// returns is called.
func (w *shadowing) enter(v reflect.Value, t types.Type) (leave func()) {
	p := v.UnsafePointer()
	if len(w.within) > deep {
		for _, outer := range w.within {
			if outer == p {
				panic(shadowFailure{&json.UnsupportedValueError{Value: v, Str: "encountered a cycle via " + RuntimeName(t)}})
			}
		}
	}
	w.within = append(w.within, p)
	return func() { w.within = w.within[:len(w.within)-1] }
}

// dynamic is value for what an interface holds.
func (w *shadowing) dynamic(v reflect.Value) any {
	if v.Kind() == reflect.Interface && v.IsNil() {
		return nil
	}
	x := v.Interface()
	bt, plain := Open(Lift(x))
	if bt == nil {
		return Lift(x)
	}
	if bt.table.shape(bt.Go(), w.c).hidden {
		return w.value(bt.table, reflect.ValueOf(plain), bt.Go())
	}
	if w.c == toXML {
		return x // it knows the name of its type
	}
	return plain
}

// coded returns what stands for a value that has methods of the coding.
func (w *shadowing) coded(s *shape, v reflect.Value) (any, bool) {
	for _, name := range w.c.methods {
		t, recv := s.ptr, v
		if f := s.ptr.method(name); f != nil && v.CanAddr() {
			recv = v.Addr()
		} else if t = s.typ; t.method(name) == nil {
			continue
		}
		if v.Kind() == reflect.Pointer && v.IsNil() {
			return nil, true
		}
		return w.caller(s.typ, t, name, recv.Interface())
	}
	return nil, false
}

// caller returns what an encoder finds a method of: of a value recv of type t, which
// errors call by the name of another.
func (w *shadowing) caller(named, t *Type, name string, recv any) (any, bool) {
	box := Box(t, recv)
	switch f := t.method(name).(type) {
	case func(any) ([]byte, error):
		call := func() ([]byte, error) {
			b, err := f(box)
			if w.c != toJSON {
				return b, err
			}
			if name == "MarshalJSON" {
				return checked(named, b, err)
			}
			if err != nil {
				err = &codingError{named, name, err}
			}
			return b, err
		}
		if name == "MarshalJSON" {
			return jsonValue(call), true
		}
		return textValue(call), true
	case func(any, *xml.Encoder, xml.StartElement) error:
		return xmlValue(func(e *xml.Encoder, start xml.StartElement) error { return f(box, e, start) }), true
	case func(any, xml.Name) (xml.Attr, error):
		return attrValue(func(name xml.Name) (xml.Attr, error) { return f(box, name) }), true
	}
	return nil, false
}

// These are values with one method of an interpreted type.
type (
	jsonValue func() ([]byte, error)
	textValue func() ([]byte, error)
	xmlValue  func(*xml.Encoder, xml.StartElement) error
	attrValue func(xml.Name) (xml.Attr, error)
)

// MarshalJSON calls the method.
func (f jsonValue) MarshalJSON() ([]byte, error) { return f() }

// MarshalText calls the method.
func (f textValue) MarshalText() ([]byte, error) { return f() }

// MarshalXML calls the method.
func (f xmlValue) MarshalXML(e *xml.Encoder, start xml.StartElement) error { return f(e, start) }

// MarshalXMLAttr calls the method.
func (f attrValue) MarshalXMLAttr(name xml.Name) (xml.Attr, error) { return f(name) }

func (w *shadowing) list(tab *Table, v reflect.Value, elem types.Type) []any {
	out := make([]any, v.Len())
	for i := range out {
		out[i] = w.value(tab, v.Index(i), elem)
	}
	return out
}

func (w *shadowing) mapping(tab *Table, v reflect.Value, t types.Type, u *types.Map) any {
	key := func(k reflect.Value) reflect.Value { return k }
	kt := v.Type().Key()
	named := tab.shape(u.Key(), w.c).typ
	if f, ok := named.method("MarshalText").(func(any) ([]byte, error)); ok && kt.Kind() != reflect.String {
		kt = reflect.TypeFor[string]()
		key = func(k reflect.Value) reflect.Value {
			if k.Kind() == reflect.Pointer && k.IsNil() {
				return reflect.ValueOf("")
			}
			text, err := f(Box(named, k.Interface()))
			if err != nil {
				panic(shadowFailure{fmt.Errorf("json: encoding error for type %q: %q", RuntimeName(t), err.Error())})
			}
			return reflect.ValueOf(string(text))
		}
	}
	out := reflect.MakeMapWithSize(reflect.MapOf(kt, reflect.TypeFor[any]()), v.Len())
	for it := v.MapRange(); it.Next(); {
		out.SetMapIndex(key(it.Key()), anyValue(w.value(tab, it.Value(), u.Elem())))
	}
	return out.Interface()
}

// anyValue returns x as a value of type any, also when it is nil.
func anyValue(x any) reflect.Value { return reflect.ValueOf(&x).Elem() }

// shadowStruct returns the shadow of structs of a shape.
func (tab *Table) shadowStruct(s *shape, u *types.Struct, rt reflect.Type, c *coding) *shadowStruct {
	if known := s.structure.Load(); known != nil {
		return known
	}
	made := tab.shadowOf(u, rt, c, nil)
	s.structure.Store(made)
	return made
}

func (w *shadowing) structure(tab *Table, v reflect.Value, s *shadowStruct) reflect.Value {
	out := reflect.New(s.rtype).Elem()
	for i, p := range s.parts {
		from, to := v.Field(p.index), out.Field(i)
		switch {
		case p.is == asItself:
			to.Set(from)
		case p.is == asStruct:
			w.embedded(tab, from, to, p)
		case p.empty && isEmpty(from) && (w.c == toJSON || from.Kind() != reflect.Slice), p.zero && tab.isZero(from, p.typ):
		case p.is == asPointer:
			to.Set(reflect.New(from.Type()))
			to.Elem().Set(from)
		default:
			part := shadowing{c: p.c, within: w.within}
			x := part.value(tab, from, p.typ)
			if x == nil && (p.empty || p.zero) && w.c.tagged {
				x = null
			}
			to.Set(anyValue(x))
		}
	}
	return out
}

// embedded makes the shadow of a struct that is embedded in another.
func (w *shadowing) embedded(tab *Table, from, to reflect.Value, p shadowPart) {
	switch {
	case from.Kind() != reflect.Pointer:
		to.Set(w.structure(tab, from, p.flatten))
	case !from.IsNil():
		to.Set(reflect.New(p.flatten.rtype))
		to.Elem().Set(w.structure(tab, from.Elem(), p.flatten))
	}
}
