package show

import "reflect"

// A place is where a value stands, which says what of its type has to be told.
type place int

const (
	alone   place = iota // by itself, or in an interface: all
	inField              // in a field, whose type is known: a nil is just nil
	inList               // in a list or map: what the elements are is said before them, as gofmt -s has it
)

// head is what a composite value at a place begins with.
func (at place) head(name string) string {
	if at == inList {
		return ""
	}
	return name
}

// null prints the nil of a type.
func (p *printer) null(name string, kind reflect.Kind, at place) {
	switch {
	case at != alone:
		p.text("nil")
	case kind == reflect.Slice || kind == reflect.Map:
		p.text(name + "(nil)")
	default:
		p.text("(" + name + ")(nil)")
	}
}

// pointedTo is the place of what a pointer points to: {...} stands for &T{...} among elements that
// are pointers to T.
func (at place) pointedTo(kind reflect.Kind) place {
	switch kind {
	case reflect.Struct, reflect.Slice, reflect.Array, reflect.Map:
		if at == inList {
			return inList
		}
	}
	return alone
}
