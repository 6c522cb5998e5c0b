package interp

import (
	"reflect"
	"sync/atomic"
	"unsafe"

	"github.com/mrepl/mrepl/interp/lower"
)

// A prototype is what all calls of a function begin with.
type prototype struct {
	direct   bool // its calls can be carried out by a callStep
	captured bool // a function literal in it may hold the frame
	defers   bool // it may defer a call, one at most
	start    *step
	results  int          // how many of the values, the first ones
	cells    []cell       // the values of a frame
	words    int          // how many of them those take that are amongWords
	left     func(*trace) // notes that a panic leaves the function
}

// A cell is one of the values of a frame.
type cell struct {
	variable // but for where it is
	typ      reflect.Type
	made     making
	size     uintptr
	word     int // the first one that it takes, amongWords
}

// A making is how a variable comes into being. Those that hold no pointers are kept together, since
// whoever holds one of them holds no more by the others.
type making int

const (
	byReflect making = iota
	amongWords
	asPointer
	asString
	asSlice
	asInterface
)

// maxWords is the size of what is kept among words at most.
const maxWords = 4

// prototype returns that of a function, nil for one of another interpreter.
func (g *guard) prototype(def node) *prototype {
	if g.ownerOf(def) != unsafe.Pointer(g.engine.yaegi) {
		return nil
	}
	kept := part[unsafe.Pointer](def.at, g.debug) // in place of what a debugger has there
	if p := (*prototype)(atomic.LoadPointer(kept)); p != nil {
		return p
	}
	p := g.newPrototype(def)
	atomic.StorePointer(kept, unsafe.Pointer(p))
	return p
}

func (g *guard) newPrototype(def node) *prototype {
	list := g.children(def)
	if len(list) < 4 || g.constant(def).IsValid() {
		return &prototype{}
	}
	start, types := *part[node](list[3].at, g.start), *part[[]reflect.Type](def.at, g.frameTypes)
	t := g.typeOf(def)
	p := &prototype{results: len(t.list("ret"))}
	if start.at == nil || len(types) < p.results+len(t.list("arg")) {
		return p
	}
	defers := g.count(list[3], g.kinds["deferStmt"])
	p.direct, p.start, p.captured, p.defers = defers <= 1, g.step(start), g.count(list[3], g.literal) > 0, defers > 0
	for _, t := range types {
		p.add(t)
	}
	at := g.engine.yaegi.FileSet().Position(g.posOf(def))
	e, name := g.engine, g.declarationName(def)
	p.left = func(tr *trace) {
		if u, ok := e.units.Load(at.Filename); ok {
			tr.leave(u.(*lower.Unit), at.Line, name)
		}
	}
	return p
}

// declarationName returns the name of the declaration that a function is, or is in.
func (g *guard) declarationName(function node) string {
	for ; function.at != nil; function = *part[node](function.at, g.parent) {
		if g.kindOf(function) == g.declaration {
			return g.identOf(g.children(function)[1])
		}
	}
	return ""
}

// count returns how many nodes of a kind there are in n.
func (g *guard) count(n node, kind uint) (many int) {
	if n.at == nil {
		return 0
	}
	if g.kindOf(n) == kind {
		many++
	}
	for _, child := range g.children(n) {
		many += g.count(child, kind)
	}
	return many
}

// add adds a value to the frames.
func (p *prototype) add(t reflect.Type) {
	c := cell{variable: *like(t), typ: t, size: t.Size()}
	switch size := c.size; {
	case size > 0 && size <= maxWords*word && !hasPointers(t):
		c.made, c.word = amongWords, p.words
		p.words += int((size + word - 1) / word)
	case t.Kind() == reflect.Interface:
		c.made = asInterface
	case t.Kind() == reflect.String:
		c.made = asString
	case t.Kind() == reflect.Slice:
		c.made = asSlice
	case t.Kind() == reflect.Pointer || t.Kind() == reflect.Map || t.Kind() == reflect.Func || t.Kind() == reflect.Chan:
		c.made = asPointer
	}
	p.cells = append(p.cells, c)
}

// hasPointers reports whether values of a type hold pointers.
func hasPointers(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		return t.Len() > 0 && hasPointers(t.Elem())
	case reflect.Struct:
		for f := range t.Fields() {
			if hasPointers(f.Type) {
				return true
			}
		}
		return false
	}
	return t.Kind() > reflect.Complex128
}

// make makes the values of a frame, but for the results.
func (p *prototype) make(data []reflect.Value) {
	var words []uintptr
	if p.words > 0 {
		words = make([]uintptr, p.words)
	}
	for i := p.results; i < len(p.cells); i++ {
		c := &p.cells[i]
		v := c.variable
		switch c.made {
		case amongWords:
			v.ptr = unsafe.Pointer(&words[c.word])
		case asPointer:
			v.ptr = unsafe.Pointer(new(unsafe.Pointer))
		case asString:
			v.ptr = unsafe.Pointer(new(string))
		case asSlice:
			v.ptr = unsafe.Pointer(new([]unsafe.Pointer))
		case asInterface:
			v.ptr = unsafe.Pointer(new(any))
		default:
			data[i] = reflect.New(c.typ).Elem()
			continue
		}
		*inner(&data[i]) = v
	}
}
