package reflect

import (
	"fmt"
	"go/types"
	"iter"
	std "reflect"

	"github.com/mrepl/mrepl/interp/dyn"
)

// Method is reflect.Method.
type Method struct {
	Name    string
	PkgPath string
	Type    std.Type
	Func    Value
	Index   int
}

// IsExported is Method.IsExported.
func (m Method) IsExported() bool { return m.PkgPath == "" }

// methods are those of a type as the checker knows it at a time: a reload may bring others.
type methods struct {
	of       types.Type
	exported []*types.Selection
}

// typeMethods returns the exported methods of a type of the program in the order of their
// names, nil for any other type.
func typeMethods(t std.Type) []*types.Selection {
	r, ok := t.(*rtype)
	if !ok {
		return nil
	}
	source := r.source()
	if known := r.methods.Load(); known != nil && known.of == source {
		return known.exported
	}
	m := &methods{of: source}
	for sel := range types.NewMethodSet(source).Methods() {
		if sel.Obj().Exported() {
			m.exported = append(m.exported, sel)
		}
	}
	r.methods.Store(m)
	return m.exported
}

// indexOf returns which method has a name, a negative number for none.
func indexOf(list []*types.Selection, name string) int {
	for i, sel := range list {
		if sel.Obj().Name() == name {
			return i
		}
	}
	return -1
}

// NumMethod implements reflect.Type.
func (t *rtype) NumMethod() int {
	if face, ok := t.under().(*types.Interface); ok {
		return face.NumMethods()
	}
	return len(typeMethods(t))
}

// TypeMethod is t.Method(i).
func TypeMethod(t std.Type, i int) Method {
	r, ok := t.(*rtype)
	if !ok {
		return fromNative(t.Method(i))
	}
	if face, ok := r.under().(*types.Interface); ok {
		return r.faceMethod(face.Method(i), i)
	}
	list := typeMethods(t)
	if i < 0 || i >= len(list) {
		fail("reflect: Method index out of range")
	}
	return r.method(list[i], i)
}

// TypeMethodByName is t.MethodByName(name).
func TypeMethodByName(t std.Type, name string) (Method, bool) {
	r, ok := t.(*rtype)
	if !ok {
		m, ok := t.MethodByName(name)
		return fromNative(m), ok
	}
	if face, ok := r.under().(*types.Interface); ok {
		for i := range face.NumMethods() {
			if face.Method(i).Name() == name {
				return r.faceMethod(face.Method(i), i), true
			}
		}
		return Method{}, false
	}
	list := typeMethods(t)
	i := indexOf(list, name)
	if i < 0 {
		return Method{}, false
	}
	return r.method(list[i], i), true
}

// TypeMethods is t.Methods().
func TypeMethods(t std.Type) iter.Seq[Method] {
	return each(t.NumMethod(), func(i int) Method { return TypeMethod(t, i) })
}

// Method implements reflect.Type for compiled code.
func (t *rtype) Method(i int) std.Method { return TypeMethod(t, i).native() }

// MethodByName implements reflect.Type for compiled code.
func (t *rtype) MethodByName(name string) (std.Method, bool) {
	m, ok := TypeMethodByName(t, name)
	return m.native(), ok
}

// Methods implements reflect.Type for compiled code.
func (t *rtype) Methods() iter.Seq[std.Method] { return each(t.NumMethod(), t.Method) }

// native returns a method for compiled code.
func (m Method) native() std.Method {
	return std.Method{Name: m.Name, PkgPath: m.PkgPath, Type: m.Type, Func: m.Func.native, Index: m.Index}
}

// fromNative returns a method of a compiled type.
func fromNative(m std.Method) Method {
	return Method{Name: m.Name, PkgPath: m.PkgPath, Type: m.Type, Func: Value{native: m.Func}, Index: m.Index}
}

// faceMethod returns a method of an interface.
func (t *rtype) faceMethod(m *types.Func, i int) Method {
	out := Method{Name: m.Name(), Type: t.shown(m.Signature(), layout(t.of.Table(), withoutReceiver(m.Signature()))), Index: i}
	if !m.Exported() {
		out.PkgPath = dyn.LinkedPath(m.Pkg())
	}
	return out
}

// withoutReceiver returns the type of a function with the parameters and results of a method.
func withoutReceiver(sig *types.Signature) *types.Signature {
	return types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
}

// method returns a method of a type as a function whose first parameter is the receiver.
func (t *rtype) method(sel *types.Selection, i int) Method {
	name, sig := sel.Obj().Name(), sel.Type().(*types.Signature)
	f := t.compiled(name)
	params := []types.Type{t.source()}
	for p := range sig.Params().Variables() {
		params = append(params, p.Type())
	}
	full := types.NewSignatureType(nil, nil, nil, tuple(params), sig.Results(), sig.Variadic())
	held := funcType(f.Type(), t.Type)
	out := Method{Name: name, Type: t.shown(full, held), Index: i}
	out.Func = valueOf(std.MakeFunc(held, func(args []std.Value) []std.Value {
		return invoke(f, append([]std.Value{std.ValueOf(valueOf(args[0], t).boxed())}, args[1:]...))
	}), out.Type)
	return out
}

// compiled returns a method as lowered code has registered it: a function of the receiver,
// as an any, and the parameters.
func (t *rtype) compiled(name string) std.Value {
	f := t.of.Func(name)
	if f == nil {
		fail(fmt.Sprintf("reflect: the method %s of %s is not in the lowered code: convert a value of that type to an interface somewhere", name, t))
	}
	return std.ValueOf(f)
}

// NumMethod is Value.NumMethod.
func (v Value) NumMethod() int {
	if v.of == nil {
		return v.native.NumMethod()
	}
	return v.of.NumMethod()
}

// Method is Value.Method.
func (v Value) Method(i int) Value {
	switch {
	case v.of == nil && v.Kind() != std.Interface:
		return v.part(v.native.Method(i), nil)
	case v.Kind() == std.Interface:
		if v.IsNil() {
			fail("reflect: Method on nil interface value")
		}
		return v.Elem().MethodByName(TypeMethod(v.Type(), i).Name)
	}
	list := typeMethods(v.of)
	if i < 0 || i >= len(list) {
		fail("reflect: Method index out of range")
	}
	return v.bound(list[i])
}

// MethodByName is Value.MethodByName.
func (v Value) MethodByName(name string) Value {
	switch {
	case !v.IsValid():
		fail(&std.ValueError{Method: "reflect.Value.MethodByName", Kind: std.Invalid})
	case v.Kind() == std.Interface:
		if _, ok := TypeMethodByName(v.Type(), name); !ok {
			return Value{}
		}
		return v.Elem().MethodByName(name)
	case v.of == nil:
		m := v.native.MethodByName(name)
		if !m.IsValid() {
			return Value{}
		}
		return v.part(m, nil)
	}
	list := typeMethods(v.of)
	i := indexOf(list, name)
	if i < 0 {
		return Value{}
	}
	return v.bound(list[i])
}

// Methods is Value.Methods.
func (v Value) Methods() func(func(Method, Value) bool) {
	return func(yield func(Method, Value) bool) {
		for i := range v.NumMethod() {
			if !yield(TypeMethod(v.Type(), i), v.Method(i)) {
				return
			}
		}
	}
}

// bound returns a method of v as a function of its own parameters alone.
func (v Value) bound(sel *types.Selection) Value {
	f := v.of.compiled(sel.Obj().Name())
	receiver := std.ValueOf(v.boxed())
	held := funcType(f.Type(), nil)
	return v.part(std.MakeFunc(held, func(args []std.Value) []std.Value {
		return invoke(f, append([]std.Value{receiver}, args...))
	}), v.of.shown(withoutReceiver(sel.Type().(*types.Signature)), held))
}

// invoke calls f, whose last argument is a slice if it is variadic.
func invoke(f std.Value, args []std.Value) []std.Value {
	if f.Type().IsVariadic() {
		return f.CallSlice(args)
	}
	return f.Call(args)
}

// funcType is the type of a registered method with another type in place of its
// receiver, or without one.
func funcType(t, receiver std.Type) std.Type {
	var in, out []std.Type
	if receiver != nil {
		in = append(in, receiver)
	}
	for i := 1; i < t.NumIn(); i++ {
		in = append(in, t.In(i))
	}
	for i := range t.NumOut() {
		out = append(out, t.Out(i))
	}
	return std.FuncOf(in, out, t.IsVariadic())
}
