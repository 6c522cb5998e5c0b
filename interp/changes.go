package interp

import (
	"fmt"
	"go/types"
	"slices"
	"sort"
	"strings"

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

// drop makes as if the change had not been staged.
func (c *change) drop() {
	c.gen.lower.Undo()
	c.Revert()
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
