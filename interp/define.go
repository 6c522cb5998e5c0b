package interp

import (
	"context"
	"errors"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/states"
)

// definitions are the states of a program, by the initialiser that defined them.
type definitions map[string][]definition

// definition is a state of the program, and where its definition is.
type definition struct {
	state *states.State[any]
	mark  string
}

// defining collects the states that code defines while it runs.
type defining struct {
	unit  *states.Unit
	owner string // the initialiser that runs
	found definitions
}

// define runs code and returns the states that it defines.
func (g *generation) define(run func() error) (definitions, error) {
	g.definingMu.Lock()
	g.defining = &defining{unit: g.cfg.Registry.NewUnit("program"), found: definitions{}}
	g.definingMu.Unlock()
	err := run()
	d := g.takeDefined()
	return d.found, err
}

// owner takes note that an initialiser is about to run.
func (g *generation) owner(name string) {
	g.definingMu.Lock()
	defer g.definingMu.Unlock()
	if g.defining != nil {
		g.defining.owner = name
		g.defining.found[name] = nil
	}
}

// defined adds a state. Outside of a load, which is at the prompt, it goes to a
// unit of its own.
func (g *generation) defined(def states.Definition, mark string) *states.State[any] {
	g.definingMu.Lock()
	defer g.definingMu.Unlock()
	d := g.defining
	if d == nil {
		d = &defining{unit: g.cfg.Registry.NewUnit(g.scope.input), found: definitions{}}
		g.defining = d
	}
	st := d.unit.Define(def)
	d.found[d.owner] = append(d.found[d.owner], definition{st, mark})
	return st
}

// takeDefined returns what was defined since it was last asked, or nil.
func (g *generation) takeDefined() *defining {
	g.definingMu.Lock()
	defer g.definingMu.Unlock()
	d := g.defining
	g.defining = nil
	return d
}

// foreseen makes the unit of a program that has not run, as far as the sources tell: without
// the states whose names are gone from them, and with those whose names are new.
func (g *generation) foreseen(prog *load.Program) *states.Unit {
	unit := g.cfg.Registry.NewUnit("program")
	was, now := map[string]bool{}, map[string]bool{}
	for _, st := range g.scope.states {
		was[st.Name] = true
	}
	all := g.lower.States(prog)
	for _, st := range all {
		now[st.Name] = true
	}
	for _, owner := range g.lower.Owners(prog) {
		for _, d := range g.defs[owner] {
			if name := d.state.StateName(); now[name] || !was[name] {
				unit.Keep(d.state, g.lower.Version(owner), g.marked(d.mark))
			}
		}
	}
	for _, st := range all {
		if !was[st.Name] {
			unit.Define(states.Definition{Name: st.Name, Type: dyn.TypeName(st.Type), Start: notYet})
		}
	}
	unit.Edges(g.lower.Uses(prog))
	return unit
}

// notYet is the start function of a state whose definition has not run.
func notYet(context.Context) (any, error) { return nil, errors.New("its definition has not run") }

// collect makes the unit of a program: the states that initialisers have defined
// when they ran just now, and of the others what they had.
func (g *generation) collect(prog *load.Program, defined definitions) (*states.Unit, definitions) {
	unit := g.cfg.Registry.NewUnit("program")
	defs := definitions{}
	for _, owner := range g.lower.Owners(prog) {
		list, ran := defined[owner]
		if !ran {
			list = g.defs[owner]
		}
		for _, d := range list {
			st := unit.Keep(d.state, g.lower.Version(owner), g.marked(d.mark))
			defs[owner] = append(defs[owner], definition{st, d.mark})
		}
	}
	unit.Edges(g.lower.Uses(prog))
	return unit, defs
}
