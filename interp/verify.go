package interp

import (
	"context"
	"go/format"
	"go/types"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/interp/symbols"
	"github.com/mrepl/mrepl/interp/symbols/gen"
)

// Verdict is what Check found out about a program.
type Verdict struct {
	Interpreted []string          // import paths of the packages that would be interpreted
	Native      map[string]string // packages of the main module that would be compiled in, and why and where
	Linked      []string          // packages that have to be compiled in: of other modules, and a few of the standard library
	Lowered     []byte            // what the interpreter would be given, formatted
}

// Check type-checks and lowers the packages of cfg, and compiles them for the
// interpreter if what they import is compiled into this process. It runs nothing.
// Problems in the sources, and code that cannot be interpreted, come back as
// load.Errors, all that were found.
func Check(ctx context.Context, cfg Config) (*Verdict, error) {
	s := newSession(cfg)
	s.loader = load.New(load.Config{Dir: cfg.Dir, Patterns: cfg.Patterns, Env: cfg.Env, Host: Module})
	var prog *load.Program
	var foreign []string
	var unit *lower.Unit
	err := s.load(ctx, func(p *load.Program) (_ *lower.Lowerer, err error) {
		prog, foreign = p, s.foreign(p)
		l := lower.New(prog.Fset, lenient{s.symbols, foreign, imported(prog)})
		l.Borrow(s.loader)
		unit, err = l.Program(prog)
		return l, err
	})
	if err != nil {
		return nil, err
	}
	v := &Verdict{Native: map[string]string{}}
	for path, why := range prog.Reasons {
		v.Native[path] = why.String()
	}
	for _, pkg := range prog.Packages {
		v.Interpreted = append(v.Interpreted, pkg.Path)
	}
	for _, path := range foreign {
		if _, own := prog.Reasons[path]; !own {
			v.Linked = append(v.Linked, path)
		}
	}
	if v.Lowered, err = format.Source([]byte(unit.Text())); err != nil {
		return nil, &InternalError{Detail: err.Error()}
	}
	if s.linked(prog) == nil {
		err = s.compiles(prog)
	}
	return v, err
}

// compiles reports what keeps the interpreter from compiling a program.
func (s *Session) compiles(prog *load.Program) error {
	g := s.newGeneration(prog)
	unit, err := g.lower.Program(prog)
	if err != nil {
		return err
	}
	return g.compile(unit)
}

// lenient takes it that packages which are still to be compiled in have all
// their names, and the instances that those mention.
type lenient struct {
	*symbols.Table
	linked []string
	types  map[string]*types.Package
}

// Has reports whether the package at path has, or will have, that name.
func (t lenient) Has(path, name string) bool {
	if t.Table.Has(path, name) || !slices.Contains(t.linked, path) {
		return t.Table.Has(path, name)
	}
	if pkg := t.types[path]; pkg != nil && strings.Contains(name, "__") {
		return gen.Instances(pkg)[name] != nil
	}
	return true
}

// imported returns the packages that a program imports, by import path.
func imported(prog *load.Program) map[string]*types.Package {
	all := map[string]*types.Package{}
	var visit func(*types.Package)
	visit = func(p *types.Package) {
		for _, q := range p.Imports() {
			if all[q.Path()] == nil {
				all[q.Path()] = q
				visit(q)
			}
		}
	}
	for _, p := range prog.Packages {
		visit(p.Types)
	}
	return all
}
