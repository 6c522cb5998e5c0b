package interp

import (
	"context"
	"slices"
)

// stage checks, lowers and compiles what has changed on disk. It returns nil if
// nothing has. After an error, and after drop, everything is as it was.
func (s *Session) stage(ctx context.Context) (*change, error) {
	g := s.gen
	e, err := s.loader.Edit(ctx, g.prog)
	if err != nil || e.Empty() {
		return nil, err
	}
	c := &change{Edit: e, gen: g}
	e.Commit()
	unit, err := g.lower.Change(e)
	if err != nil {
		e.Revert()
		return nil, g.instead(err)
	}
	if c.program, err = g.engine.compile(unit); err != nil {
		c.drop()
		return nil, err
	}
	return c, nil
}

// Check reports whether the sources on disk differ from what is loaded, and
// the problems in them, as Open does. It changes nothing that runs.
func (s *Session) Check(ctx context.Context) (changed bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.cfg.Patterns) == 0 {
		return false, nil
	}
	c, err := s.stage(ctx)
	if err != nil {
		return true, err
	}
	if c == nil {
		return false, nil
	}
	c.drop()
	return true, nil
}

// Plan returns what Reload would do. It changes nothing that runs. What the
// initialisers of package variables define is only known when they run: a state whose
// name is no constant in the source is taken to be what it was.
func (s *Session) Plan(ctx context.Context) (Changes, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.cfg.Patterns) == 0 {
		return Changes{}, nil
	}
	c, err := s.stage(ctx)
	if err != nil || c == nil {
		return Changes{}, err
	}
	defer c.drop()
	changes := c.summary()
	for _, st := range c.gen.lower.States(c.Program) { // told as a state
		name := st.Pkg.Name + "." + st.Var.Name()
		changes.Added = slices.DeleteFunc(changes.Added, func(added string) bool { return added == name })
	}
	if changes.Plan, err = c.gen.foreseen(c.Program).Plan(); err != nil {
		return Changes{}, err
	}
	return changes, nil
}

// Reload makes the program what its sources say now, while it runs. Functions and
// methods whose code has changed are replaced, wherever they are called from. Package
// variables keep their values unless their own initialiser or type has changed.
// States are restarted, as their OnReload says, when their definition or the type of
// their value has; those that are gone are stopped and forgotten. With all, everything
// is loaded anew, all package variables included.
//
// After an error without Changes nothing has been touched. With Changes the new
// program is in place, and the error is that of states which had to be restarted.
func (s *Session) Reload(ctx context.Context, all bool) (Changes, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.cfg.Patterns) == 0 {
		return Changes{}, nil
	}
	if all {
		return s.reloadAll(ctx)
	}
	c, err := s.stage(ctx)
	if err != nil {
		return Changes{}, err
	}
	if c == nil {
		return s.gen.again(ctx)
	}
	return s.install(ctx, c)
}

// install puts a change in place.
func (s *Session) install(ctx context.Context, c *change) (Changes, error) {
	g := c.gen
	changes := c.summary()
	defined, undo, err := c.initialise()
	if err != nil {
		undo()
		c.drop()
		return Changes{}, err
	}
	unit, _ := g.collect(c.Program, defined)
	if _, err := unit.Plan(); err != nil {
		undo()
		c.drop()
		return Changes{}, err
	}
	moves := g.lower.Moves(c.Edit)
	notes := g.scope.move(moves)
	g.lower.Done(c.Edit, c.program.unit)
	g.engine.forget(c.program.unit.Former())
	s.loader.Done(c.Edit)
	unit, g.defs = g.collect(c.Program, defined)
	g.scope.states = g.lower.States(g.prog)
	report, err := unit.Apply(ctx)
	g.unapplied = report.Refused()
	changes.States, changes.Notes = report, slices.Concat(changes.Notes, notes, c.atNextStart(report))
	return changes, err
}

// reloadAll loads the program into an interpreter of its own.
func (s *Session) reloadAll(ctx context.Context) (Changes, error) {
	if err := s.prepare(ctx); err != nil {
		s.pending = nil
		return Changes{}, err
	}
	return s.applyAll(ctx)
}

// applyAll puts what was prepared in the place of what runs.
func (s *Session) applyAll(ctx context.Context) (Changes, error) {
	old := s.gen
	g, report, err := s.apply(ctx)
	if g == nil {
		return Changes{}, err
	}
	changes := Changes{States: report, Notes: g.scope.inherit(old.scope)}
	for _, pkg := range g.prog.Packages {
		changes.Packages, changes.Names = append(changes.Packages, pkg.Path), append(changes.Names, pkg.Name)
	}
	return changes, err
}
