package interp

import (
	"reflect"
	"strings"
	"unsafe"
)

// Operations on numbers are carried out on the memory where the numbers are. The interpreter's
// own steps go through a function for each operand, and through reflect.

// number is a type of numbers that this is done for.
type number interface {
	int | int32 | int64 | uint | uint8 | uint32 | uint64 | float64
}

// A numeric is an operation on numbers: z = x + y, z = x < y or z += y.
type numeric struct {
	op       string
	x, y, z  operand
	from, to *variable // what x and y, and what z, are when they are where they usually are
	next     branch
	slow     step // the interpreter's own, for when they are not
}

// makeNumeric has the step of an operation on numbers be one that is carried out here.
func (g *guard) makeNumeric(n node) {
	op, t := g.numeric(n)
	if t == nil || !g.direct {
		return
	}
	maker := g.maker(n)
	made := *maker
	*maker = func(p unsafe.Pointer) {
		made(p)
		s := g.step(n)
		switch t.Kind() {
		case reflect.Int:
			*s = numericStep[int](g, n, op, t, *s)
		case reflect.Int32:
			*s = numericStep[int32](g, n, op, t, *s)
		case reflect.Int64:
			*s = numericStep[int64](g, n, op, t, *s)
		case reflect.Uint:
			*s = numericStep[uint](g, n, op, t, *s)
		case reflect.Uint8:
			*s = numericStep[uint8](g, n, op, t, *s)
		case reflect.Uint32:
			*s = numericStep[uint32](g, n, op, t, *s)
		case reflect.Uint64:
			*s = numericStep[uint64](g, n, op, t, *s)
		case reflect.Float64:
			*s = numericStep[float64](g, n, op, t, *s)
		}
	}
}

// numeric returns the operator of an operation on numbers, and the type of these, nil where it is none.
func (g *guard) numeric(n node) (op string, t reflect.Type) {
	kind, list := g.kindOf(n), g.children(n)
	if len(list) != 2 || kind != g.kinds["binaryExpr"] && kind != g.kinds["assignStmt"] || g.constant(n).IsValid() {
		return "", nil
	}
	op = g.names[g.actionOf(n)]
	if kind == g.kinds["assignStmt"] && (op == "=" || g.kindOf(list[0]) == g.index && g.ofMap(list[0])) {
		return "", nil
	}
	for _, operand := range list {
		if g.constant(operand).IsValid() {
			continue
		}
		of := g.typeOf(operand)
		if of.none() || of.rtype() == nil || t != nil && of.rtype() != t {
			return "", nil
		}
		t = of.rtype()
	}
	return op, t
}

// numericStep returns the step of an operation on numbers of the type t.
func numericStep[T number](g *guard, n node, op string, t reflect.Type, slow step) step {
	list := g.children(n)
	var known [3]bool
	s := numeric{from: like(t), slow: slow}
	s.x, known[0] = numberOperand[T](g, list[0])
	s.y, known[1] = numberOperand[T](g, list[1])
	s.z, known[2] = g.operand(n)
	s.next = g.next(n)
	left, assigns := strings.CutSuffix(op, "=")
	if compare := comparison[T](op); compare != nil && known == [3]bool{true, true, true} {
		s.to = like(reflect.TypeFor[bool]())
		return compared(s, compare)
	}
	if assigns {
		op, s.z, known[2] = left, s.x, known[0]
	}
	s.to, s.op = s.from, op
	if compute := computation[T](op); compute != nil && known == [3]bool{true, true, true} && s.z.index >= 0 {
		return computed(s, compute)
	}
	return slow
}

// numberOperand is guard.operand for a number, which is of type T also where it is constant.
func numberOperand[T number](g *guard, n node) (o operand, ok bool) {
	o, ok = g.operand(n)
	if !ok || o.index >= 0 {
		return o, ok
	}
	x, ok := asNumber[T](o.constant)
	o.constant = reflect.ValueOf(&x).Elem()
	return o, ok
}

// compared returns the step of z = compare(x, y).
func compared[T number](n numeric, compare func(x, y T) bool) step {
	return func(at unsafe.Pointer) step {
		f := (*frame)(at)
		x, y, z := n.x.at(f), n.y.at(f), n.z.at(f)
		if x.typ_ != n.from.typ_ || y.typ_ != n.from.typ_ || !z.is(n.to) {
			return n.slow(at)
		}
		if is := compare(*(*T)(x.ptr), *(*T)(y.ptr)); is || n.next.no == nil {
			*(*bool)(z.ptr) = is
			return n.next.yes
		}
		*(*bool)(z.ptr) = false
		return n.next.no
	}
}

// computed returns the step of z = compute(x, y).
func computed[T number](n numeric, compute func(x, y T) T) step {
	divides := n.op == "/" || n.op == "%"
	return func(at unsafe.Pointer) step {
		f := (*frame)(at)
		x, y, z := n.x.at(f), n.y.at(f), n.z.at(f)
		if x.typ_ != n.from.typ_ || y.typ_ != n.from.typ_ || !z.is(n.to) || divides && *(*T)(y.ptr) == 0 {
			return n.slow(at)
		}
		*(*T)(z.ptr) = compute(*(*T)(x.ptr), *(*T)(y.ptr))
		return n.next.yes
	}
}
