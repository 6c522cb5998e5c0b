package interp

import (
	"context"
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"sort"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/states"
)

// Changes says what a reload did, or would do.
type Changes struct {
	Packages []string       // import paths of what has changed on disk
	Names    []string       // of these packages, as their package clauses say
	Patched  []string       // functions and methods that run new code: nyse.Handler
	Added    []string       // what the program declares now, and did not
	Removed  []string       // what it no longer declares
	Renewed  []string       // package variables that were initialised anew
	States   *states.Report // what became of the states, or nil
	Plan     *states.Plan   // what would become of them, of a plan
	Notes    []string       // what a person should know
}

// Empty reports whether nothing has changed on disk.
func (c Changes) Empty() bool { return len(c.Packages) == 0 }

// String says in one line what became of the code and of the states.
func (c Changes) String() string {
	var parts []string
	add := func(what string, names []string) {
		if len(names) > 0 {
			parts = append(parts, what+" "+strings.Join(names, ", "))
		}
	}
	add("patched", c.Patched)
	add("added", c.Added)
	add("removed", c.Removed)
	add("set anew", c.Renewed)
	if c.States != nil {
		add("stopped", c.States.Stopped())
		add("started", c.States.Started())
	}
	parts = append(parts, c.Notes...)
	if len(parts) == 0 {
		return "nothing has changed"
	}
	return strings.Join(parts, "; ")
}

// change is an edit of the sources that has been checked, lowered and compiled.
// Nothing of it runs yet.
type change struct {
	*load.Edit
	gen     *generation
	program *program
}

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
		return nil, err
	}
	if c.program, err = g.engine.compile(unit); err != nil {
		c.drop()
		return nil, err
	}
	return c, nil
}

// drop makes as if the change had not been staged.
func (c *change) drop() {
	c.gen.lower.Undo()
	c.Revert()
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
// initialisers of package variables define is only known when they run: a state that
// is new, or whose definition has changed, is named by the place of its definition.
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
	unit, _ := c.gen.collect(c.Program, nil)
	if changes.Plan, err = unit.Plan(); err != nil {
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
	g.prog = c.Program
	steps := []func(){func() { g.prog = was }, g.keepVariables(c.program.unit.Inits), g.types.Begin()}
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
	c.program.bind()
	// Code that runs finds the new variables initialised, if their initialisers can
	// do without the functions that have changed.
	first := g.lower.Calls(c.Edit, c.program.unit)
	patch(func(p lower.Patch) bool { return p.New || first })
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

// summary says what a change does to the code.
func (c *change) summary() Changes {
	unit, changes := c.program.unit, Changes{Packages: c.Changed, Names: c.names()}
	before, now := namesIn(c.Gone), namesIn(c.Anew)
	for name := range now {
		if !before[name] {
			changes.Added = append(changes.Added, name)
		}
	}
	for name := range before {
		if !now[name] {
			changes.Removed = append(changes.Removed, name)
		}
	}
	note := func(list *[]string, slot string, isNew bool) {
		name := c.gen.lower.SourceName(slot)
		if _, isInit := lower.InitFunc(slot); name != "" && !isInit && (before[name] || !now[name] && !isNew) {
			*list = append(*list, name)
		}
	}
	for _, p := range unit.Patches {
		note(&changes.Patched, p.Slot, p.New)
	}
	for _, init := range unit.Inits {
		for _, name := range c.gen.lower.Variables(init) {
			note(&changes.Renewed, name, false)
		}
	}
	for _, list := range []*[]string{&changes.Patched, &changes.Added, &changes.Removed, &changes.Renewed} {
		sort.Strings(*list)
		*list = slices.Compact(*list)
	}
	changes.Notes = append(c.initFuncs(), c.uncovered()...)
	return changes
}

// uncovered tells of files that were saved after the prompt had declared again what is in them.
func (c *change) uncovered() []string {
	var notes []string
	for _, path := range c.gen.session.loader.Uncovered() {
		notes = append(notes, fmt.Sprintf("%s was saved: what the prompt had declared in it is as in the file again", load.Relative(path)))
	}
	return notes
}

// names returns the names of the packages that have changed.
func (c *change) names() []string {
	name := map[string]string{}
	for _, list := range [][]*load.Package{c.Gone, c.Program.Packages} {
		for _, pkg := range list {
			name[pkg.Path] = pkg.Name
		}
	}
	out := make([]string, len(c.Changed))
	for i, path := range c.Changed {
		out[i] = name[path]
	}
	return out
}

// namesIn returns what packages declare, methods included.
func namesIn(pkgs []*load.Package) map[string]bool {
	out := map[string]bool{}
	for _, pkg := range pkgs {
		scope := pkg.Types.Scope()
		for _, name := range scope.Names() {
			out[pkg.Name+"."+name] = true
			if n, ok := scope.Lookup(name).Type().(*types.Named); ok && n.Obj() == scope.Lookup(name) {
				for m := range n.Methods() {
					out[pkg.Name+"."+name+"."+m.Name()] = true
				}
			}
		}
	}
	return out
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

// move makes the names of the prompt mean what they meant, in terms of packages
// that were checked anew. It returns what a person should know of those that cannot.
func (s *scope) move(m *lower.Moves) []string {
	var lost []string
	for name, obj := range s.names {
		now, ok := s.moved(m, obj)
		if !ok {
			lost = append(lost, name)
			delete(s.names, name)
			s.stale[name] = fmt.Errorf("%s is of before a reload, which changed the type %s: declare it again", name, dyn.TypeName(obj.Type()))
			continue
		}
		s.names[name] = now
	}
	for _, v := range []**types.Var{&s.last, &s.older, &s.err} {
		if *v != nil {
			now, ok := s.moved(m, *v)
			if *v = nil; ok {
				*v = now.(*types.Var)
			}
		}
	}
	if len(lost) == 0 {
		return nil
	}
	sort.Strings(lost)
	return []string{"stale at the prompt, because a type has changed: " + strings.Join(lost, ", ")}
}

// moved returns what an object of the prompt is now.
func (s *scope) moved(m *lower.Moves, obj types.Object) (types.Object, bool) {
	t, ok := m.Type(obj.Type())
	if !ok || !m.Holds(obj.Type()) {
		return nil, false
	}
	if t == obj.Type() {
		return obj, true
	}
	var now types.Object
	switch obj := obj.(type) {
	case *types.Var:
		now = types.NewVar(obj.Pos(), obj.Pkg(), obj.Name(), t)
	case *types.Const:
		now = types.NewConst(obj.Pos(), obj.Pkg(), obj.Name(), t, obj.Val())
	case *types.Func:
		now = types.NewFunc(obj.Pos(), obj.Pkg(), obj.Name(), t.(*types.Signature))
	default:
		return nil, false
	}
	s.gen.lower.Carry(obj, now)
	return now, true
}
