package interp

import (
	"go/token"
	"reflect"
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
		g.wrap(n, g.failing(n, function, fault))
	} else if g.calls(n) {
		g.wrap(n, g.calling(n, function))
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

// wrap has the step of an operation be one that knows when it fails.
func (g *guard) wrap(n node, around surroundings) {
	maker := g.maker(n)
	made := *maker
	*maker = func(p unsafe.Pointer) {
		made(p)
		s := g.step(n)
		around.number = g.number(n)
		*s = g.directStep(n, made, around.step(*s), around)
	}
}

// surroundings are what the step of an operation that can fail is carried out in.
type surroundings struct {
	failed func(frame unsafe.Pointer, v any) any // returns what it panics with
	passed func(*trace)                          // notes that a panic leaves the call that it is
	number uint64                                // of its site
	calls  bool                                  // the site is on the stack all the while, and not only when it has failed
}

// failing returns the surroundings of an operation of a function that can fail.
func (g *guard) failing(n node, function string, fault fault) surroundings {
	return surroundings{failed: func(at unsafe.Pointer, v any) any {
		g.tell(n, function, g.engine.traces.trace((*frame)(at)).fail)
		return fault(n, at, dyn.Recovered(v))
	}}
}

// calling returns the surroundings of a call by a function.
func (g *guard) calling(n node, function string) surroundings {
	passed := func(tr *trace) { g.tell(n, function, tr.pass) }
	return surroundings{calls: true, passed: passed, failed: func(at unsafe.Pointer, v any) any {
		passed(g.engine.traces.trace((*frame)(at)))
		return v
	}}
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
