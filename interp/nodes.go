package interp

import (
	"fmt"
	goconstant "go/constant"
	"go/token"
	"reflect"
	"sync"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// A node is an operation of a compiled unit, as the interpreter has it: the function that
// carries it out, and below it the operations that compute its operands. It is read where
// the names of the fields say that things are, see nodeOffsets.
type node struct{ at unsafe.Pointer }

// A step is such a function: it is given the frame of the call, and returns the step that
// follows.
type step func(frame unsafe.Pointer) step

// nodeOffsets is where things are in a node, in a frame and in a symbol of the interpreter.
type nodeOffsets struct {
	child, kind, action, pos, exec, gen, start, tnext, fnext, sym, rval, typ, findex, level, ident, val, owner, parent, recv, debug, frameTypes uintptr
	data, anc, root                                                                                                                             uintptr
	index, global, symNode                                                                                                                      uintptr
	nodes                                                                                                                                       reflect.Type // a node

	types          reflect.Type    // of what typ points to
	kinds, actions map[string]uint // by their names
	names          map[uint]string // of actions
}

// offsets returns the offsets; not ok when the interpreter is made otherwise.
var offsets = sync.OnceValues(func() (o nodeOffsets, ok bool) {
	defer func() { ok = recover() == nil }()
	n := pointee(reflect.TypeFor[interp.Program](), "root")
	f := pointee(reflect.TypeFor[interp.Interpreter](), "frame")
	s := pointee(n, "sym")
	t := pointee(n, "typ")
	function := reflect.TypeFor[func()]()
	o = nodeOffsets{
		child:      offset(n, "child", reflect.SliceOf(reflect.PointerTo(n))),
		kind:       offset(n, "kind", reflect.TypeFor[uint]()),
		action:     offset(n, "action", reflect.TypeFor[uint]()),
		pos:        offset(n, "pos", reflect.TypeFor[token.Pos]()),
		exec:       offset(n, "exec", function),
		gen:        offset(n, "gen", function),
		start:      offset(n, "start", reflect.PointerTo(n)),
		tnext:      offset(n, "tnext", reflect.PointerTo(n)),
		fnext:      offset(n, "fnext", reflect.PointerTo(n)),
		sym:        offset(n, "sym", reflect.PointerTo(s)),
		rval:       offset(n, "rval", reflect.TypeFor[reflect.Value]()),
		typ:        offset(n, "typ", reflect.PointerTo(t)),
		types:      t,
		findex:     offset(n, "findex", reflect.TypeFor[int]()),
		level:      offset(n, "level", reflect.TypeFor[int]()),
		ident:      offset(n, "ident", reflect.TypeFor[string]()),
		val:        offset(n, "val", reflect.TypeFor[any]()),
		nodes:      n,
		parent:     offset(n, "anc", reflect.PointerTo(n)),
		recv:       offset(n, "recv", reflect.PointerTo(pointee(n, "recv"))),
		debug:      offset(n, "debug", reflect.PointerTo(pointee(n, "debug"))),
		frameTypes: offset(n, "types", reflect.TypeFor[[]reflect.Type]()),
		symNode:    offset(s, "node", reflect.PointerTo(n)),
		owner:      offset(n, "interp", reflect.TypeFor[*interp.Interpreter]()),
		data:       offset(f, "data", reflect.TypeFor[[]reflect.Value]()),
		anc:        offset(f, "anc", reflect.PointerTo(f)),
		root:       offset(f, "root", reflect.PointerTo(f)),
		index:      offset(s, "index", reflect.TypeFor[int]()),
		global:     offset(s, "global", reflect.TypeFor[bool]()),
	}
	o.kinds, o.actions, o.names = enumeration(n, "kind"), enumeration(n, "action"), namesOf(n, "action")
	return o, true
})

// pointee returns what a field of a struct points to. It and the next two panic when the
// type is made otherwise.
func pointee(t reflect.Type, name string) reflect.Type {
	f, _ := t.FieldByName(name)
	return f.Type.Elem()
}

// offset returns where a struct has a field, which is represented as values of like are.
func offset(t reflect.Type, name string, like reflect.Type) uintptr {
	f, ok := t.FieldByName(name)
	if !ok || f.Type != like && (f.Type.Kind() != like.Kind() || like.Kind() == reflect.Slice || like.Kind() == reflect.Pointer) {
		panic("no " + name)
	}
	return f.Offset
}

// enumeration returns the values of the type of a field by the names that they print as.
func enumeration(t reflect.Type, field string) map[string]uint {
	values := map[string]uint{}
	for value, name := range namesOf(t, field) {
		values[name] = max(value, values[name])
	}
	return values
}

// namesOf returns the names of the values of the type of a field.
func namesOf(t reflect.Type, field string) map[uint]string {
	f, _ := t.FieldByName(field)
	names := map[uint]string{}
	for i := range uint(200) {
		names[i] = reflect.ValueOf(i).Convert(f.Type).Interface().(fmt.Stringer).String()
	}
	return names
}

// rootOf returns the outermost node of a compiled unit.
func rootOf(p *interp.Program) node {
	return node{reflect.ValueOf(p).Elem().FieldByName("root").UnsafePointer()}
}

func part[T any](p unsafe.Pointer, offset uintptr) *T { return (*T)(unsafe.Add(p, offset)) }

func (o *nodeOffsets) children(n node) []node { return *part[[]node](n.at, o.child) }
func (o *nodeOffsets) kindOf(n node) uint     { return *part[uint](n.at, o.kind) }
func (o *nodeOffsets) actionOf(n node) uint   { return *part[uint](n.at, o.action) }
func (o *nodeOffsets) posOf(n node) token.Pos { return *part[token.Pos](n.at, o.pos) }
func (o *nodeOffsets) identOf(n node) string  { return *part[string](n.at, o.ident) }
func (o *nodeOffsets) ownerOf(n node) unsafe.Pointer {
	return *part[unsafe.Pointer](n.at, o.owner)
}
func (o *nodeOffsets) step(n node) *step { return part[step](n.at, o.exec) }

// maker returns the function that makes the step of a node.
func (o *nodeOffsets) maker(n node) *func(unsafe.Pointer) {
	return part[func(unsafe.Pointer)](n.at, o.gen)
}

// typeOf returns the type of the value of a node.
func (o *nodeOffsets) typeOf(n node) itype {
	return itype{reflect.NewAt(reflect.PointerTo(o.types), unsafe.Add(n.at, o.typ)).Elem()}
}

// next returns what follows a node.
func (o *nodeOffsets) next(n node) (b branch) {
	if then := *part[node](n.at, o.tnext); then.at != nil {
		b.yes = *o.step(then)
	}
	if otherwise := *part[node](n.at, o.fnext); otherwise.at != nil {
		b.no = *o.step(otherwise)
	}
	return b
}

// place returns where the value of a node is: so many frames further out, or in that of the
// package where level is negative.
func (o *nodeOffsets) place(n node) (level, index int) {
	level, index = *part[int](n.at, o.level), *part[int](n.at, o.findex)
	if sym := *part[unsafe.Pointer](n.at, o.sym); sym != nil {
		index = *part[int](sym, o.index)
		if *part[bool](sym, o.global) {
			level = -1
		}
	}
	return level, index
}

// constant returns the value of a node that is constant, or the zero Value.
func (o *nodeOffsets) constant(n node) reflect.Value { return *part[reflect.Value](n.at, o.rval) }

// values returns the values of a frame.
func (o *nodeOffsets) values(frame unsafe.Pointer) []reflect.Value {
	return *part[[]reflect.Value](frame, o.data)
}

// value returns what a node has computed in a frame, or the zero Value where that is not
// kept.
func (o *nodeOffsets) value(n node, frame unsafe.Pointer) reflect.Value {
	if v := o.constant(n); v.IsValid() {
		return v
	}
	level, index := o.place(n)
	if level < 0 {
		frame = *part[unsafe.Pointer](frame, o.root)
	}
	for ; level > 0; level-- {
		frame = *part[unsafe.Pointer](frame, o.anc)
	}
	if data := o.values(frame); index >= 0 && index < len(data) {
		return data[index]
	}
	return reflect.Value{}
}

// integer is an index or a length, which may be larger than an int.
type integer struct {
	v    int64
	huge bool // it is an unsigned one that v has no room for
}

func (i integer) String() string {
	if i.huge {
		return fmt.Sprint(uint64(i.v))
	}
	return fmt.Sprint(i.v)
}

// negative reports whether it is less than zero.
func (i integer) negative() bool { return i.v < 0 && !i.huge }

// above reports whether it is greater than n.
func (i integer) above(n integer) bool { return i.huge && !n.huge || i.v > n.v && i.huge == n.huge }

// integer returns the integer that a node has computed.
func (o *nodeOffsets) integer(n node, frame unsafe.Pointer) (i integer, ok bool) {
	v := o.value(n, frame)
	if v.IsValid() && v.CanInterface() {
		if c, ok := v.Interface().(goconstant.Value); ok {
			i, exact := goconstant.Int64Val(goconstant.ToInt(c))
			return integer{v: i}, exact
		}
	}
	switch {
	case v.CanInt():
		return integer{v: v.Int()}, true
	case v.CanUint():
		return integer{v: int64(v.Uint()), huge: int64(v.Uint()) < 0}, true
	}
	return integer{}, false
}
