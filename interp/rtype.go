package interp

import (
	"errors"
	"fmt"
	"go/ast"
	"reflect"
	"sync/atomic"
	"unsafe"

	"github.com/traefik/yaegi/interp"

	"github.com/mrepl/mrepl/interp/dyn"
)

// The interpreter makes the reflect types of structs that contain each other, through
// pointers and the like, wrong as soon as more than one field does so. Those are made here
// instead, when the types of a unit have been declared and before anything asks for them:
// first with stand-ins for the fields that lead back, which are laid out like what they
// stand for, and then the fields are given their types.

// rtypes makes the reflect types of structs that contain each other.
type rtypes struct {
	groups map[unsafe.Pointer]bool         // the structs that do
	made   map[unsafe.Pointer]reflect.Type // those that are made, some with stand-ins
	later  []func() error
}

// standIns counts the stand-ins there have been: reflect has one table of types for
// all interpreters of the process, which work side by side.
var standIns atomic.Uint64

var errRtype = errors.New("the interpreter describes its types otherwise")

// makeRtypes makes the reflect types of those of the declared types that need it.
func (s *slots) makeRtypes(i *interp.Interpreter, names []string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errRtype, r)
		}
	}()
	var types []itype
	for _, name := range names {
		sym, err := s.symbol(i, name)
		if err != nil {
			return err
		}
		if t := (itype{writable(sym.FieldByName("typ"))}); !t.none() {
			types = append(types, t)
		}
	}
	r := rtypes{groups: cyclic(types), made: map[unsafe.Pointer]reflect.Type{}}
	for _, t := range types {
		if r.groups[t.id()] {
			r.structure(t)
		}
	}
	for _, step := range r.later {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// structure makes the type of a struct of a group.
func (r *rtypes) structure(t itype) reflect.Type {
	if made := r.made[t.id()]; made != nil {
		return made
	}
	list := t.fields()
	var open []int
	made := structOf(list, func(i int) reflect.Type {
		typ, standsIn := r.laidOut(list[i].typ)
		if standsIn {
			open = append(open, i)
		}
		return typ
	})
	r.made[t.id()] = made
	t.setRtype(made)
	r.later = append(r.later, func() error {
		for _, i := range open {
			if !dyn.SetFieldType(made, i, r.of(list[i].typ)) {
				return errRtype
			}
		}
		return nil
	})
	return made
}

// structOf makes a struct type, its fields named as the interpreter names them.
func structOf(fields []structField, typ func(i int) reflect.Type) reflect.Type {
	out := make([]reflect.StructField, len(fields))
	for i, f := range fields {
		out[i] = reflect.StructField{Name: exported(f.name), Type: typ(i), Tag: reflect.StructTag(f.tag), Anonymous: f.embed && len(fields) == 1}
	}
	return reflect.StructOf(out)
}

// laidOut returns a type that is laid out like t, and whether it is not t itself
// because that leads back.
func (r *rtypes) laidOut(t itype) (typ reflect.Type, standsIn bool) {
	if t.kind() == "structT" && r.groups[t.id()] {
		return r.structure(t), false
	}
	if !r.leads(t, map[unsafe.Pointer]bool{}) {
		return r.of(t), false
	}
	switch kind := t.kind(); kind {
	case "linkedT":
		return r.laidOut(t.inner("val"))
	case "arrayT":
		elem, standsIn := r.laidOut(t.inner("val"))
		return reflect.ArrayOf(int(t.field("length").Int()), elem), standsIn
	case "structT": // without a name
		fields := t.fields()
		return structOf(fields, func(i int) reflect.Type { typ, _ := r.laidOut(fields[i].typ); return typ }), true
	case "ptrT":
		return reflect.PointerTo(unique()), true
	case "sliceT", "variadicT":
		return reflect.SliceOf(unique()), true
	case "mapT":
		return reflect.MapOf(reflect.TypeFor[int](), unique()), true
	case "chanT", "chanRecvT", "chanSendT":
		return reflect.ChanOf(reflect.BothDir, unique()), true
	case "funcT":
		return reflect.FuncOf([]reflect.Type{unique()}, nil, false), true
	default:
		panic("no layout for " + kind)
	}
}

// leads reports whether a type leads to a struct of a group.
func (r *rtypes) leads(t itype, seen map[unsafe.Pointer]bool) bool {
	if t.none() || seen[t.id()] || t.rtype() != nil && r.made[t.id()] == nil {
		return false
	}
	seen[t.id()] = true
	if r.groups[t.id()] {
		return true
	}
	for _, part := range t.parts() {
		if r.leads(part, seen) {
			return true
		}
	}
	return false
}

// unique returns a type that no other is identical to: structs that are made
// alike would be the same one.
func unique() reflect.Type {
	return reflect.StructOf([]reflect.StructField{{Name: fmt.Sprintf("Mrepl%d", standIns.Add(1)), Type: reflect.TypeFor[uintptr]()}})
}

// of returns the type of t, as the interpreter makes it where it does so right.
func (r *rtypes) of(t itype) reflect.Type {
	if known := t.rtype(); known != nil {
		return known
	}
	types := func(list []itype) []reflect.Type {
		out := make([]reflect.Type, len(list))
		for i, t := range list {
			out[i] = r.of(t)
		}
		return out
	}
	switch kind := t.kind(); kind {
	case "structT":
		if r.groups[t.id()] {
			return r.structure(t)
		}
		fields := t.fields()
		return structOf(fields, func(i int) reflect.Type { return r.of(fields[i].typ) })
	case "linkedT":
		return r.of(t.inner("val"))
	case "arrayT":
		return reflect.ArrayOf(int(t.field("length").Int()), r.of(t.inner("val")))
	case "sliceT", "variadicT":
		return reflect.SliceOf(r.of(t.inner("val")))
	case "chanT":
		return reflect.ChanOf(reflect.BothDir, r.of(t.inner("val")))
	case "chanRecvT":
		return reflect.ChanOf(reflect.RecvDir, r.of(t.inner("val")))
	case "chanSendT":
		return reflect.ChanOf(reflect.SendDir, r.of(t.inner("val")))
	case "ptrT":
		return reflect.PointerTo(r.of(t.inner("val")))
	case "mapT":
		return reflect.MapOf(r.of(t.inner("key")), r.of(t.inner("val")))
	case "funcT":
		args := t.list("arg")
		variadic := len(args) > 0 && args[len(args)-1].kind() == "variadicT"
		return reflect.FuncOf(types(args), types(t.list("ret")), variadic)
	case "interfaceT":
		return reflect.TypeFor[any]()
	case "errorT":
		return reflect.TypeFor[error]()
	default:
		if basic := basicTypes[kind]; basic != nil {
			return basic
		}
		panic("no type for " + kind)
	}
}

var basicTypes = map[string]reflect.Type{
	"boolT": reflect.TypeFor[bool](), "stringT": reflect.TypeFor[string](),
	"intT": reflect.TypeFor[int](), "int8T": reflect.TypeFor[int8](), "int16T": reflect.TypeFor[int16](), "int32T": reflect.TypeFor[int32](), "int64T": reflect.TypeFor[int64](),
	"uintT": reflect.TypeFor[uint](), "uint8T": reflect.TypeFor[uint8](), "uint16T": reflect.TypeFor[uint16](), "uint32T": reflect.TypeFor[uint32](), "uint64T": reflect.TypeFor[uint64](),
	"uintptrT": reflect.TypeFor[uintptr](), "float32T": reflect.TypeFor[float32](), "float64T": reflect.TypeFor[float64](),
	"complex64T": reflect.TypeFor[complex64](), "complex128T": reflect.TypeFor[complex128](),
}

// exported returns the name that the interpreter gives a field.
func exported(name string) string {
	if ast.IsExported(name) {
		return name
	}
	return "X" + name
}
