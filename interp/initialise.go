package interp

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"github.com/mrepl/mrepl/interp/lower"
)

// again is a reload of sources that have not changed since the last one: what the
// registry refused then, as another operation was under way, is applied.
func (g *generation) again(ctx context.Context) (Changes, error) {
	if !g.unapplied {
		return Changes{}, nil
	}
	unit, defs := g.collect(g.prog, nil)
	report, err := unit.Apply(ctx)
	if g.unapplied = report.Refused(); !g.unapplied {
		g.defs = defs
	}
	return Changes{States: report}, err
}

// initialise sets the functions that have changed and runs the initialisers. It
// returns the states that these defined, by initialiser, and what takes it back.
func (c *change) initialise() (defined definitions, undo func(), err error) {
	g := c.gen
	was := g.prog
	g.program(c.Program)
	steps := []func(){func() { g.program(was) }, g.keepVariables(c.program.unit.Inits), g.types.Begin()}
	undo = func() {
		for _, step := range slices.Backward(steps) {
			step()
		}
	}
	patch := func(which func(lower.Patch) bool) {
		if err == nil {
			var step func()
			if step, err = g.engine.patch(c.program.unit, which); err == nil {
				steps = append(steps, step)
			}
		}
	}
	// From bind on code that runs finds new methods, which call new functions.
	patch(func(p lower.Patch) bool { return p.New })
	c.program.bind()
	// It finds the new variables initialised, if their initialisers can do without the
	// functions that have changed.
	first := g.lower.Calls(c.Edit, c.program.unit)
	patch(func(p lower.Patch) bool { return !p.New && first })
	if err == nil {
		defined, err = g.define(func() error { return g.engine.run(c.program) })
		g.session.stdio.flush()
	}
	for _, init := range c.program.unit.Inits {
		if _, ok := defined[init]; !ok && err == nil {
			defined[init] = nil
		}
	}
	patch(func(p lower.Patch) bool { return !p.New && !first })
	return defined, undo, err
}

// keepVariables returns what gives the package variables of these initialisers
// the values that they have now.
func (g *generation) keepVariables(inits []string) (restore func()) {
	var restores []func()
	for _, init := range inits {
		for _, name := range g.lower.Variables(init) {
			v, ok := g.engine.slots.variable(g.engine.yaegi, name)
			if !ok || !v.CanSet() {
				continue
			}
			was := reflect.New(v.Type()).Elem()
			was.Set(v)
			restores = append(restores, func() { v.Set(was) })
		}
	}
	return func() {
		for _, restore := range restores {
			restore()
		}
	}
}

// initFuncs tells of init functions that have changed: they have run.
func (c *change) initFuncs() []string {
	var notes []string
	for _, p := range c.program.unit.Patches {
		if pkg, ok := lower.InitFunc(p.Slot); ok && !p.New {
			notes = append(notes, fmt.Sprintf("an init function of %s has changed: it runs again with reset --all", pkg))
		}
	}
	return slices.Compact(notes)
}
