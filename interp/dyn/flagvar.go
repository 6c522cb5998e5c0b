package dyn

import (
	"flag"
	"reflect"
)

// FlagVar is the method Var of a flag set. That looks at the type of the value: for a
// method IsBoolFlag, and for what its zero value prints, which is no default worth telling.
func FlagVar(set *flag.FlagSet, v flag.Value, name, usage string) {
	box := Lift(v)
	t, _ := Open(box)
	if t == nil {
		set.Var(v, name, usage)
		return
	}
	set.Var(flagValue{box, v}, name, usage)
	if f := set.Lookup(name); f.DefValue == t.zeroText() {
		f.DefValue = ""
	}
}

// flagValue is a flag whose value is one of an interpreted type.
type flagValue struct {
	IValue any // the box
	v      flag.Value
}

// Set sets the value.
func (f flagValue) Set(text string) error { return f.v.Set(text) }

// String returns the value as text.
func (f flagValue) String() string {
	if f.v == nil {
		return ""
	}
	return f.v.String()
}

// IsBoolFlag reports whether the flag can be set without a value.
func (f flagValue) IsBoolFlag() bool {
	t, _ := Open(f.IValue)
	is, ok := t.method("IsBoolFlag").(func(any) bool)
	return ok && is(f.IValue)
}

// Get returns what the type's own Get returns.
func (f flagValue) Get() any {
	t, _ := Open(f.IValue)
	if get, ok := t.method("Get").(func(any) any); ok {
		return get(f.IValue)
	}
	return f.IValue
}

// zeroText returns what the zero value of a type prints, or what a pointer to one
// does; "" if the method cannot be called on it.
func (t *Type) zeroText() (text string) {
	defer func() {
		if recover() != nil {
			text = ""
		}
	}()
	zero := reflect.New(t.rtype).Elem()
	if zero.Kind() == reflect.Pointer {
		zero = reflect.New(t.rtype.Elem())
	}
	if f, ok := t.method("String").(func(any) string); ok {
		return f(Box(t, zero.Interface()))
	}
	return ""
}

// KnownFlag is flag.Int, or returns the variable of the flag, if there is one already.
func KnownFlag(name string, value int, usage string) *int {
	if f := flag.Lookup(name); f != nil {
		if v := reflect.ValueOf(f.Value); v.CanConvert(reflect.TypeFor[*int]()) {
			return v.Convert(reflect.TypeFor[*int]()).Interface().(*int)
		}
	}
	return flag.Int(name, value, usage)
}
