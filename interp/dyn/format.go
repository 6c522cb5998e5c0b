package dyn

import (
	"fmt"
	"io"
	"reflect"
	"strings"
)

// format prints a boxed value as fmt prints it in compiled code.
func format(s fmt.State, verb rune, t *Type, v any) {
	if verb == typeVerb || verb == pointerVerb || verb == wrapVerb {
		formatExchanged(s, verb, value{t, v})
		return
	}
	box := Box(t, v)
	sharp := s.Flag('#') && verb == 'v'
	if f, ok := t.method("Format").(func(any, fmt.State, rune)); ok {
		calling(s, verb, v, "Format", func() { f(box, s, verb) })
		return
	}
	if f, ok := t.method("GoString").(func(any) string); ok && sharp {
		calling(s, verb, v, "GoString", func() { io.WriteString(s, f(box)) })
		return
	}
	if name, f := textMethod(t, verb); f != nil && !sharp {
		calling(s, verb, v, name, func() { fmt.Fprintf(s, fmt.FormatString(s, verb), f(box)) })
		return
	}
	p := printer{state: s, verb: verb, table: t.table, plus: s.Flag('+'), sharp: sharp}
	p.value(reflect.ValueOf(v), t.Go(), 0)
}

// textMethod returns the Error or String method of a type, for the verbs that
// use it.
func textMethod(t *Type, verb rune) (name string, f func(any) string) {
	if !strings.ContainsRune("vsxXq", verb) {
		return "", nil
	}
	for _, name := range []string{"Error", "String"} {
		if f, ok := t.method(name).(func(any) string); ok {
			return name, f
		}
	}
	return "", nil
}

// calling calls a method of v for a printer. What fmt prints when it panics is
// printed here: fmt knows of no method but the box's.
func calling(s fmt.State, verb rune, v any, method string, call func()) {
	defer func() {
		r := recover()
		switch rv := reflect.ValueOf(v); {
		case r == nil:
		case rv.Kind() == reflect.Pointer && rv.IsNil():
			io.WriteString(s, "<nil>")
		default:
			fmt.Fprintf(s, "%%!%c(PANIC=%s method: %v)", verb, method, Recovered(r))
		}
	}()
	call()
}

// Less orders map keys as fmt does: numbers by size, strings by bytes, others
// by their printed form.
func Less(a, b reflect.Value) bool {
	switch {
	case a.CanInt() && b.CanInt():
		return a.Int() < b.Int()
	case a.CanUint() && b.CanUint():
		return a.Uint() < b.Uint()
	case a.CanFloat() && b.CanFloat():
		return a.Float() < b.Float()
	case a.Kind() == reflect.String && b.Kind() == reflect.String:
		return a.String() < b.String()
	}
	return fmt.Sprint(a) < fmt.Sprint(b)
}

// TypeOf names the dynamic type of an interface value, as %T prints it.
func TypeOf(x any) string {
	if t, _ := Open(x); t != nil {
		return t.Name
	}
	return fmt.Sprintf("%T", Lift(x))
}
