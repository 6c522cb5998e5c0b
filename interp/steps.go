package interp

import (
	"reflect"
	"runtime"
	"strings"
	"unsafe"
)

// Most operations do not fail, and to find out costs less than to be prepared for it. The
// steps of this file check first, do what cannot fail then, and leave all else to the step of
// the interpreter, which is guarded.

// directStep returns the step of an operation that is taken in the common case, without what
// slow does to tell of a failure, or slow where there is none. Made is what makes the
// interpreter's own.
func (g *guard) directStep(n node, made func(unsafe.Pointer), slow step, around surroundings) step {
	if g.kindOf(n) == g.index {
		return g.indexStep(n, slow)
	}
	switch madeBy(made) {
	case "deref":
		return g.pointerStep(n, slow)
	case "getIndexSeqField", "getPtrIndexSeq":
		return g.fieldStep(n, slow)
	case "callBin":
		return g.caseStep(n, slow)
	case "call":
		return g.callStep(n, g.zeroStep(n, slow), around)
	case "_make":
		return g.makeStep(n, slow)
	}
	return slow
}

// madeBy returns the name of what makes a step.
func madeBy(made func(unsafe.Pointer)) string {
	name := runtime.FuncForPC(reflect.ValueOf(made).Pointer()).Name()
	return name[strings.LastIndexByte(name, '.')+1:]
}

// indexStep returns the step of x[i] that is taken where x is a slice and both are variables
// of the function.
func (g *guard) indexStep(n node, slow step) step {
	list := g.children(n)
	level, result := *part[int](n.at, g.level), *part[int](n.at, g.findex)
	levelX, x := g.place(list[0])
	levelI, i := g.place(list[1])
	if level != 0 || levelX != 0 || levelI != 0 || min(result, x, i) < 0 || g.constant(list[0]).IsValid() || g.constant(list[1]).IsValid() {
		return slow
	}
	yes, no := g.next(n)
	return func(frame unsafe.Pointer) step {
		data := g.values(frame)
		if max(result, x, i) >= len(data) || data[x].Kind() != reflect.Slice || !data[i].CanInt() {
			return slow(frame)
		}
		at := int(data[i].Int())
		if uint(at) >= uint(data[x].Len()) {
			return slow(frame)
		}
		v := data[x].Index(at)
		data[result] = v
		if no != nil && !v.Bool() {
			return no
		}
		return yes
	}
}

// pointerStep returns the step of *p that is taken where p is a variable of the function, or of
// one that it is in, and not nil.
func (g *guard) pointerStep(n node, slow step) step {
	level, result := *part[int](n.at, g.level), *part[int](n.at, g.findex)
	p := g.children(n)[0]
	levelP, index := g.place(p)
	if level != 0 || levelP < 0 || min(result, index) < 0 || g.constant(p).IsValid() {
		return slow
	}
	yes, no := g.next(n)
	return func(frame unsafe.Pointer) step {
		data, from := g.values(frame), g.outer(frame, levelP)
		if result >= len(data) || index >= len(from) || from[index].Kind() != reflect.Pointer || from[index].IsNil() {
			return slow(frame)
		}
		v := from[index].Elem()
		data[result] = v
		if no != nil && !v.Bool() {
			return no
		}
		return yes
	}
}

// fieldStep returns the step of p.f that is taken where f is a field of the struct itself that
// p points to, and p a variable as with pointerStep.
func (g *guard) fieldStep(n node, slow step) step {
	level, result := *part[int](n.at, g.level), *part[int](n.at, g.findex)
	p := g.children(n)[0]
	levelP, index := g.place(p)
	path, ok := (*part[any](n.at, g.val)).([]int)
	if !ok || len(path) != 1 || level != 0 || levelP < 0 || min(result, index) < 0 || g.constant(p).IsValid() {
		return slow
	}
	field := path[0]
	yes, no := g.next(n)
	return func(frame unsafe.Pointer) step {
		data, from := g.values(frame), g.outer(frame, levelP)
		if result >= len(data) || index >= len(from) || from[index].Kind() != reflect.Pointer {
			return slow(frame)
		}
		v := from[index].Elem() // the zero Value where p is nil
		if v.Kind() != reflect.Struct || field >= v.NumField() {
			return slow(frame)
		}
		v = v.Field(field)
		data[result] = v
		if no != nil && !v.Bool() {
			return no
		}
		return yes
	}
}

// A caseFunc tells the types of values apart, see [dyn.Table.Case]. It does not fail.
type caseFunc func(x any) (v any, id int)

// caseStep returns the step of v, id := f(x) that is taken where f is a caseFunc. Every call
// of a method through an interface has one, for which a call by reflection would be slow.
func (g *guard) caseStep(n node, slow step) step {
	list, left := g.children(n), g.defined[n]
	f := g.constant(list[0])
	if len(list) != 2 || len(left) != 3 || !f.IsValid() || f.Type() != reflect.TypeFor[caseFunc]() {
		return slow
	}
	tell := f.Interface().(caseFunc)
	level, x := g.place(list[1])
	v, id := *part[int](left[0].at, g.findex), *part[int](left[1].at, g.findex)
	if level != 0 || *part[int](left[0].at, g.level) != 0 || *part[int](left[1].at, g.level) != 0 || min(x, v, id) < 0 || g.constant(list[1]).IsValid() {
		return slow
	}
	next, _ := g.next(n)
	return func(frame unsafe.Pointer) step {
		data := g.values(frame)
		if max(x, v, id) >= len(data) || data[x].Kind() != reflect.Interface {
			return slow(frame)
		}
		told := new(struct {
			v  any
			id int
		})
		told.v, told.id = tell(data[x].Interface())
		data[v], data[id] = reflect.ValueOf(&told.v).Elem(), reflect.ValueOf(&told.id).Elem()
		return next
	}
}
