package interp

import (
	"go/token"
	"reflect"
	"slices"
	"unsafe"

	"github.com/traefik/yaegi/interp"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/lower"
)

// The operations that can fail at run time are wrapped before the interpreter makes its
// functions of them: an index, a slice, a division, what a pointer points to; and so are
// calls. When a panic leaves one, the operation is known, so that its place in the source is,
// and its operands are still in the frame, so that the error says what Go's says. Nothing is
// computed before.

// guardFaults wraps the operations of a compiled unit, whose sites have the numbers after first.
func (e *engine) guardFaults(p *interp.Program, u *lower.Unit, first uint64) {
	o, ok := offsets()
	if !ok {
		return
	}
	g := guard{nodeOffsets: &o, engine: e, unit: u, first: first, literal: o.kinds["funcLit"], declaration: o.kinds["funcDecl"], index: o.kinds["indexExpr"], seen: map[node]bool{}, defined: map[node][]node{}, written: map[node]bool{}, spawned: map[node]bool{}}
	var literals, stops bool
	g.wrappers, literals = wrapped()
	g.running, stops = runID(e.yaegi)
	g.function = like(reflect.PointerTo(o.nodes)).typ_
	g.direct = literals && stops && framesKnown()
	g.visit(rootOf(p), "", false)
}

// guard wraps the operations of one unit.
type guard struct {
	*nodeOffsets
	engine                      *engine
	unit                        *lower.Unit
	first                       uint64 // before the numbers of its sites
	literal, declaration, index uint   // kinds of nodes
	seen                        map[node]bool
	defined                     map[node][]node // by the call f(x) in v, id := f(x), these three
	written                     map[node]bool   // the left sides of assignments
	spawned                     map[node]bool   // calls that begin a goroutine

	direct   bool // operations can be carried out here, without the interpreter
	running  *uint64
	function unsafe.Pointer // the type of functions that are no values
	wrappers wrappers
}

// visit wraps an operation of a function and those below it. The interpreter makes the steps of
// function literals early: made says that there are some already, to be made again.
func (g *guard) visit(n node, function string, made bool) {
	if n.at == nil || g.seen[n] {
		return
	}
	g.seen[n] = true
	if made {
		*g.step(n) = nil
	}
	if fault := g.faultOf(n); fault != nil {
		g.wrap(n, func(frame unsafe.Pointer, v any) any {
			g.tell(n, function, g.engine.traces.fail)
			return fault(n, frame, dyn.Recovered(v))
		})
	} else if g.calls(n) {
		g.wrap(n, func(_ unsafe.Pointer, v any) any {
			g.tell(n, function, g.engine.traces.pass)
			return v
		})
	} else if g.waits(n) {
		g.wait(n)
	}
	g.makeNumeric(n)
	switch g.kindOf(n) {
	case g.literal:
		made = true
	case g.kinds["returnStmt"]:
		g.end(n)
	case g.kinds["defineXStmt"]:
		if list := g.children(n); len(list) == 3 {
			g.defined[list[2]] = list
		}
	case g.declaration:
		function = g.identOf(g.children(n)[1])
	case g.kinds["goStmt"]:
		g.spawned[g.children(n)[0]] = true
	}
	for _, child := range g.children(n) {
		g.visit(child, function, made)
	}
	if g.kindOf(n) == g.literal || g.kindOf(n) == g.declaration {
		g.takeZeros(n)
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

// end gives a return that has nothing left to do a step. The interpreter has none for it: but it takes a condition that nothing
// follows where it is false for one that is always true, and goes round in what it may come to in several ways.
func (g *guard) end(n node) {
	maker := g.maker(n)
	made := *maker
	*maker = func(p unsafe.Pointer) {
		made(p)
		if s := g.step(n); *s == nil {
			*s = func(unsafe.Pointer) step { return nil }
		}
	}
}

// wait has an operation on a channel be carried out here, and its site be on the stack meanwhile.
func (g *guard) wait(n node) {
	maker := g.maker(n)
	made := *maker
	*maker = func(p unsafe.Pointer) {
		made(p)
		s := g.step(n)
		*s = spelt(g.channelStep(n, made, *s), g.number(n))
	}
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

// wrap has the step of an operation be one that knows when it fails, and that panics with
// what failed returns.
func (g *guard) wrap(n node, failed func(frame unsafe.Pointer, v any) any) {
	maker := g.maker(n)
	made := *maker
	*maker = func(p unsafe.Pointer) {
		made(p)
		s, around := g.step(n), surroundings{failed: failed, number: g.number(n), calls: g.calls(n)}
		*s = g.directStep(n, made, around.step(*s), around)
	}
}

// surroundings are what the step of an operation that can fail is carried out in.
type surroundings struct {
	failed func(frame unsafe.Pointer, v any) any // returns what it panics with
	number uint64                                // of its site
	calls  bool                                  // the site is on the stack all the while, and not only when it has failed
}

// leaving returns surroundings that tell when a panic leaves a function that is called, with its frame.
func (s surroundings) leaving(tell func(frame unsafe.Pointer)) surroundings {
	failed := s.failed
	s.failed = func(frame unsafe.Pointer, v any) any {
		tell(frame)
		return failed(frame, v)
	}
	return s
}

// step returns a step in these surroundings.
func (s surroundings) step(run step) step {
	again := func(v any) { panic(v) }
	if s.calls {
		run = spelt(run, s.number)
	} else {
		again = func(v any) { spelt(func(unsafe.Pointer) step { fail(v); return nil }, s.number)(nil) }
	}
	return func(frame unsafe.Pointer) (next step) {
		done := false
		defer func() {
			if !done {
				if v := recover(); v != nil { // else its goroutine exits
					again(s.failed(frame, v))
				}
			}
		}()
		next = run(frame)
		done = true
		return next
	}
}

// number returns the number of the site of an operation.
func (g *guard) number(n node) uint64 {
	pos := g.engine.yaegi.FileSet().Position(g.posOf(n))
	return g.first + uint64(g.unit.SiteAt(pos.Line, pos.Column))
}

// tell tells where an operation of a function is in the source.
func (g *guard) tell(n node, function string, to func(*lower.Unit, string, token.Position)) {
	pos := g.engine.yaegi.FileSet().Position(g.posOf(n))
	if u, ok := g.engine.units.Load(pos.Filename); ok {
		if source := u.(*lower.Unit).Position(pos.Line); source.IsValid() {
			to(u.(*lower.Unit), function, source)
		}
	}
}
