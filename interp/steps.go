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
	name := madeBy(made)
	switch {
	case name == "_make":
		return g.makeStep(n, slow)
	case name == "call":
		return g.callStep(n, g.zeroStep(n, slow), around)
	case !g.direct:
		return slow
	case g.kindOf(n) == g.index:
		return g.indexStep(n, slow)
	case name == "deref":
		return g.pointerStep(n, slow)
	case name == "getIndexSeqField", name == "getPtrIndexSeq":
		return g.fieldStep(n, slow)
	case name == "callBin":
		return g.caseStep(n, slow)
	}
	return slow
}

// madeBy returns the name of what makes a step.
func madeBy(made func(unsafe.Pointer)) string {
	name := runtime.FuncForPC(reflect.ValueOf(made).Pointer()).Name()
	return name[strings.LastIndexByte(name, '.')+1:]
}

// branch is what follows an operation. It has a second step for a condition that is false.
type branch struct{ yes, no step }

// after returns the step that follows where the value of the operation is v.
func (b *branch) after(v reflect.Value) step {
	if b.no != nil && !v.Bool() {
		return b.no
	}
	return b.yes
}

// indexStep returns the step of x[i] that is taken where x is a slice.
func (g *guard) indexStep(n node, slow step) step {
	list := g.children(n)
	x, okX := g.operand(list[0])
	i, okI := g.operand(list[1])
	to, ok := g.variable(n)
	if !okX || !okI || !ok {
		return slow
	}
	next := g.next(n)
	return func(at unsafe.Pointer) step {
		f := (*frame)(at)
		list, index := x.in(f), i.in(f)
		if list.Kind() != reflect.Slice || !index.CanInt() || uint64(index.Int()) >= uint64(list.Len()) {
			return slow(at)
		}
		v := list.Index(int(index.Int()))
		*to.place(f) = v
		return next.after(v)
	}
}

// pointerStep returns the step of *p that is taken where p is not nil.
func (g *guard) pointerStep(n node, slow step) step {
	p, okP := g.operand(g.children(n)[0])
	to, ok := g.variable(n)
	if !okP || !ok {
		return slow
	}
	next := g.next(n)
	return func(at unsafe.Pointer) step {
		f := (*frame)(at)
		from := p.in(f)
		if from.Kind() != reflect.Pointer || from.IsNil() {
			return slow(at)
		}
		v := from.Elem()
		*to.place(f) = v
		return next.after(v)
	}
}

// fieldStep returns the step of p.f that is taken where f is a field of the struct itself that
// p points to.
func (g *guard) fieldStep(n node, slow step) step {
	p, okP := g.operand(g.children(n)[0])
	to, ok := g.variable(n)
	path, known := (*part[any](n.at, g.val)).([]int)
	if !okP || !ok || !known || len(path) != 1 {
		return slow
	}
	field, next := path[0], g.next(n)
	return func(at unsafe.Pointer) step {
		f := (*frame)(at)
		from := p.in(f)
		if from.Kind() != reflect.Pointer {
			return slow(at)
		}
		v := from.Elem() // the zero Value where p is nil
		if v.Kind() != reflect.Struct || field >= v.NumField() {
			return slow(at)
		}
		v = v.Field(field)
		*to.place(f) = v
		return next.after(v)
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
	x, ok := g.operand(list[1])
	v, id := g.result(left[0]), g.result(left[1])
	if !ok || min(v.index, id.index) < 0 {
		return slow
	}
	next := g.next(n)
	return func(at unsafe.Pointer) step {
		f := (*frame)(at)
		from := x.in(f)
		if from.Kind() != reflect.Interface {
			return slow(at)
		}
		told := new(struct {
			v  any
			id int
		})
		told.v, told.id = tell(from.Interface())
		*v.place(f), *id.place(f) = reflect.ValueOf(&told.v).Elem(), reflect.ValueOf(&told.id).Elem()
		return next.yes
	}
}
