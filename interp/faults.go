package interp

import (
	"reflect"
	"unsafe"

	"github.com/traefik/yaegi/interp"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/lower"
)

// The operations that can fail at run time are wrapped before the interpreter makes its
// functions of them: an index, a slice, a division, what a pointer points to. When one
// panics, the operation is known, so that the place in the source is, and its operands are
// still in the frame, so that the error says what Go's says. Nothing is computed before.

// guardFaults wraps the operations of a compiled unit.
func (e *engine) guardFaults(p *interp.Program) {
	if o, ok := offsets(); ok {
		g := guard{nodeOffsets: &o, engine: e, literal: o.kinds["funcLit"], index: o.kinds["indexExpr"], seen: map[node]bool{}, written: map[node]bool{}}
		g.visit(rootOf(p), false)
	}
}

// guard wraps the operations of one unit.
type guard struct {
	*nodeOffsets
	engine         *engine
	literal, index uint // kinds of nodes
	seen           map[node]bool
	written        map[node]bool // the left sides of assignments
}

// visit wraps an operation and those below it. The interpreter makes the steps of function
// literals early: made says that there are some already, to be made again.
func (g *guard) visit(n node, made bool) {
	if n.at == nil || g.seen[n] {
		return
	}
	g.seen[n] = true
	if made {
		*g.step(n) = nil
	}
	if fault := g.faultOf(n); fault != nil {
		g.wrap(n, fault)
	}
	made = made || g.kindOf(n) == g.literal
	for _, child := range g.children(n) {
		g.visit(child, made)
	}
}

// A fault says what an operation of a frame panics with, where the interpreter, or the Go
// runtime on its behalf, panics with v.
type fault func(n node, frame unsafe.Pointer, v any) any

// faultOf returns how an operation fails, or nil for one that does not, or need not be known.
func (g *guard) faultOf(n node) fault {
	same := func(_ node, _ unsafe.Pointer, v any) any { return v }
	is := func(kind string) bool { return g.kindOf(n) == g.kinds[kind] }
	does := func(action string) bool { return g.actionOf(n) == g.actions[action] }
	switch {
	case g.kindOf(n) == g.index:
		return g.indexFault
	case is("sliceExpr"):
		return g.sliceFault
	case is("starExpr"), is("selectorExpr") && does("getIndex"), does("/"), does("%"), does("/="), does("%="):
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

// ofMap reports whether x is a map in x[i], or may be one.
func (g *guard) ofMap(index node) bool {
	t := g.typeOf(g.children(index)[0])
	return t.none() || t.rtype() == nil || t.rtype().Kind() == reflect.Map
}

// wrap has the step of an operation be one that knows when it fails.
func (g *guard) wrap(n node, f fault) {
	maker := g.maker(n)
	made := *maker
	*maker = func(p unsafe.Pointer) {
		made(p)
		s := g.step(n)
		*s = g.guarded(n, *s, f)
		if g.kindOf(n) == g.index {
			*s = g.indexStep(n, *s)
		}
	}
}

// guarded returns a step that fails as f says.
func (g *guard) guarded(n node, run step, f fault) step {
	return func(frame unsafe.Pointer) (next step) {
		done := false
		defer func() {
			if !done {
				if v := recover(); v != nil { // else its goroutine exits
					panic(g.failed(n, frame, v, f))
				}
			}
		}()
		next = run(frame)
		done = true
		return next
	}
}

// failed notes where an operation has failed, and returns what to panic with.
func (g *guard) failed(n node, frame unsafe.Pointer, v any, f fault) any {
	pos := g.engine.yaegi.FileSet().Position(g.posOf(n))
	if u, ok := g.engine.units.Load(pos.Filename); ok {
		if source := u.(*lower.Unit).Position(pos.Line); source.IsValid() {
			g.engine.traces.begin(source)
		}
	}
	return f(n, frame, dyn.Recovered(v))
}
