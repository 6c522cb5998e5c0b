package dyn

import (
	"reflect"
	"slices"
	"sync"
)

// found caches the methods of native types as funcs that take their receiver
// as an any.
var found sync.Map // methodKey -> any

type methodKey struct {
	recv  reflect.Type
	name  string
	proto reflect.Type
}

// Find returns the method of that name of the dynamic type of x, as a func of
// the type that proto points to: the receiver as an any, then the method's own
// parameters. A nil x panics as a method call on a nil interface does.
func Find(x any, name string, proto any) any {
	if x == nil {
		panic(errNilDereference)
	}
	if t, _ := Open(x); t != nil {
		return t.method(name)
	}
	if f := codingMethod(x, name); f != nil {
		return f
	}
	key := methodKey{reflect.TypeOf(x), name, reflect.TypeOf(proto).Elem()}
	if f, ok := found.Load(key); ok {
		return f
	}
	path := packageOfType(key.recv)
	opens := LooksInside(path) && !NamesElements(path, "."+name) && !Prints(path, name)
	f := reflect.MakeFunc(key.proto, func(args []reflect.Value) []reflect.Value {
		m := args[0].Elem().MethodByName(name)
		if opens {
			args = slices.Clone(args)
			for i := range args[1:] {
				openArg(&args[i+1], TakesColumns(path))
			}
		}
		if key.proto.IsVariadic() {
			return m.CallSlice(args[1:])
		}
		return m.Call(args[1:])
	}).Interface()
	found.Store(key, f)
	return f
}

// packageOfType returns the import path of the package of a type, or of what a
// pointer points to.
func packageOfType(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.PkgPath()
}

// openArg replaces an argument that is a box, or a list of boxes, by what it holds, or
// by what a database wants of it.
func openArg(arg *reflect.Value, column bool) {
	one, all := Raw, Raws
	if column {
		one, all = Column, Columns
	}
	switch x := arg.Interface().(type) {
	case boxed:
		if arg.Type() == reflect.TypeFor[any]() {
			plain := one(x)
			*arg = reflect.ValueOf(&plain).Elem()
		}
	case []any:
		*arg = reflect.ValueOf(all(x))
	}
}
