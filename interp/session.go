package interp

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"sort"
	"sync"
	"sync/atomic"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/interp/symbols"
	"github.com/mrepl/mrepl/states"
)

// Module is the module of the interpreter, whose packages are part of the
// running binary.
const Module = "github.com/mrepl/mrepl"

// Config says what to load, and into what.
type Config struct {
	Dir      string           // where Patterns are resolved; "" is the current directory
	Patterns []string         // as for the go command; none gives a session without a program
	Registry *states.Registry // where the states go; nil is states.Default
	Linked   Exports          // symbols of packages compiled in besides the standard library
	Env      []string         // the environment of the go command; nil is this process's

	// The standard streams of interpreted code; nil are the process's. What the code
	// writes through its os.Stdout and os.Stderr goes there too, and is there when
	// the code returns.
	Stdin          io.Reader
	Stdout, Stderr io.Writer

	Exit func(code int) // what os.Exit calls; nil is os.Exit
}

// Session is a program that is loaded, can be loaded again, and can be talked
// to. Its methods may be called by any goroutine; they take turns.
type Session struct {
	cfg     Config
	loader  *load.Loader
	symbols *symbols.Table
	stdio   *stdio

	exec bool // the program is all there is: a panic ends the process

	running atomic.Pointer[generation] // the one whose code was run last

	mu      sync.Mutex
	gen     *generation // what runs
	pending *generation // checked and compiled, not yet run
}

// generation is one load of the program: an interpreter with all of it.
type generation struct {
	session *Session
	cfg     *Config
	symbols *symbols.Table
	prog    *load.Program
	types   *dyn.Table
	lower   *lower.Lowerer
	engine  *engine
	main    *program
	scope   *scope   // the names of the prompt
	results sync.Map // unit name -> *[]any: what a unit that runs hands over

	unitMu sync.Mutex
	unit   *states.Unit // collects what is defined while code runs
}

// Open loads and runs the packages of cfg: their states are then registered,
// and none is started. Problems in the sources come back as load.Errors, packages that
// are not compiled in as a *NotLinkedError; in both cases nothing has run.
func Open(ctx context.Context, cfg Config) (*Session, error) {
	if cfg.Registry == nil {
		cfg.Registry = states.Default
	}
	s := newSession(cfg)
	if err := s.prepare(ctx); err != nil {
		return nil, err
	}
	if _, err := s.apply(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

func newSession(cfg Config) *Session {
	s := &Session{cfg: cfg, symbols: symbols.All(cfg.Linked), stdio: newStdio(&cfg)}
	s.symbols.Act(cfg.Registry)
	s.symbols.Replace(s.stdio.exports())
	s.loader = load.New(load.Config{Dir: cfg.Dir, Patterns: cfg.Patterns, Env: cfg.Env, Host: Module, Ready: s.linked})
	return s
}

// prepare checks, lowers and compiles the sources as they are on disk.
func (s *Session) prepare(ctx context.Context) error {
	prog := &load.Program{Fset: s.loader.Fset()}
	if len(s.cfg.Patterns) > 0 {
		var err error
		if prog, err = s.loader.Load(ctx); err != nil {
			return err
		}
	}
	g, err := s.generate(prog)
	if err != nil {
		return err
	}
	s.pending = g
	return nil
}

// generate lowers and compiles a program in an interpreter of its own.
func (s *Session) generate(prog *load.Program) (*generation, error) {
	g := &generation{session: s, cfg: &s.cfg, symbols: s.symbols, prog: prog, lower: lower.New(prog.Fset, s.symbols)}
	if !s.exec {
		g.lower.Live()
	}
	g.lower.Borrow(s.loader)
	g.lower.Redirect(s.stdio.files())
	g.types = g.lower.Types()
	g.scope = newScope(g, s.loader)
	unit, err := g.lower.Program(prog)
	if err != nil {
		return nil, err
	}
	if g.engine, err = newEngine(s.cfg, s.symbols, g.host()); err != nil {
		return nil, err
	}
	if g.main, err = g.engine.load(unit); err != nil {
		return nil, err
	}
	return g, nil
}

// apply runs the pending generation and makes its states the registry's. It
// returns the generation if that is what runs now, also when states that had to be
// restarted failed to.
func (s *Session) apply(ctx context.Context) (*generation, error) {
	g := s.pending
	s.pending = nil
	g.unit = s.cfg.Registry.NewUnit("program") // nothing of g runs yet
	old := s.running.Swap(g)
	err := g.engine.run(g.main)
	s.stdio.flush()
	if err != nil {
		s.running.Store(old)
		return nil, err
	}
	unit := g.takeUnit()
	unit.Edges(lower.Uses(g.prog))
	report, err := unit.Apply(ctx)
	if report.Refused() {
		s.running.Store(old)
		return nil, err
	}
	s.gen = g
	return g, err
}

// definitions returns the unit that collects states. Outside of a load, which
// is at the prompt, a new one is begun.
func (g *generation) definitions() *states.Unit {
	g.unitMu.Lock()
	defer g.unitMu.Unlock()
	if g.unit == nil {
		g.unit = g.cfg.Registry.NewUnit(fmt.Sprintf("prompt %d", g.scope.evals))
	}
	return g.unit
}

// takeUnit returns what was defined since it was last asked, or nil.
func (g *generation) takeUnit() *states.Unit {
	g.unitMu.Lock()
	defer g.unitMu.Unlock()
	unit := g.unit
	g.unit = nil
	return unit
}

// Changes says what a reload did.
type Changes struct {
	Packages []string // import paths of what was loaded anew
	Notes    []string // what a person should know
}

// Check reports whether the sources on disk differ from what is loaded, and
// the problems in them, as Open does. It changes nothing that runs.
func (s *Session) Check(ctx context.Context) (changed bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.prepare(ctx); err != nil {
		s.pending = nil
		return true, err
	}
	return len(changedPackages(s.gen.prog, s.pending.prog)) > 0, nil
}

// Reload loads the program again if its sources have changed, or in any case
// with all. Variables of the prompt whose types belong to the program are dropped
// with the old one; a note says which.
//
// After an error without Changes nothing has been touched. With Changes the new
// program is in place, and the error is that of states which had to be restarted.
func (s *Session) Reload(ctx context.Context, all bool) (Changes, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.prepare(ctx); err != nil {
		s.pending = nil
		return Changes{}, err
	}
	old := s.gen
	packages := changedPackages(old.prog, s.pending.prog)
	if all {
		packages = nil
		for _, pkg := range s.pending.prog.Packages {
			packages = append(packages, pkg.Path)
		}
	}
	if len(packages) == 0 {
		s.pending = nil
		return Changes{}, nil
	}
	g, err := s.apply(ctx)
	if g == nil {
		return Changes{}, err
	}
	return Changes{Packages: packages, Notes: g.scope.inherit(old.scope)}, err
}

// changedPackages returns the packages whose sources differ, and those that are gone.
func changedPackages(old, new *load.Program) []string {
	sums := map[string][sha256.Size]byte{}
	for _, pkg := range old.Packages {
		sums[pkg.Path] = pkg.Sum
	}
	var out []string
	for _, pkg := range new.Packages {
		if sum, ok := sums[pkg.Path]; !ok || sum != pkg.Sum {
			out = append(out, pkg.Path)
		}
		delete(sums, pkg.Path)
	}
	for path := range sums {
		out = append(out, path)
	}
	sort.Strings(out)
	return out
}
