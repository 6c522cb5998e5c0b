package dyn

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"go/types"
	"reflect"
)

// codingError is an error that a method of an interpreted type returned to an encoder.
// Without a type the encoder is told so by a box, which has the method while its type has
// none.
type codingError struct {
	t      *Type
	method string
	err    error
}

func (e *codingError) Error() string { return e.err.Error() }
func (e *codingError) Unwrap() error { return e.err }

// checked returns what MarshalJSON of a value of type t has returned, with the error that the encoder would find in it.
func checked(t *Type, text []byte, err error) ([]byte, error) {
	if err == nil && !json.Valid(text) {
		err = json.Compact(new(bytes.Buffer), text)
	}
	if err != nil {
		err = &codingError{t, "MarshalJSON", err}
	}
	return text, err
}

// EncodeError returns an error of encoding/json, which encoded x, as it is for compiled code, whose types
// have names.
func EncodeError(x any, err error) error {
	switch e := err.(type) {
	case *json.UnsupportedTypeError:
		if name := unencodable(x, e.Type); name != "" {
			return &json.UnsupportedTypeError{Type: namedType{e.Type, name}}
		}
	case *json.MarshalerError:
		inner, ok := e.Err.(*codingError)
		if !ok {
			return err
		}
		if inner.t == nil {
			return EncodeError(x, inner.err)
		}
		if inner.method == "MarshalText" { // what was called is said only by the error that the encoder makes
			_, err := json.Marshal(textValue(func() ([]byte, error) { return nil, inner.err }))
			e, _ = err.(*json.MarshalerError)
		}
		named := *e
		named.Type, named.Err = namedType{e.Type, inner.t.Name}, inner.err
		return &named
	}
	return err
}

// xmlError is EncodeError for encoding/xml.
func xmlError(x any, err error) error {
	switch e := err.(type) {
	case *xml.UnsupportedTypeError:
		if name := unencodable(x, e.Type); name != "" {
			return &xml.UnsupportedTypeError{Type: namedType{e.Type, name}}
		}
	case *xml.TagPathError:
		if name := unencodable(x, e.Struct); name != "" {
			named := *e
			named.Struct = namedType{e.Struct, name}
			return &named
		}
	}
	return err
}

// FailsJSON reports whether there is something in values of a type that encoding/json does not encode, and names
// in its error by a name that it does not know.
func FailsJSON(t types.Type, interpreted func(types.Type) bool) bool {
	return failsJSON(t, interpreted, map[types.Type]bool{})
}

func failsJSON(t types.Type, interpreted func(types.Type) bool, seen map[types.Type]bool) bool {
	if seen[t] || !interpreted(t) {
		return false
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Chan, *types.Signature:
		return true
	case *types.Basic:
		return u.Info()&types.IsComplex != 0
	case *types.Map:
		if b, ok := u.Key().Underlying().(*types.Basic); !ok || b.Info()&(types.IsString|types.IsInteger) == 0 {
			return true
		}
	case *types.Struct:
		for _, p := range toJSON.parts(u) {
			if failsJSON(p.typ, interpreted, seen) {
				return true
			}
		}
		return false
	}
	inner := elementOnce(t)
	return inner != nil && failsJSON(inner, interpreted, seen)
}

// unencodable returns the name of the type of the program that an encoder of x does not encode, and knows as
// had; "" if that is none.
func unencodable(x any, had reflect.Type) string {
	t, v := Open(Lift(x))
	var of types.Type
	if t != nil {
		of = t.Go()
	}
	return findUnencodable(of, reflect.ValueOf(v), had, 0)
}

// findUnencodable looks for it in a value of a type, nil for a compiled one.
func findUnencodable(t types.Type, v reflect.Value, had reflect.Type, depth int) string {
	if !v.IsValid() || depth > deep {
		return ""
	}
	if v.Kind() == reflect.Interface || t != nil && types.IsInterface(t) {
		if v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if !v.IsValid() || !v.CanInterface() {
			return ""
		}
		bt, plain := Open(Lift(v.Interface()))
		if bt == nil {
			return findUnencodable(nil, reflect.ValueOf(plain), had, depth+1)
		}
		return findUnencodable(bt.Go(), reflect.ValueOf(plain), had, depth+1)
	}
	if t != nil && v.Type() == had {
		return RuntimeName(t)
	}
	var elem types.Type
	if t != nil {
		elem = elementOnce(t)
	}
	switch v.Kind() {
	case reflect.Pointer:
		return findUnencodable(elem, v.Elem(), had, depth+1)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if name := findUnencodable(elem, v.Index(i), had, depth+1); name != "" {
				return name
			}
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			if name := findUnencodable(elem, it.Value(), had, depth+1); name != "" {
				return name
			}
		}
	case reflect.Struct:
		return findInFields(t, v, had, depth)
	}
	return ""
}

// findInFields is findUnencodable for the fields of a struct.
func findInFields(t types.Type, v reflect.Value, had reflect.Type, depth int) string {
	var fields *types.Struct
	if t != nil {
		fields, _ = t.Underlying().(*types.Struct)
	}
	for i := range v.NumField() {
		var of types.Type
		if fields != nil && i < fields.NumFields() {
			of = fields.Field(i).Type()
		}
		if !v.Type().Field(i).IsExported() {
			continue
		}
		if name := findUnencodable(of, v.Field(i), had, depth+1); name != "" {
			return name
		}
	}
	return ""
}
