package dyn

import (
	"encoding/json"
	"go/types"
	"reflect"
)

// MarshalJSON is json.Marshal for a value that may be a box, or hold values with
// methods that are hidden from compiled code.
func MarshalJSON(x any) ([]byte, error) {
	v, err := Encodable(x)
	if err != nil {
		return nil, err
	}
	b, err := json.Marshal(v)
	return b, EncodeError(x, err)
}

// MarshalIndentJSON is json.MarshalIndent for such a value.
func MarshalIndentJSON(x any, prefix, indent string) ([]byte, error) {
	v, err := Encodable(x)
	if err != nil {
		return nil, err
	}
	b, err := json.MarshalIndent(v, prefix, indent)
	return b, EncodeError(x, err)
}

// EncodeJSON is the method Encode of a json.Encoder for such a value.
func EncodeJSON(e *json.Encoder, x any) error {
	v, err := Encodable(x)
	if err != nil {
		return err
	}
	return EncodeError(x, e.Encode(v))
}

// UnmarshalJSON is json.Unmarshal for a pointer that may be a box, to a value that may
// hold others with methods that are hidden from compiled code.
func UnmarshalJSON(text []byte, x any) error {
	return decodeJSON(x, func(to any) error { return json.Unmarshal(text, to) })
}

// DecodeJSON is the method Decode of a json.Decoder for such a pointer.
func DecodeJSON(d *json.Decoder, x any) error { return decodeJSON(x, d.Decode) }

func decodeJSON(x any, decode func(any) error) error {
	decode = following(decode)
	t, plain := Open(Lift(x))
	if t == nil {
		err := decode(plain)
		if held, ok := plain.(*any); ok && held != nil {
			err = jsonError(types.Universe.Lookup("any").Type(), reflect.ValueOf(held).Elem(), err)
		}
		return err
	}
	p, ok := t.Go().Underlying().(*types.Pointer)
	v := reflect.ValueOf(plain)
	if ok && v.Kind() == reflect.Pointer && !v.IsNil() && t.table.shape(p.Elem(), fromJSONStrictly).hidden {
		// What an interface holds is decoded into, which nothing can be put in place of.
		if d, to, err := t.table.strictTargets().begin(v, p.Elem()); err == nil && !d.held {
			return jsonError(t.Go(), v, d.by(decode, v, to, p.Elem()))
		}
	}
	switch {
	case !ok || v.Kind() != reflect.Pointer || v.IsNil():
		return JSONError(t, decode(plain))
	case !t.table.shape(p.Elem(), fromJSON).hidden:
		return jsonError(t.Go(), v, decode(plain))
	}
	return jsonError(t.Go(), v, t.table.jsonTargets().into(v, p.Elem(), decode))
}

// codingMethod returns what stands for a method of compiled code that looks for hidden
// methods, its receiver an any, or nil.
func codingMethod(x any, name string) any {
	switch x.(type) {
	case *json.Encoder:
		if name == "Encode" {
			return func(e, x any) error { return EncodeJSON(e.(*json.Encoder), x) }
		}
	case *json.Decoder:
		if name == "Decode" {
			return func(d, x any) error { return DecodeJSON(d.(*json.Decoder), x) }
		}
	}
	return nil
}

// Encodable returns what encoding/json is given to encode x.
func Encodable(x any) (any, error) {
	x = Lift(x)
	t, v := Open(x)
	if t == nil || v == nil || !t.table.shape(t.Go(), toJSON).hidden {
		return v, nil
	}
	return t.table.shadow(reflect.ValueOf(v), t.Go(), toJSON)
}
