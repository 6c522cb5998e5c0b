package dyn

import (
	"reflect"
	"sync/atomic"
)

// A caught value stands, where a decoder stores it, for one of a type with methods
// that are hidden from the decoder. It keeps what the decoder calls the method with,
// for the method to be called when the decoder is done.
type caught struct {
	there bool // there was a value before
	calls []caughtCall
}

type caughtCall struct {
	order uint64 // the later, the greater
	text  []byte
}

// caughtOrder counts the calls.
var caughtOrder atomic.Uint64

func (c *caught) add(text []byte) {
	c.calls = append(c.calls, caughtCall{caughtOrder.Add(1), append([]byte(nil), text...)})
}

// caughtJSON and caughtText stand for values with UnmarshalJSON and UnmarshalText.
type (
	caughtJSON struct{ caught }
	caughtText struct{ caught }
)

// UnmarshalJSON keeps the text.
func (c *caughtJSON) UnmarshalJSON(text []byte) error {
	c.add(text)
	return nil
}

// UnmarshalText keeps the text.
func (c *caughtText) UnmarshalText(text []byte) error {
	c.add(text)
	return nil
}

// caughtList stands for a value with UnmarshalText that null makes nil.
type caughtList []caught

// UnmarshalText keeps the text.
func (c *caughtList) UnmarshalText(text []byte) error {
	if len(*c) == 0 {
		*c = caughtList{{}}
	}
	(*c)[0].add(text)
	return nil
}

// caughtKey stands for a key of a map, with UnmarshalText.
type caughtKey struct {
	order uint64
	text  string
}

// UnmarshalText keeps the text.
func (c *caughtKey) UnmarshalText(text []byte) error {
	c.order, c.text = caughtOrder.Add(1), string(text)
	return nil
}

var (
	caughtJSONType = reflect.TypeFor[caughtJSON]()
	caughtTextType = reflect.TypeFor[caughtText]()
	caughtListType = reflect.TypeFor[caughtList]()
	caughtKeyType  = reflect.TypeFor[caughtKey]()
)

// isCaught reports whether a type is one of these.
func isCaught(t reflect.Type) bool {
	return t == caughtJSONType || t == caughtTextType || t == caughtListType || t == caughtKeyType
}

// exists says that there was a value before.
func (c *caught) exists() { c.there = true }
