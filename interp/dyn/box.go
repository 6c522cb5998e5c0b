package dyn

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"go/types"
	"reflect"
	"strings"
)

// Box returns v, a value of type t, as it is inside an interface.
func Box(t *Type, v any) any { return t.state.Load().wrap(t, v) }

// Any returns v itself. Passing a value through it makes it an ordinary
// interface value, whatever the interpreter holds it in.
func Any(v any) any { return v }

// Nil returns the nil interface value.
func Nil() any { return nil }

// boxed is what all boxes are.
type boxed interface{ open() (*Type, any) }

// Open returns the type and the plain value of a box. For any other value the
// type is nil and the value itself comes back.
func Open(x any) (*Type, any) {
	if b, ok := x.(boxed); ok {
		return b.open()
	}
	return nil, x
}

// Raw returns the plain value that x is or holds.
func Raw(x any) any {
	_, v := Open(x)
	return v
}

// Lift returns an interface value that came from native code as interpreted
// code holds it: a value that was wrapped for a native interface is unwrapped.
func Lift(x any) any {
	switch w := x.(type) {
	case nil, boxed:
		return x
	case interface{ Interpreted() any }:
		return w.Interpreted()
	}
	rv := reflect.ValueOf(x)
	if rv.Kind() == reflect.Struct && rv.NumField() > 0 && rv.Type().Field(0).Name == "IValue" {
		return rv.Field(0).Interface()
	}
	return x
}

// value is the box of a type without methods that native code asks for.
type value struct {
	t *Type
	v any
}

func (b value) open() (*Type, any) { return b.t, b.v }

// TypeName returns the name of the value's type as the source gives it.
func (b value) TypeName() string { return b.t.Name }

// Format prints the value as fmt prints it in compiled code.
func (b value) Format(s fmt.State, verb rune) { format(s, verb, b.t, b.v) }

// MarshalJSON encodes the plain value, or calls the type's own method.
func (b value) MarshalJSON() ([]byte, error) {
	if f, ok := b.t.method("MarshalJSON").(func(any) ([]byte, error)); ok {
		text, err := f(b)
		return checked(b.t, text, err)
	}
	text, err := b.plainJSON()
	if err != nil {
		err = &codingError{err: err}
	}
	return text, err
}

// plainJSON encodes the plain value. Whether HTML is escaped in it says the encoder that
// asks for it, which does so afterwards.
func (b value) plainJSON() ([]byte, error) {
	x, err := Encodable(b)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(x); err != nil {
		return nil, EncodeError(b, err)
	}
	return out.Bytes(), nil
}

// MarshalXML encodes the plain value, or calls the type's own method. The element
// has the name of the type where nothing else names it.
func (b value) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	box := Box(b.t, b.v)
	unnamed := start.Name.Local == reflect.TypeOf(box).Name()
	if unnamed {
		start.Name.Local = elementName(b.t.Go())
	}
	if f, ok := b.t.method("MarshalXML").(func(any, *xml.Encoder, xml.StartElement) error); ok {
		return f(box, e, start)
	}
	if f, ok := b.t.method("MarshalText").(func(any) ([]byte, error)); ok {
		text, err := f(box)
		if err != nil {
			return err
		}
		return e.EncodeElement(string(text), start)
	}
	x := b.v
	if x != nil && b.t.table.shape(b.t.Go(), toXML).hidden {
		var err error
		if x, err = b.t.table.shadow(reflect.ValueOf(x), b.t.Go(), toXML); err != nil {
			return err
		}
	}
	if unnamed && start.Name.Local == "" {
		return xmlError(b, e.Encode(x))
	}
	return xmlError(b, e.EncodeElement(x, start))
}

// elementName returns the name that encoding/xml gives the elements of a type, or
// "" where a field XMLName says it.
func elementName(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return elementName(u.Elem())
	case *types.Slice:
		return elementName(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if f.Name() == "XMLName" {
				return ""
			}
		}
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		name, _, _ := strings.Cut(n.Obj().Name(), "[") // of a type that a generic function declares
		return name
	}
	return ""
}

// MarshalYAML gives YAML libraries the plain value, or calls the type's own method.
func (b value) MarshalYAML() (any, error) {
	if f, ok := b.t.method("MarshalYAML").(func(any) (any, error)); ok {
		return f(b)
	}
	return b.v, nil
}

// stringer is the box of a type with a String method.
type stringer struct{ value }

func (b stringer) String() string { return b.t.method("String").(func(any) string)(b) }

// failure is the box of a type with an Error method.
type failure struct{ value }

func (b failure) Error() string { return b.t.method("Error").(func(any) string)(b) }

// Unwrap returns what the type's own Unwrap returns, or nil: nothing to unwrap.
func (b failure) Unwrap() error {
	if f, ok := b.t.method("Unwrap").(func(any) error); ok {
		return f(b)
	}
	return nil
}

// Is reports what the type's own Is reports.
func (b failure) Is(target error) bool {
	f, ok := b.t.method("Is").(func(any, error) bool)
	return ok && f(b, target)
}

// As reports what the type's own As reports.
func (b failure) As(target any) bool { return b.as(b, target) }

// timeout is the box of an error with a Timeout method, for which the functions of packages
// os, net and net/url look.
type timeout struct{ failure }

func (b timeout) Timeout() bool { return b.t.method("Timeout").(func(any) bool)(b) }

// Temporary reports what the type's own Temporary reports: net.Error has both.
func (b timeout) Temporary() bool {
	f, ok := b.t.method("Temporary").(func(any) bool)
	return ok && f(b)
}

// failures is the box of an error that unwraps to several.
type failures struct{ value }

func (b failures) Error() string   { return b.t.method("Error").(func(any) string)(b) }
func (b failures) Unwrap() []error { return b.t.method("Unwrap").(func(any) []error)(b) }

// Is reports what the type's own Is reports.
func (b failures) Is(target error) bool {
	f, ok := b.t.method("Is").(func(any, error) bool)
	return ok && f(b, target)
}

// As reports what the type's own As reports.
func (b failures) As(target any) bool { return b.as(b, target) }

// wrapperFor chooses the kind of box by the methods of a type.
func wrapperFor(t types.Type) func(*Type, any) any {
	ms := types.NewMethodSet(t)
	switch {
	case has(ms, "Error", "func() string") && has(ms, "Unwrap", "func() []error"):
		return func(t *Type, v any) any { return failures{value{t, v}} }
	case has(ms, "Error", "func() string") && has(ms, "Timeout", "func() bool"):
		return func(t *Type, v any) any { return timeout{failure{value{t, v}}} }
	case has(ms, "Error", "func() string"):
		return func(t *Type, v any) any { return failure{value{t, v}} }
	case has(ms, "String", "func() string"):
		return func(t *Type, v any) any { return stringer{value{t, v}} }
	}
	return func(t *Type, v any) any { return value{t, v} }
}

func has(ms *types.MethodSet, name, signature string) bool {
	for i := range ms.Len() {
		m := ms.At(i)
		if m.Obj().Name() == name && m.Type().String() == signature {
			return true
		}
	}
	return false
}
