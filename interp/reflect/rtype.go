package reflect

import (
	"fmt"
	"go/types"
	"iter"
	std "reflect"
	"sync"
	"sync/atomic"

	"github.com/mrepl/mrepl/interp/dyn"
)

// rtype is the reflect.Type of a type of the program. There is one for each type, so that
// they can be compared. It is what the type is to the interpreter for compiled code that
// looks into it.
type rtype struct {
	std.Type // what its values are to the interpreter
	of       *dyn.Type

	once   sync.Once
	fields []std.Type // of a struct
	elem   std.Type
	key    std.Type

	visible func() []std.StructField
	methods atomic.Pointer[methods]
}

// typeOf returns the reflect.Type of a type of the program.
func typeOf(t *dyn.Type) *rtype {
	return t.Reflected(func() any {
		r := &rtype{Type: t.Held(), of: t}
		r.visible = sync.OnceValue(func() []std.StructField { return std.VisibleFields(r) })
		return r
	}).(*rtype)
}

// shown returns the reflect.Type of a type that is held as another: that one, unless
// the type is made of types of the program.
func shown(tab *dyn.Table, t types.Type, held std.Type) std.Type {
	if !tab.Interpreted(t) {
		return held
	}
	return typeOf(tab.Of(t, held))
}

// heldAs returns what the values of a type are to the interpreter.
func heldAs(t std.Type) std.Type {
	if r, ok := t.(*rtype); ok {
		return r.Type
	}
	return t
}

// source returns the type as the checker knows it.
func (t *rtype) source() types.Type { return t.of.Go() }

// under returns what it is defined by.
func (t *rtype) under() types.Type { return t.of.Go().Underlying() }

// shown returns the reflect.Type of a part of t.
func (t *rtype) shown(part types.Type, held std.Type) std.Type {
	return shown(t.of.Table(), part, held)
}

// folded reports whether the type contains itself otherwise than in a struct: its values
// are held as an any.
func (t *rtype) folded() bool {
	return t.Type.Kind() == std.Interface && !types.IsInterface(t.source())
}

// layout returns what the values of the type are to the interpreter once they are unfolded.
func (t *rtype) layout() std.Type {
	if t.folded() {
		return layout(t.of.Table(), t.under())
	}
	return t.Type
}

// named returns the type if it is a defined one.
func (t *rtype) named() *types.Named {
	n, _ := types.Unalias(t.source()).(*types.Named)
	return n
}

// Kind implements reflect.Type.
func (t *rtype) Kind() std.Kind {
	if t.folded() {
		return t.layout().Kind()
	}
	return t.Type.Kind()
}

// Name implements reflect.Type.
func (t *rtype) Name() string {
	n := t.named()
	if n == nil {
		return ""
	}
	name := dyn.RuntimeName(n)
	if pkg := n.Obj().Pkg(); pkg != nil {
		name = name[len(pkg.Name())+1:]
	}
	return name
}

// PkgPath implements reflect.Type.
func (t *rtype) PkgPath() string {
	if n := t.named(); n != nil && n.Obj().Pkg() != nil {
		return dyn.LinkedPath(n.Obj().Pkg())
	}
	return ""
}

// String implements reflect.Type.
func (t *rtype) String() string { return dyn.RuntimeName(t.source()) }

// Comparable implements reflect.Type.
func (t *rtype) Comparable() bool { return types.Comparable(t.source()) }

// Elem implements reflect.Type.
func (t *rtype) Elem() std.Type {
	t.parts()
	if t.elem == nil {
		fail("reflect: Elem of invalid type " + t.String())
	}
	return t.elem
}

// Key implements reflect.Type.
func (t *rtype) Key() std.Type {
	t.parts()
	if t.key == nil {
		fail("reflect: Key of non-map type " + t.String())
	}
	return t.key
}

// Len implements reflect.Type.
func (t *rtype) Len() int { return t.layout().Len() }

// ChanDir implements reflect.Type.
func (t *rtype) ChanDir() std.ChanDir { return t.layout().ChanDir() }

// parts finds what the type is made of.
func (t *rtype) parts() {
	t.once.Do(func() {
		held := t.layout()
		switch u := t.under().(type) {
		case *types.Struct:
			for i := range u.NumFields() {
				t.fields = append(t.fields, t.shown(u.Field(i).Type(), held.Field(i).Type))
			}
		case *types.Map:
			t.key, t.elem = t.shown(u.Key(), held.Key()), t.shown(u.Elem(), held.Elem())
		case interface{ Elem() types.Type }:
			t.elem = t.shown(u.Elem(), held.Elem())
		}
	})
}

// signature returns the type of a function.
func (t *rtype) signature(method string) *types.Signature {
	sig, ok := t.under().(*types.Signature)
	if !ok {
		fail("reflect: " + method + " of non-func type " + t.String())
	}
	return sig
}

// In implements reflect.Type.
func (t *rtype) In(i int) std.Type {
	return t.shown(t.signature("In").Params().At(i).Type(), t.layout().In(i))
}

// Out implements reflect.Type.
func (t *rtype) Out(i int) std.Type {
	return t.shown(t.signature("Out").Results().At(i).Type(), t.layout().Out(i))
}

// NumIn implements reflect.Type.
func (t *rtype) NumIn() int { return t.signature("NumIn").Params().Len() }

// NumOut implements reflect.Type.
func (t *rtype) NumOut() int { return t.signature("NumOut").Results().Len() }

// IsVariadic implements reflect.Type.
func (t *rtype) IsVariadic() bool { return t.signature("IsVariadic").Variadic() }

// Ins implements reflect.Type.
func (t *rtype) Ins() iter.Seq[std.Type] { return each(t.NumIn(), t.In) }

// Outs implements reflect.Type.
func (t *rtype) Outs() iter.Seq[std.Type] { return each(t.NumOut(), t.Out) }

// Fields implements reflect.Type.
func (t *rtype) Fields() iter.Seq[std.StructField] { return each(t.NumField(), t.Field) }

// each returns what yields the n things that at returns.
func each[T any](n int, at func(int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := range n {
			if !yield(at(i)) {
				return
			}
		}
	}
}

// layout returns what values of a type that contains itself are to the interpreter. What
// it contains of itself is an any.
func layout(tab *dyn.Table, t types.Type) std.Type {
	if known := tab.Lookup(t); known != nil && known.Held() != nil {
		return known.Held()
	}
	switch t := types.Unalias(t).(type) {
	case *types.Pointer:
		return std.PointerTo(layout(tab, t.Elem()))
	case *types.Slice:
		return std.SliceOf(layout(tab, t.Elem()))
	case *types.Array:
		return std.ArrayOf(int(t.Len()), layout(tab, t.Elem()))
	case *types.Map:
		return std.MapOf(layout(tab, t.Key()), layout(tab, t.Elem()))
	case *types.Chan:
		return std.ChanOf(chanDir(t.Dir()), layout(tab, t.Elem()))
	case *types.Signature:
		return std.FuncOf(layouts(tab, t.Params()), layouts(tab, t.Results()), t.Variadic())
	case *types.Basic:
		if basic := basicTypes[t.Name()]; basic != nil {
			return basic
		}
	case *types.Interface:
		return std.TypeFor[any]()
	}
	if b, ok := t.Underlying().(*types.Basic); ok && tab.Interpreted(t) {
		return layout(tab, types.Typ[b.Kind()])
	}
	if types.Identical(t, types.Universe.Lookup("error").Type()) {
		return std.TypeFor[error]()
	}
	panic(fmt.Sprintf("reflect: what %s is to the interpreter is not known before a value of it is in an interface", dyn.RuntimeName(t)))
}

// layouts is layout for each type of a tuple.
func layouts(tab *dyn.Table, tuple *types.Tuple) []std.Type {
	out := make([]std.Type, tuple.Len())
	for i := range out {
		out[i] = layout(tab, tuple.At(i).Type())
	}
	return out
}

// chanDir returns the direction of a channel as reflect has it.
func chanDir(d types.ChanDir) std.ChanDir {
	switch d {
	case types.SendOnly:
		return std.SendDir
	case types.RecvOnly:
		return std.RecvDir
	}
	return std.BothDir
}

// basicTypes are the predeclared types that are no interfaces, by name.
var basicTypes = func() map[string]std.Type {
	out := map[string]std.Type{}
	for _, t := range []std.Type{
		std.TypeFor[bool](), std.TypeFor[string](), std.TypeFor[int](), std.TypeFor[int8](), std.TypeFor[int16](),
		std.TypeFor[int32](), std.TypeFor[int64](), std.TypeFor[uint](), std.TypeFor[uint8](), std.TypeFor[uint16](),
		std.TypeFor[uint32](), std.TypeFor[uint64](), std.TypeFor[uintptr](), std.TypeFor[float32](),
		std.TypeFor[float64](), std.TypeFor[complex64](), std.TypeFor[complex128](),
	} {
		out[t.Name()] = t
	}
	out["byte"], out["rune"] = out["uint8"], out["int32"]
	return out
}()
