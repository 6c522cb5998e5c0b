package states

import "slices"

// same reports whether definition i is the one that its state has.
func (u *Unit) same(i int) bool {
	n := u.nodes[i]
	return u.defs[i].version != "" && !n.removed && n.def != nil && n.def.version == u.defs[i].version
}

// install puts the unit's definitions in place and plans what follows from that. The
// function it returns takes them back again. r.mu is held.
//
// Definitions can change hands first, since an instance stops by what was captured
// with it. What is stopped is worked out on the graph as it was, what is started on
// the new one.
func (u *Unit) install() (p *plan, takeBack func()) {
	r := u.reg
	r.link()
	p = &plan{}
	c := u.changes()
	again := c.stops(p)
	takeBack = u.place(p)
	r.link()
	for _, n := range c.deleted {
		p.steps = append(p.steps, step{n: n, action: ActionDelete})
	}
	gone := setOf(slices.Concat(c.deleted, c.halted))
	again = slices.DeleteFunc(again, func(n *node) bool { return gone[n] })
	c.starts(p, again)
	return p, takeBack
}

// reloadChanges sorts the states that a unit touches.
type reloadChanges struct {
	reg       *Registry
	deleted   []*node
	restarted []*node // running, to be restarted
	halted    []*node // running, to be stopped
}

func (u *Unit) changes() *reloadChanges {
	c := &reloadChanges{reg: u.reg}
	mine := setOf(u.nodes)
	for _, n := range u.reg.order {
		if n.def.ownedBy(u.owner) && !mine[n] {
			c.deleted = append(c.deleted, n)
		}
	}
	for i, n := range u.nodes {
		if n.cell.Load() == nil || u.same(i) {
			continue
		}
		switch u.defs[i].policy {
		case ReloadRestart:
			c.restarted = append(c.restarted, n)
		case ReloadStop:
			c.halted = append(c.halted, n)
		}
	}
	return c
}

// stops plans the stops of a reload and returns what is to run again.
func (c *reloadChanges) stops(p *plan) []*node {
	r := c.reg
	again := r.withUsers(c.restarted)
	all := slices.Concat(again, c.deleted, c.halted)
	r.newMark()
	all = slices.DeleteFunc(all, func(n *node) bool { return !r.visit(n) || n.cell.Load() == nil })
	changed, gone := setOf(slices.Concat(c.restarted, c.halted)), setOf(c.deleted)
	stopping := setOf(all)
	p.bare = changed // their stops take substitutes away
	for _, n := range r.stopOrder(all) {
		st := step{n: n, action: ActionStop}
		switch {
		case gone[n]:
			st.why = &reason{text: "it was deleted"}
		case changed[n]:
			st.why = &reason{text: "its definition changed"}
		default:
			st.why, st.keep = &reason{"it uses", n.usedAmong(stopping)}, true
		}
		p.steps = append(p.steps, st)
	}
	return again
}

// starts plans to start again what ran, with what that needs now.
func (c *reloadChanges) starts(p *plan, again []*node) {
	r := c.reg
	before := setOf(again)
	starts := slices.DeleteFunc(r.withDeps(again, p), func(n *node) bool {
		return !before[n] && n.cell.Load() != nil
	})
	for _, n := range starts {
		st := step{n: n, action: ActionStart, again: true, why: &reason{text: "it ran before"}}
		if !before[n] {
			st.why = &reason{text: "what ran before needs it now"}
		}
		p.steps = append(p.steps, st)
	}
}

// place registers the unit's states and definitions, in the place of the owner's
// first state, and notes it in p. r.mu is held.
func (u *Unit) place(p *plan) (takeBack func()) {
	r := u.reg
	type former struct {
		n       *node
		def     *definition
		removed bool
		seen    *[]sighting
	}
	var formers []former
	order, known := r.order, map[*node]bool{}
	by := &owner{u.owner}
	for i, n := range u.nodes {
		formers = append(formers, former{n, n.def, n.removed, n.seen.Load()})
		known[n] = r.byName[n.name] == n
		same := u.same(i)
		u.defs[i].static, u.defs[i].owner = u.edges[n.name], by
		switch {
		case !known[n]:
			p.steps = append(p.steps, step{n: n, action: ActionDefine})
			r.insert(n)
		case !same:
			p.steps = append(p.steps, step{n: n, action: ActionRedefine})
		}
		n.def, n.removed = u.defs[i], false
		if !same {
			n.seen.Store(nil)
		}
	}
	r.order, r.unlinked = u.placed(), true
	return func() {
		for _, f := range formers {
			if !known[f.n] {
				r.remove(f.n)
			}
			f.n.def, f.n.removed = f.def, f.removed
			f.n.seen.Store(f.seen)
		}
		r.order, r.unlinked = order, true
	}
}

// placed returns the registration order with the unit's states, together, where the
// first of its owner's states was; at the end if there was none.
func (u *Unit) placed() []*node {
	mine := setOf(u.nodes)
	order := make([]*node, 0, len(u.reg.order)+len(u.nodes))
	done := false
	for _, n := range u.reg.order {
		if !done && n.def.ownedBy(u.owner) {
			order, done = append(order, u.nodes...), true
		}
		if !mine[n] {
			order = append(order, n)
		}
	}
	if !done {
		order = append(order, u.nodes...)
	}
	return order
}

// forget removes n from the registry. It is remembered, so that handles on a state of
// its name that comes back read the same instance. r.mu is held.
func (r *Registry) forget(n *node) {
	r.remove(n)
	r.order = slices.DeleteFunc(slices.Clone(r.order), func(x *node) bool { return x == n })
	n.removed, n.subs = true, nil
	n.def = &definition{pos: n.def.pos, typ: n.def.typ} // lets go of the code that is gone
	if r.buried == nil {
		r.buried = map[string]*node{}
	}
	r.buried[n.name] = n
	r.unlinked = true
}
