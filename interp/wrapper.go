package interp

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// A function of interpreted code is, as a value, one of compiled code that the interpreter has
// made around the node of the function. That node is among what the compiled function captures,
// so that a value tells where it comes from when it is asked, and costs nothing before.
//
// Which word of a captured variable it is, and how reflect keeps a function that it makes,
// is found out with functions of which the answer is known, once, when the first one is asked.

// wrappers is where the node is in what the interpreter makes.
type wrappers struct {
	stub uintptr               // the code of all functions that reflect makes
	made uintptr               // where such a function has the one that it calls
	held map[uintptr]heldWords // by the code of that one
}

// heldWords says where a function has a node among its captured variables.
type heldWords struct {
	word     int
	indirect bool // the word points to where the node is
	frame    int  // the word with the frame that a literal is in, 0 where the function is none
}

// nodeOf returns the node behind a function value, nil where it is not the interpreter's.
func nodeOf(v reflect.Value) node {
	w, ok := wrapped()
	if !ok || v.Kind() != reflect.Func || v.IsNil() || !v.CanInterface() {
		return node{}
	}
	n, _ := w.nodeOf(closure(v))
	return n
}

// nodeOf returns the node of a function, nil where it is not the interpreter's; and where it is a literal, the
// frame that it is in.
func (w *wrappers) nodeOf(f unsafe.Pointer) (n node, in *frame) {
	if *part[uintptr](f, 0) != w.stub {
		return node{}, nil
	}
	made := *part[unsafe.Pointer](f, w.made)
	held, ok := w.held[*part[uintptr](made, 0)]
	if !ok {
		return node{}, nil
	}
	if held.frame > 0 {
		in = *part[*frame](made, uintptr(held.frame)*word)
	}
	return held.node(made), in
}

// word is the size of one.
const word = unsafe.Sizeof(uintptr(0))

func (h heldWords) node(f unsafe.Pointer) node {
	at := *part[unsafe.Pointer](f, uintptr(h.word)*word)
	if h.indirect {
		at = *part[unsafe.Pointer](at, 0)
	}
	return node{at}
}

// closure returns what a function value points to: its code, and what it captures.
func closure(v reflect.Value) unsafe.Pointer {
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return *part[unsafe.Pointer](p.UnsafePointer(), 0)
}

// wrapped finds out where things are; not ok when the interpreter, or reflect, is made otherwise.
var wrapped = sync.OnceValues(func() (w wrappers, ok bool) {
	defer func() { ok = recover() == nil && ok }()
	inner := func([]reflect.Value) []reflect.Value { return nil }
	f := reflect.MakeFunc(reflect.TypeFor[func()](), inner)
	w = wrappers{stub: f.Pointer(), held: map[uintptr]heldWords{}}
	for w.made = word; *part[uintptr](closure(f), w.made) != uintptr(closure(reflect.ValueOf(inner))); w.made += word {
		if w.made == 5*word {
			return w, false
		}
	}
	return w, w.probe("funcDecl", "package p; import \"probe\"; func f() {}; func init() { probe.Take(f) }") &&
		w.probe("funcLit", "package p; import \"probe\"; func init() { f := func() { x := 1; _ = x }; probe.Take(f) }")
})

// probe runs source that hands over a function, which is the first of that kind in it, and notes
// where its node is.
func (w *wrappers) probe(kind, source string) bool {
	var taken func()
	i := interp.New(interp.Options{})
	if i.Use(interp.Exports{"probe/probe": {"Take": reflect.ValueOf(func(f func()) { taken = f })}}) != nil {
		return false
	}
	p, err := i.Compile(source)
	o, known := offsets()
	if err != nil || !known {
		return false
	}
	want := o.first(rootOf(p), o.kinds[kind])
	if _, err := i.Execute(p); err != nil || want.at == nil {
		return false
	}
	f := *part[unsafe.Pointer](closure(reflect.ValueOf(taken)), w.made)
	for _, h := range []heldWords{{word: 1}, {word: 2}, {word: 3}, {word: 1, indirect: true}, {word: 2, indirect: true}, {word: 3, indirect: true}} {
		if h.node(f) == want {
			if kind == "funcLit" {
				h.frame = o.frameWord(f, want, taken)
			}
			w.held[*part[uintptr](f, 0)] = h
			return true
		}
	}
	return false
}

// frameWord returns which word of a literal f has the frame that it is in, 0 if none of the first has. Call calls it, for once.
func (o *nodeOffsets) frameWord(f unsafe.Pointer, literal node, call func()) int {
	var in uintptr
	*o.step(*part[node](o.children(literal)[3].at, o.start)) = func(at unsafe.Pointer) step {
		in = *part[uintptr](at, o.anc)
		return nil
	}
	call()
	for i := 1; in != 0 && i <= 3; i++ {
		if *part[uintptr](f, uintptr(i)*word) == in {
			return i
		}
	}
	return 0
}

// first returns the first node of a kind.
func (o *nodeOffsets) first(n node, kind uint) node {
	if n.at == nil || o.kindOf(n) == kind {
		return n
	}
	for _, child := range o.children(n) {
		if found := o.first(child, kind); found.at != nil {
			return found
		}
	}
	return node{}
}
