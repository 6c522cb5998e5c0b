package lower

import (
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// A method of an interface value is found by name at run time. That is slow, so
// the function that calls it (see interfaceMethod) knows the types of the program that
// have such a method: it asks once for the number of the dynamic type, and calls the
// method itself. Everything else, such as a value of a compiled type, goes the long way.

// dispatcher is the function that calls one method of interface values, or all that
// are of the same name and signature.
type dispatcher struct {
	name  string
	pos   token.Pos
	sig   string // parameters and results, as they are written after the name
	proto string // its type
	void  bool   // it has no results
	rest  string // the call for any other type
}

// reached is how a dispatcher calls the method of a type: the statements, which find
// the value in b.
type reached struct{ prepare, call string }

// maxTargets is how many types a dispatcher knows. Each halving of them costs as
// much as a comparison, and each has two lines to compile.
const maxTargets = 64

// dispatch adds the function that d describes to the unit, when all that is
// queued has been written, and the types are known.
func (l *Lowerer) dispatch(key string, d dispatcher) {
	set(l, l.dispatchers, key, d)
	l.unit.dispatch = append(l.unit.dispatch, key)
}

// reach notes how the method of type number id is called: c is that with the receiver
// in the variable v. A dispatcher that there is already is written anew, if functions
// can be replaced.
func (l *Lowerer) reach(id int, t types.Type, sel *types.Selection, c callee, args []string) {
	if !l.tellsApart(t) {
		return
	}
	sig := sel.Type().(*types.Signature)
	taken := "b.(" + l.typ(t) + ")"
	next := reached{strings.TrimSuffix("var v "+l.typ(t)+" = "+taken+"; "+l.refusesNil(t, sel), "; "), returning(sig) + c.call(args)}
	if slices.Equal(c.recv, []string{"v"}) {
		c.recv = []string{taken}
		next = reached{"", returning(sig) + c.call(args)}
	}
	key := dispatchKey(sel.Obj(), l.callProto(sig))
	list := l.targets[key]
	if list[id] == next || list[id] == (reached{}) && len(list) >= maxTargets {
		return
	}
	if list == nil {
		list = map[int]reached{}
		set(l, l.targets, key, list)
	}
	set(l, list, id, next)
	if _, written := l.dispatchers[key]; written && l.live && !slices.Contains(l.unit.dispatch, key) {
		l.unit.dispatch = append(l.unit.dispatch, key)
	}
}

// tellsApart reports whether the interpreter takes a value of that type out of an
// any by an assertion, once it is known that it is one.
func (l *Lowerer) tellsApart(t types.Type) bool {
	if !l.interpreted(t) || l.recursive(t) {
		return false
	}
	n, ok := types.Unalias(deref(t)).(*types.Named)
	if !ok || l.recursive(n) || n.Obj().Pkg() == nil || l.prompt(n.Obj().Pkg()) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Struct: // of which the interpreter looks at the first field
		return u.NumFields() > 0 && u.Field(0).Name() != "IValue"
	case *types.Basic, *types.Pointer:
		return true
	}
	return false
}

// dispatchKey tells apart what is called by the same dispatcher.
func dispatchKey(m types.Object, proto string) string { return m.Name() + proto }

// callProto writes the type of a function that calls a method of an interface value.
func (l *Lowerer) callProto(sig *types.Signature) string {
	return "func" + prepend("any", l.signature(sig))
}

// writeDispatchers adds the dispatchers that the unit needs to it.
func (l *Lowerer) writeDispatchers() {
	for _, key := range l.unit.dispatch {
		d, targets := l.dispatchers[key], l.targets[key]
		g := &group{name: d.name}
		if l.live {
			g.proto = d.proto
		}
		g.code.ln(d.pos, "func %s%s {", self, d.sig)
		if len(targets) > 0 {
			g.code.ln(d.pos, "b, k := %s(x)", l.host("Case"))
			g.cases(d, slices.Sorted(maps.Keys(targets)), targets)
		}
		g.code.ln(d.pos, "%s", d.rest)
		g.code.ln(d.pos, "}")
		l.add(g)
	}
}

// cases writes the calls for the types of these numbers, in order.
func (g *group) cases(d dispatcher, ids []int, targets map[int]reached) {
	if half := len(ids) / 2; half > 1 {
		g.code.ln(d.pos, "if k < %d {", ids[half])
		g.cases(d, ids[:half], targets)
		g.code.ln(d.pos, "} else {")
		g.cases(d, ids[half:], targets)
		g.code.ln(d.pos, "}")
		return
	}
	for _, id := range ids {
		t := targets[id]
		g.code.ln(d.pos, "if k == %d {", id)
		if t.prepare != "" {
			g.code.ln(d.pos, "%s", t.prepare)
		}
		g.code.ln(d.pos, "%s", t.call)
		if d.void {
			g.code.ln(d.pos, "return")
		}
		g.code.ln(d.pos, "}")
	}
}
