package interp

import (
	"go/types"
	"reflect"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/show"
)

// Value is the result of an evaluation.
type Value struct {
	GoType types.Type // as the checker knows it
	v      reflect.Value
	gen    *generation

	changes *Changes
}

// Changes returns what a declaration at the prompt has changed of the program; ok
// says whether that is what the value stands for, and not a value of Go.
func (v Value) Changes() (c Changes, ok bool) {
	if v.changes == nil {
		return Changes{}, false
	}
	return *v.changes, true
}

// TypeName returns the type as the source names it.
func (v Value) TypeName() string {
	if v.GoType == nil {
		return ""
	}
	return dyn.TypeName(v.GoType)
}

// Format prints the value in Go syntax, bounded.
func (v Value) Format(l show.Limits) string {
	if v.changes != nil {
		return v.changes.String()
	}
	return show.Value(v.v, v.GoType, v.gen.types, l)
}

// Interface returns the value itself. A value of an interpreted type has the
// layout of that type and none of its methods.
func (v Value) Interface() any {
	if !v.v.IsValid() {
		return nil
	}
	return dyn.Raw(v.v.Interface())
}

// boxed returns the value as it is inside an interface, when its type is one.
func (v Value) boxed() any { return v.v.Interface() }
