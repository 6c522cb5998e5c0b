package dyn

import (
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
)

// Iface is an interface type that values are converted to at run time.
type Iface struct {
	Name    string
	table   *Table
	under   atomic.Pointer[types.Interface]
	methods []string
	known   sync.Map     // *Type -> the name of a missing method, "" if none is
	native  reflect.Type // the interface itself when it is native, else nil
	wrapper reflect.Type // a struct with a func field for each method, or nil
}

// Iface returns the identity of an interface type and its number.
func (tab *Table) Iface(t types.Type) (*Iface, int) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	if id, ok := tab.faceI.At(t).(int); ok {
		return tab.faces[id], id
	}
	face := &Iface{Name: TypeName(t), table: tab}
	under := t.Underlying().(*types.Interface)
	face.under.Store(under)
	for m := range under.Methods() {
		face.methods = append(face.methods, m.Name())
	}
	id := len(tab.faces)
	tab.faces = append(tab.faces, face)
	tab.faceI.Set(t, id)
	return face, id
}

// Face returns the interface of that number.
func (tab *Table) Face(id int) *Iface { return tab.faces[id] }

// BindFace gives a native interface its reflect type, from a pointer to a
// value of it, and the wrapper that makes a boxed value implement it: a pointer to a
// struct whose first field is IValue and whose others are funcs named W and
// the method; nil when there is none.
func (tab *Table) BindFace(id int, ptr, wrapper any) *Iface {
	face := tab.faces[id]
	face.native = reflect.TypeOf(ptr).Elem()
	if wrapper != nil {
		face.wrapper = reflect.TypeOf(wrapper).Elem()
	}
	return face
}

// Implements reports whether the dynamic type of x has the interface's methods.
func Implements(face *Iface, x any) bool {
	return x != nil && face.missing(x) == ""
}

// missing returns the name of a method that the dynamic type of x lacks.
func (face *Iface) missing(x any) string {
	if t, _ := Open(x); t != nil {
		return face.missingIn(t)
	}
	if face.native != nil && reflect.TypeOf(x).Implements(face.native) {
		return ""
	}
	rt := reflect.TypeOf(x)
	for i, name := range face.methods {
		m, ok := rt.MethodByName(name)
		if !ok || !sameSignature(m.Type, face.under.Load().Method(i).Signature()) {
			return name
		}
	}
	return ""
}

// missingIn returns the name of a method that a type lacks.
func (face *Iface) missingIn(t *Type) string {
	if name, ok := face.known.Load(t); ok {
		return name.(string)
	}
	face.table.renewal.RLock()
	defer face.table.renewal.RUnlock()
	name := ""
	if m, _ := types.MissingMethod(t.Go(), face.under.Load(), true); m != nil {
		name = m.Name()
	}
	face.known.Store(t, name)
	return name
}

// sameSignature reports whether a method of a native type, as reflect gives it,
// has a signature, as far as its parameters and results are native too.
func sameSignature(m reflect.Type, sig *types.Signature) bool {
	if m.NumIn()-1 != sig.Params().Len() || m.NumOut() != sig.Results().Len() || m.IsVariadic() != sig.Variadic() {
		return false
	}
	for i := range sig.Params().Len() {
		if !sameType(m.In(i+1), sig.Params().At(i).Type()) {
			return false
		}
	}
	for i := range sig.Results().Len() {
		if !sameType(m.Out(i), sig.Results().At(i).Type()) {
			return false
		}
	}
	return true
}

// sameType reports whether a native type is t.
func sameType(r reflect.Type, t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if t.Obj().Pkg() == nil || t.TypeArgs().Len() > 0 {
			return r.Name() == t.Obj().Name() || t.TypeArgs().Len() > 0
		}
		return r.Name() == t.Obj().Name() && r.PkgPath() == t.Obj().Pkg().Path()
	case *types.Basic:
		return r.PkgPath() == "" && r.Kind().String() == types.Typ[t.Kind()].Name() || // byte is uint8
			t.Kind() == types.UnsafePointer && r.Kind() == reflect.UnsafePointer
	case *types.Pointer:
		return r.Kind() == reflect.Pointer && sameType(r.Elem(), t.Elem())
	case *types.Slice:
		return r.Kind() == reflect.Slice && sameType(r.Elem(), t.Elem())
	case *types.Array:
		return r.Kind() == reflect.Array && sameType(r.Elem(), t.Elem())
	case *types.Map:
		return r.Kind() == reflect.Map && sameType(r.Key(), t.Key()) && sameType(r.Elem(), t.Elem())
	case *types.Chan:
		return r.Kind() == reflect.Chan && sameType(r.Elem(), t.Elem())
	}
	return true
}

// Assert returns x if its dynamic type implements the interface, and panics as
// a failed type assertion does if not.
func Assert(face *Iface, x any) any {
	if x == nil {
		panic(&AssertionError{Want: face.Name})
	}
	if name := face.missing(x); name != "" {
		panic(&AssertionError{Have: DynamicName(x), Want: face.Name, Missing: name})
	}
	return x
}

// Native returns x as native code needs it for a native interface: itself if
// it implements it, else a wrapper whose methods call those of x.
func Native(face *Iface, x any) any {
	if x == nil || reflect.TypeOf(x).Implements(face.native) {
		return x
	}
	if face.wrapper == nil {
		panic(fmt.Errorf("a value of type %s cannot be passed to compiled code as %s", DynamicName(x), face.Name))
	}
	w := reflect.New(face.wrapper).Elem()
	w.Field(0).Set(reflect.ValueOf(x))
	for i := 1; i < w.NumField(); i++ {
		name := face.wrapper.Field(i).Name[1:]
		f := bind(x, name, w.Field(i).Type())
		w.Field(i).Set(f)
	}
	return w.Interface()
}

// bind returns the method of x as a func of type ft.
func bind(x any, name string, ft reflect.Type) reflect.Value {
	t, _ := Open(x)
	if t == nil {
		return reflect.ValueOf(x).MethodByName(name)
	}
	m := reflect.ValueOf(t.method(name))
	recv := reflect.ValueOf(&x).Elem()
	return reflect.MakeFunc(ft, func(args []reflect.Value) []reflect.Value {
		in := append([]reflect.Value{recv}, args...)
		for i := range in {
			in[i] = plainly(in[i], m.Type().In(i))
		}
		call := m.Call
		if ft.IsVariadic() {
			call = m.CallSlice
		}
		out := call(in)
		for i := range out {
			out[i] = plainly(out[i], ft.Out(i))
		}
		return out
	})
}

// plainly returns v as a value of type t, which is the same but for the names of empty
// interfaces: interpreted code has any for all of them.
func plainly(v reflect.Value, t reflect.Type) reflect.Value {
	if v.Type().AssignableTo(t) || v.Kind() != t.Kind() {
		return v
	}
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Interface && v.Type().Elem().NumMethod() == 0 && t.Elem().NumMethod() == 0 {
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		return reflect.NewAt(t, p.UnsafePointer()).Elem()
	}
	return v
}

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
	opens := LooksInside(path) && !NamesElements(path, "."+name)
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

// ErrorsAs is errors.As for a target of an interpreted type: the first error in
// err's tree whose dynamic type is t is stored where dst points.
func ErrorsAs(err error, t *Type, dst any) bool {
	return inTree(err, func(e error) bool {
		if IntoOK(t, Lift(e), dst) {
			return true
		}
		as, ok := e.(interface{ As(any) bool })
		return ok && as.As(dst)
	})
}

// ErrorsAsFace is errors.As for a target of an interface type of interpreted code.
func ErrorsAsFace(err error, face *Iface, dst *any) bool {
	return inTree(err, func(e error) bool {
		x := Lift(e)
		if !Implements(face, x) {
			return false
		}
		*dst = x
		return true
	})
}

// inTree reports whether an error, or one that it wraps, matches: the first in
// the order of errors.As ends the search.
func inTree(err error, match func(error) bool) bool {
	for err != nil {
		if match(err) {
			return true
		}
		switch u := err.(type) {
		case interface{ Unwrap() error }:
			err = u.Unwrap()
		case interface{ Unwrap() []error }:
			for _, e := range u.Unwrap() {
				if inTree(e, match) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
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
