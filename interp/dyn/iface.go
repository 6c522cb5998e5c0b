package dyn

import (
	"go/types"
	"reflect"
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
	face := &Iface{Name: RuntimeName(t), table: tab}
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

// native returns the interface that a reflect type is, if lowered code has asked for it.
func (tab *Table) native(t reflect.Type) *Iface {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	for _, face := range tab.faces {
		if face.native == t {
			return face
		}
	}
	return nil
}

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
