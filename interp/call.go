package interp

import (
	"reflect"
	"unsafe"
)

// Calls are what most of the time of a program goes into, and memory for them most of that: a
// frame, the list of its values, and each of these. So they are carried out here: the values without
// pointers are one piece of memory, and a frame is used again when nothing can hold it. What is left to
// the interpreter are calls by compiled code and those that begin a goroutine.

// A callSite is a call that may be carried out here.
type callSite struct {
	guard    *guard
	function operand
	args     []operand
	results  []operand // where they go to; without an index where to nothing
}

// callStep returns the step of a call, or slow where it is left to the interpreter. Around is what
// a function is called in.
func (g *guard) callStep(n node, slow step, around surroundings) step {
	c, ok := g.callSite(n)
	switch {
	case !ok || !g.direct:
		return slow
	case g.kindOf(*part[node](n.at, g.parent)) == g.kinds["deferStmt"]:
		return c.deferStep(g.next(n).yes, slow)
	}
	run := spelt(func(at unsafe.Pointer) step {
		if a := (*activation)(at); a.proto.defers {
			a.runDeferring(g.running)
		} else {
			a.run(g.running)
		}
		return nil
	}, around.number)
	following := g.next(n)
	return func(at unsafe.Pointer) step {
		f := (*frame)(at)
		p, in := c.called(f)
		if p == nil || !p.direct || !c.fits(f, p) {
			return slow(at)
		}
		a := f.begin(p, in)
		c.pass(f, a)
		done := false
		defer func() {
			if done {
				return
			}
			if a.trace != nil {
				c.left(f, a, around)
			} else if v := recover(); v != nil { // else its goroutine exits
				a.trace = g.engine.traces.current()
				c.left(f, a, around)
				panic(v)
			}
		}()
		run(unsafe.Pointer(a))
		done = true
		next := following.yes
		if following.no != nil {
			next = following.after(a.data[0])
		}
		a.end(f)
		return next
	}
}

// left notes that a panic leaves a function, and with it a call in f. To recover from it and to panic again at each
// call would take a time that grows with the square of their number.
func (c *callSite) left(f *frame, a *activation, around surroundings) {
	a.proto.left(a.trace)
	around.passed(a.trace)
	if caller, ok := f.asActivation(); ok {
		caller.trace = a.trace
	}
}

// called returns the prototype of the function that is called, nil where that is none of the
// interpreter's, and the frame that it is in.
func (c *callSite) called(f *frame) (p *prototype, in *frame) {
	v := c.function.at(f)
	switch {
	case v.typ_ == c.guard.function:
		if def := v.value().UnsafePointer(); def != nil {
			return c.guard.prototype(node{def}), f.root
		}
	case v.flag&indirect != 0:
		if value := *(*unsafe.Pointer)(v.ptr); value != nil {
			if n, in := c.guard.wrappers.nodeOf(value); in != nil {
				return c.guard.prototype(n), in
			}
		}
	}
	return nil, nil
}

// fits reports whether the arguments can be passed as they are. The interpreter makes others of functions,
// and where it has another type for a parameter.
func (c *callSite) fits(f *frame, p *prototype) bool {
	params := p.cells[p.results:]
	for i := range c.args {
		v := c.args[i].in(f)
		if t := inner(&v).typ_; t != params[i].typ_ && (params[i].made != asInterface || t == nil || t == c.guard.function) {
			return false
		}
	}
	return true
}

// pass gives an activation its values: the arguments, and where the results go to.
func (c *callSite) pass(f *frame, a *activation) {
	p := a.proto
	p.make(a.data)
	c.receive(f, a)
	params := a.data[p.results:]
	for i := range c.args {
		v := c.args[i].in(f)
		if cell := &p.cells[p.results+i]; cell.made == amongWords && cell.size == word {
			*(*uintptr)(inner(&params[i]).ptr) = *(*uintptr)(inner(&v).ptr)
		} else {
			params[i].Set(v)
		}
	}
}

// receive gives an activation the values that its results are.
func (c *callSite) receive(f *frame, a *activation) {
	for i := range c.results {
		if r := &c.results[i]; r.index >= 0 {
			a.data[i] = r.in(f)
		} else {
			a.data[i] = reflect.New(a.proto.cells[i].typ).Elem()
		}
	}
}

// callSite returns a call; not ok where it is not to be carried out here.
func (g *guard) callSite(n node) (c *callSite, ok bool) {
	list, parent := g.children(n), *part[node](n.at, g.parent)
	t := g.typeOf(list[0])
	if t.none() || t.kind() != "funcT" || g.spawned[n] || *part[unsafe.Pointer](list[0].at, g.recv) != nil {
		return nil, false
	}
	c = &callSite{guard: g}
	if c.function, ok = g.functionOperand(list[0]); !ok {
		return nil, false
	}
	if c.args, ok = g.arguments(list[1:], t.list("arg"), g.actionOf(n) == g.actions["callSlice"]); !ok {
		return nil, false
	}
	c.results, ok = g.destinations(n, parent, len(t.list("ret")))
	return c, ok
}

// arguments returns where the arguments for parameters are; spread says that the last one is a list. It is not ok where
// there is more to passing them.
func (g *guard) arguments(args []node, params []itype, spread bool) (list []operand, ok bool) {
	if len(args) == 1 && len(params) > 1 && g.resultsOf(args[0]) == len(params) {
		for i, param := range params {
			if param.kind() == "variadicT" {
				return nil, false
			}
			list = append(list, operand{index: *part[int](args[0].at, g.findex) + i})
		}
		return list, list[0].index >= 0
	}
	if len(args) != len(params) {
		return nil, false
	}
	for i, arg := range args {
		from, ok := g.operand(arg)
		if !ok || !g.passable(arg, params[i], spread) {
			return nil, false
		}
		list = append(list, from)
	}
	return list, true
}

// destinations returns where the results of a call go to.
func (g *guard) destinations(call, parent node, results int) (list []operand, ok bool) {
	first := g.result(call)
	if g.kindOf(parent) == g.kinds["returnStmt"] {
		first.level = 0
	}
	for i := range results {
		list = append(list, operand{level: first.level, index: first.index + i})
	}
	if k := g.kindOf(parent); k == g.kinds["defineXStmt"] || k == g.kinds["assignXStmt"] {
		for i, left := range g.children(parent)[:results] {
			if g.identOf(left) == "_" {
				list[i].index = -1
			} else if t := g.typeOf(left); !t.none() && t.kind() == "interfaceT" && len(t.fields()) > 0 {
				return nil, false
			}
		}
	}
	return list, first.index >= 0 || results == 0
}

// passable reports whether an argument is passed as it is, but for what fits says.
func (g *guard) passable(arg node, param itype, spread bool) bool {
	t := g.typeOf(arg)
	if t.none() || g.resultsOf(arg) != 1 {
		return false
	}
	for param.kind() == "linkedT" {
		param = param.inner("val")
	}
	switch kind := param.kind(); {
	case kind == "variadicT":
		return spread
	case kind == "interfaceT":
		return len(param.fields()) == 0 && len(t.list("method")) == 0
	case kind == "errorT":
		return t.kind() == "valueT" || t.kind() == "errorT"
	case kind == "valueT" && param.rtype().Kind() == reflect.Interface:
		return t.kind() == "valueT"
	}
	return true
}

// resultsOf returns how many values there are of what a node computes.
func (g *guard) resultsOf(n node) int {
	if a := g.actionOf(n); a != g.actions["call"] && a != g.actions["callSlice"] {
		return 1
	}
	switch t := g.typeOf(g.children(n)[0]); {
	case t.none():
		return 0
	case t.kind() == "funcT":
		return len(t.list("ret"))
	case t.kind() == "valueT" && t.rtype().Kind() == reflect.Func:
		return t.rtype().NumOut()
	}
	return 1 // a conversion, or one of the functions that the language has
}
