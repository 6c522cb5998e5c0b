package interp

import (
	"reflect"
	"slices"
	"unsafe"
)

// A fault says what an operation of a frame panics with, where the interpreter, or the Go
// runtime on its behalf, panics with v.
type fault func(n node, frame unsafe.Pointer, v any) any

// faultOf returns how an operation fails, or nil for one that does not, or need not be known.
func (g *guard) faultOf(n node) fault {
	same := func(_ node, _ unsafe.Pointer, v any) any { return v }
	is := func(kind string) bool { return g.kindOf(n) == g.kinds[kind] }
	does := func(action string) bool { return g.actionOf(n) == g.actions[action] }
	switch {
	case g.kindOf(n) == g.index && g.ofMap(n) && g.hashes(n):
		return nil
	case g.kindOf(n) == g.index:
		return g.indexFault
	case is("sliceExpr"):
		return g.sliceFault
	case does("/"), does("%"), does("/="), does("%="):
		if g.divides(n) {
			return nil
		}
		return same
	case is("starExpr"), is("selectorExpr") && does("getIndex"):
		return same
	case is("callExpr") && len(g.children(n)) > 2 && g.identOf(g.children(n)[0]) == "make":
		return g.makeFault
	case is("callExpr") && len(g.children(n)) > 2 && g.identOf(g.children(n)[0]) == "delete":
		return func(n node, frame unsafe.Pointer, v any) any {
			return g.keyFault(g.children(n)[1], g.children(n)[2], false, frame, v)
		}
	case is("assignStmt") && g.kindOf(g.children(n)[0]) == g.index:
		left := g.children(n)[0]
		g.written[left] = true
		if g.ofMap(left) {
			return func(_ node, frame unsafe.Pointer, v any) any { return g.indexFault(left, frame, v) }
		}
	}
	return nil
}

// divides reports whether a division cannot fail: one by a number that is written there, or of
// floating-point or complex numbers.
func (g *guard) divides(n node) bool {
	list := g.children(n)
	if by := list[1]; g.kindOf(by) == g.kinds["basicLit"] && g.constant(by).IsValid() {
		i, ok := g.integer(by, nil)
		return ok && i != integer{}
	}
	return !slices.ContainsFunc(list, func(x node) bool {
		t := g.typeOf(x)
		return t.none() || !slices.Contains([]string{"float32", "float64T", "complex64T", "complex128T"}, t.kind())
	})
}

// calls reports whether an operation is a call of a function, or a conversion, that a panic
// may come out of.
func (g *guard) calls(n node) bool {
	if g.kindOf(n) != g.kinds["callExpr"] {
		return false
	}
	if g.actionOf(n) == g.actions["convert"] {
		t := g.typeOf(n)
		return !t.none() && t.rtype() != nil && (t.rtype().Kind() == reflect.Array || t.rtype().Kind() == reflect.Pointer)
	}
	switch g.identOf(g.children(n)[0]) {
	case "len", "cap", "append", "copy", "new", "complex", "real", "imag":
		return false
	}
	return true
}

// waits reports whether an operation sends or receives, and so may be what its goroutine does
// when another one asks.
func (g *guard) waits(n node) bool {
	return g.kindOf(n) == g.kinds["sendStmt"] || g.kindOf(n) == g.kinds["rangeStmt"] && *g.maker(n) != nil && madeBy(*g.maker(n)) == "rangeChan" || g.kindOf(n) == g.kinds["unaryExpr"] && g.actionOf(n) == g.actions["<-"]
}

// ofMap reports whether x is a map in x[i], or may be one.
func (g *guard) ofMap(index node) bool {
	t := g.typeOf(g.children(index)[0])
	return t.none() || t.rtype() == nil || t.rtype().Kind() == reflect.Map
}

// hashes reports whether any key of the map x can be looked for in x[i].
func (g *guard) hashes(index node) bool {
	t := g.typeOf(g.children(index)[0])
	if t.none() || t.rtype() == nil {
		return false
	}
	k := t.rtype().Key().Kind()
	return k <= reflect.Complex128 || k == reflect.String || k == reflect.Pointer || k == reflect.Chan
}
