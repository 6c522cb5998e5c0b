package interp

import (
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// A frame is what the interpreter keeps of a call: the values of the function, and the frames of
// those that it is in or that called it. The fields are the interpreter's own, see framesKnown.
type frame struct {
	id        uint64 // the number of the run that the call belongs to
	debug     unsafe.Pointer
	root      *frame
	anc       *frame
	data      []reflect.Value
	mutex     sync.RWMutex
	deferred  [][]reflect.Value
	recovered any
	done      reflect.SelectCase
}

// A variable is a reflect.Value of something that can be set.
type variable struct {
	typ_ unsafe.Pointer
	ptr  unsafe.Pointer // where it is
	flag uintptr
}

// like returns what variables of a type are, but for where.
func like(t reflect.Type) *variable {
	var somewhere byte
	v := reflect.NewAt(t, unsafe.Pointer(&somewhere)).Elem()
	inner(&v).ptr = nil
	return inner(&v)
}

// inner returns what a value is made of.
func inner(v *reflect.Value) *variable { return (*variable)(unsafe.Pointer(v)) }

// value is the inverse of inner.
func (v *variable) value() reflect.Value { return *(*reflect.Value)(unsafe.Pointer(v)) }

// is reports whether it is a variable as the other one.
func (v *variable) is(other *variable) bool { return v.typ_ == other.typ_ && v.flag == other.flag }

// indirect is what the flags of a value say when ptr is where it is, and not the value itself.
var indirect = func() uintptr {
	x, at := reflect.ValueOf(0), reflect.ValueOf(new(int))
	return inner(&x).flag &^ uintptr(reflect.Int) &^ inner(&at).flag
}()

// framesKnown reports whether the interpreter's frames, and reflect's values, are made as they are
// described here.
var framesKnown = sync.OnceValue(func() (ok bool) {
	defer func() { ok = recover() == nil && ok }()
	return alike(pointee(reflect.TypeFor[interp.Interpreter](), "frame"), reflect.TypeFor[frame]()) &&
		alike(reflect.TypeFor[reflect.Value](), reflect.TypeFor[variable]())
})

// alike reports whether two structs have fields of the same names and kinds at the same places.
func alike(t, like reflect.Type) bool {
	if t.Size() != like.Size() || t.NumField() != like.NumField() {
		return false
	}
	for i := range t.NumField() {
		f, l := t.Field(i), like.Field(i)
		pointers := f.Type.Kind() == reflect.Pointer && l.Type.Kind() == reflect.UnsafePointer
		if f.Name != l.Name || f.Offset != l.Offset || f.Type.Size() != l.Type.Size() || f.Type.Kind() != l.Type.Kind() && !pointers {
			return false
		}
	}
	return true
}

// An activation is the frame of a call that is carried out by a callStep. While it is under way,
// the calls that it makes take the same one in turn, unless they leave it to somebody.
type activation struct {
	frame
	proto *prototype
	spare *activation
	trace *trace        // of a panic that has left the function
	later *deferredCall // that is made when the function ends
}

// activations marks, in place of what a debugger has in a frame, those that are activations. The
// interpreter's copies of them for function literals have the mark too; but nothing is carried out in these.
var activations byte

// asActivation returns the activation that a frame is, if it is one.
func (f *frame) asActivation() (a *activation, ok bool) {
	if f.debug != unsafe.Pointer(&activations) {
		return nil, false
	}
	return (*activation)(unsafe.Pointer(f)), true
}

// begin returns the activation of a function that f calls. The function is in the frame of another, if it is a literal, or in
// that of the package, and does not hold f then. The values are still to be made.
func (f *frame) begin(p *prototype, in *frame) (a *activation) {
	if caller, ok := f.asActivation(); ok && caller.spare != nil && cap(caller.spare.data) >= len(p.cells) {
		a, caller.spare = caller.spare, nil
		a.data = a.data[:len(p.cells)]
	} else {
		a = newActivation(len(p.cells))
	}
	of := in
	if in == f.root {
		of = f
	}
	a.id, a.anc, a.root, a.done = atomic.LoadUint64(&of.id), in, in.root, of.done
	a.debug, a.proto, a.trace, a.later, a.deferred = unsafe.Pointer(&activations), p, nil, nil, nil
	return a
}

// end is called when a call by f has returned.
func (a *activation) end(f *frame) {
	if caller, ok := f.asActivation(); ok && !a.proto.captured {
		clear(a.data)
		caller.spare = a
	}
}

// run carries out the steps of a function, as long as the run is the one of that number. Whoever counts the interpreted
// functions on a stack, or looks for them, knows it by its name.
func (a *activation) run(number *uint64) {
	for s := *a.proto.start; s != nil && atomic.LoadUint64(&a.id) == atomic.LoadUint64(number); {
		s = s(unsafe.Pointer(a))
	}
}

// runDeferring is run for a function that may defer a call.
func (a *activation) runDeferring(number *uint64) {
	defer func() {
		a.recovered, a.trace = recover(), nil
		if later := a.later; later != nil {
			a.later = nil
			later.make(a, number)
		}
		for _, call := range a.deferred { // by the interpreter
			call[0].Call(call[1:])
		}
		if a.recovered != nil {
			panic(a.recovered)
		}
	}()
	for s := *a.proto.start; s != nil && atomic.LoadUint64(&a.id) == atomic.LoadUint64(number); {
		s = s(unsafe.Pointer(a))
	}
}

// newActivation returns one that has room for so many values, in one piece of memory if they are
// not many.
func newActivation(size int) *activation {
	switch {
	case size <= 4:
		a := new(struct {
			activation
			room [4]reflect.Value
		})
		a.data = a.room[:size]
		return &a.activation
	case size <= 8:
		a := new(struct {
			activation
			room [8]reflect.Value
		})
		a.data = a.room[:size]
		return &a.activation
	case size <= 16:
		a := new(struct {
			activation
			room [16]reflect.Value
		})
		a.data = a.room[:size]
		return &a.activation
	}
	return &activation{frame: frame{data: make([]reflect.Value, size)}}
}
