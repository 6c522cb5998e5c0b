package optional

import (
	"database/sql/driver"
	"reflect"

	"github.com/mrepl/mrepl/interp/dyn"
)

// held is the value that is wrapped. It is what all universes are made of.
type held struct {
	t *dyn.Type
	x any // the box
}

// Interpreted returns the value that is wrapped, as interpreted code has it.
func (h held) Interpreted() any { return h.x }

// method returns a method of the type as lowered code has registered it: a function of the
// box and the parameters.
func method[F any](h held, name string) F { return h.t.Func(name).(F) }

// universes are what values are wrapped in, the first first that has all the methods of an
// interface.
var universes = []*universe{
	of[Stream](), of[Context](), of[FileSystem](), of[SQLConn](), of[SQLStmt](), of[SQLRows](), of[SQLDriver](),
}

// universe is a type that has all methods of a use.
type universe struct {
	typ     reflect.Type
	methods []reflect.Method // by name
}

func of[U any]() *universe {
	u := &universe{typ: reflect.TypeFor[U]()}
	for m := range u.typ.Methods() {
		u.methods = append(u.methods, m)
	}
	return u
}

// covers reports whether an interface has methods of the universe only.
func (u *universe) covers(face reflect.Type) bool { return u.typ.Implements(face) }

// set returns which methods of the universe a type has.
func (u *universe) set(t *dyn.Type) []bool {
	out := make([]bool, len(u.methods))
	for i, m := range u.methods {
		out[i] = u.always(m.Name) || sameFunc(t.Func(m.Name), m.Type)
	}
	return out
}

// always reports whether all values that are wrapped in the universe have a method.
func (u *universe) always(name string) bool {
	return name == interpreted || name == "String" && u.typ == reflect.TypeFor[Context]()
}

// interpreted is the name of the method that all wrapped values have.
const interpreted = "Interpreted"

// sameFunc reports whether f is a function of a box and the parameters of a method, with its
// results.
func sameFunc(f any, method reflect.Type) bool {
	t := reflect.TypeOf(f)
	if t == nil || t.NumIn() != method.NumIn() || t.NumOut() != method.NumOut() || t.IsVariadic() != method.IsVariadic() {
		return false
	}
	for i := 1; i < t.NumIn(); i++ {
		if t.In(i) != asHeld(method.In(i)) {
			return false
		}
	}
	for i := range t.NumOut() {
		if t.Out(i) != method.Out(i) {
			return false
		}
	}
	return true
}

// asHeld returns the type of a parameter as lowered code has it.
func asHeld(t reflect.Type) reflect.Type {
	if t == reflect.TypeFor[[]driver.Value]() {
		return reflect.TypeFor[[]any]()
	}
	return t
}
