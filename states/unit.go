package states

import (
	"context"
	"time"
)

// A Definition is a state as a loader read it. Its value has no static type.
type Definition struct {
	Name      string // the full name
	Pos       string // file:line
	Doc, Type string
	Start     func(context.Context) (any, error)
	Stop      func(context.Context, any) error // nil: nothing to do
	Check     func(context.Context, any) error // nil: no check
	Accepts   func(any) error                  // what may stand in for the value; nil: anything
	OnReload  Policy
	Timeout   time.Duration
	Needs     []Ref

	// Version tells definitions of a state apart. If it is not empty and that of the
	// known definition is the same, the state is not redefined: what runs, runs
	// on, whatever OnReload says, and its next start uses the new functions.
	Version string
}

// An owner is whoever loads and reloads a set of states.
type owner struct{ name string }

// ownedBy reports whether the definition is of a unit of that owner.
func (d *definition) ownedBy(name string) bool { return d.owner != nil && d.owner.name == name }

// A Unit collects the definitions of one load. Nothing of it is visible in the
// registry before [Unit.Apply]. A Unit is used by one goroutine.
type Unit struct {
	reg      *Registry
	owner    string
	nodes    []*node
	defs     []*definition
	at       map[string]int // where in nodes and defs a name is
	edges    map[string][]string
	problems []error
	applied  bool
}

// NewUnit begins a load of the states that belong to owner.
func (r *Registry) NewUnit(owner string) *Unit {
	return &Unit{reg: r, owner: owner, at: map[string]int{}}
}

// Define adds a state, after those that were added before. The handle it returns
// reads the same instance as every other handle on a state of that name. Its
// chained methods describe the definition that the unit holds. What is wrong with the
// definition is told by Plan and Apply.
func (u *Unit) Define(d Definition) *State[any] {
	r := u.reg
	r.mu.Lock()
	defer r.mu.Unlock()
	n := r.byName[d.Name]
	if n == nil {
		n = r.buried[d.Name]
	}
	if n == nil {
		n = &node{reg: r, name: d.Name}
	}
	def := d.definition()
	u.check(n, d.Pos, d.Start != nil)
	u.hold(n, def)
	return &State[any]{node: n, decl: def}
}

// check notes what is wrong with a definition of n.
func (u *Unit) check(n *node, pos string, starts bool) {
	e := &DefinitionError{Name: n.name, Pos: pos, Problem: validFullName(n.name)}
	twice, defined := u.at[n.name]
	switch {
	case e.Problem != "":
	case !starts:
		e.Problem = "it has no start function"
	case defined:
		e.Other = u.defs[twice].pos
		e.Problem = "it is defined already, at " + e.Other
	case n.def != nil && !n.removed && !n.def.ownedBy(u.owner):
		e.Other = n.def.pos
		e.Problem = "it is defined already, outside this load, at " + e.Other
	default:
		return
	}
	u.problems = append(u.problems, e)
}

// definition returns d as the registry keeps it.
func (d Definition) definition() *definition {
	def := &definition{
		pos: d.Pos, doc: d.Doc, typ: d.Type, version: d.Version,
		policy: d.OnReload, timeout: d.Timeout, needs: d.Needs,
	}
	def.start = func(ctx context.Context) (*instance, error) {
		v, err := d.Start(ctx)
		if err != nil {
			return nil, err
		}
		return newLive(v), nil
	}
	if d.Stop != nil {
		def.stop = func(ctx context.Context, in *instance) error { return d.Stop(ctx, in.held.value()) }
	}
	if d.Check != nil {
		def.check = func(ctx context.Context, in *instance) error { return d.Check(ctx, in.held.value()) }
	}
	def.wrap = func(v any) (*instance, error) {
		if d.Accepts != nil {
			if err := d.Accepts(v); err != nil {
				return nil, err
			}
		}
		return newLive(v), nil
	}
	return def
}

// Edges says which states use which, by full name, as read in the source.
func (u *Unit) Edges(uses map[string][]string) { u.edges = uses }

// Refuse makes Plan and Apply fail with err, as a definition that is wrong does. A nil
// error does nothing.
func (u *Unit) Refuse(err error) {
	if err != nil {
		u.problems = append(u.problems, err)
	}
}

// Plan returns what Apply would do.
func (u *Unit) Plan() (*Plan, error) {
	r := u.reg
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := join(u.problems); err != nil {
		return &Plan{Op: OpReload}, err
	}
	if err := u.claim(); err != nil {
		return &Plan{Op: OpReload}, err
	}
	p, takeBack := u.install()
	defer takeBack()
	return p.publish(OpReload), nil
}

// Apply makes the owner's states exactly those of the unit, in their order.
//
// New ones are registered, in their place. Known ones take the new definition, in
// place; what runs of them is restarted, stopped or left alone, as OnReload of
// the new definition says, with the running states that use it when it is
// restarted. What a restarted state needs is started too. Those that are missing from
// the unit are stopped and forgotten. Whatever stops, stops by the stop it was
// started with; and whatever fails, the new definitions are in place.
//
// A name that is none, or is defined twice or outside the owner's states, or a
// definition without a start, is a *[DefinitionError]; then nothing at all changes.
func (u *Unit) Apply(ctx context.Context) (*Report, error) {
	r := u.reg
	o, err := r.begin(ctx, OpReload, how{})
	if err != nil {
		return &Report{Op: OpReload, refused: err}, err
	}
	r.mu.Lock()
	err = join(u.problems)
	if err == nil {
		err = u.claim()
	}
	if err != nil {
		r.mu.Unlock()
		o.report.refused = err
		close(o.done)
		return o.end()
	}
	p, _ := u.install()
	u.applied = true
	r.mu.Unlock()
	o.execute(p)
	return o.end()
}

// claim checks that the names are still the owner's to define. r.mu is held.
func (u *Unit) claim() error {
	if u.applied {
		return errApplied
	}
	for i, n := range u.nodes {
		if known := u.reg.byName[n.name]; known != nil && known != n {
			return &DefinitionError{
				Name: n.name, Pos: u.defs[i].pos, Other: known.def.pos,
				Problem: "it was defined meanwhile, at " + known.def.pos,
			}
		}
	}
	return nil
}
