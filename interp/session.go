package interp

import (
	"context"
	"io"
	"sync"
	"sync/atomic"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/interp/optional"
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
	Cache    string           // a directory to keep what the go command says in; "" keeps nothing

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
	inputs  inputs

	exec bool // the program is all there is: a panic ends the process

	versions map[string]string // of the modules that are linked in, as the program asks for them

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

	defs      definitions // of the program
	unapplied bool        // the registry has refused them
	tasks     tasks       // that run of the prompt

	imports   importing // by the program
	sentinels sentinels // of it

	called map[*load.Package]*packageCalls // who calls whom

	definingMu sync.Mutex
	defining   *defining // what is defined while code runs
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
	if _, _, err := s.apply(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

func newSession(cfg Config) *Session {
	s := &Session{cfg: cfg, symbols: symbols.All(cfg.Linked), stdio: newStdio(&cfg)}
	s.symbols.Act(cfg.Registry)
	s.symbols.Replace(s.stdio.exports())
	s.loader = load.New(load.Config{Dir: cfg.Dir, Patterns: cfg.Patterns, Env: cfg.Env, Host: Module, Cache: cfg.Cache, Ready: s.linked})
	return s
}

// prepare checks, lowers and compiles the sources as they are on disk.
func (s *Session) prepare(ctx context.Context) error {
	var g *generation
	var unit *lower.Unit
	lowered := func(prog *load.Program) (_ *lower.Lowerer, err error) {
		g = s.newGeneration(prog)
		unit, err = g.lower.Program(prog)
		return g.lower, err
	}
	var err error
	if len(s.cfg.Patterns) > 0 {
		err = s.load(ctx, lowered)
	} else {
		_, err = lowered(&load.Program{Fset: s.loader.Fset()})
	}
	if err != nil {
		return err
	}
	if err := g.compile(unit); err != nil {
		return err
	}
	s.pending = g
	return nil
}

// newGeneration returns what is to become a program in an interpreter of its own.
func (s *Session) newGeneration(prog *load.Program) *generation {
	g := &generation{session: s, cfg: &s.cfg, symbols: s.symbols, prog: prog, lower: lower.New(prog.Fset, s.symbols)}
	if !s.exec {
		g.lower.Live()
	}
	g.lower.Borrow(s.loader)
	g.lower.Redirect(s.stdio.files())
	g.types = g.lower.Types()
	g.imports.of(prog)
	g.sentinels.of(g, prog)
	g.types.Import(dyn.Compiled{Package: g.imports.pkg, Wrapper: s.symbols.Wrapper, Wrap: optional.Wrap})
	g.scope = newScope(g, s.loader)
	return g
}

// compile compiles what was lowered of the program.
func (g *generation) compile(unit *lower.Unit) (err error) {
	s := g.session
	if g.engine, err = newEngine(s.cfg, s.symbols, &s.inputs, g.host(), g.logging()); err != nil {
		return err
	}
	if !s.exec {
		g.engine.channels = &channels{}
	}
	g.main, err = g.engine.load(unit)
	return err
}

// apply runs the pending generation and makes its states the registry's. It
// returns the generation if that is what runs now, also when states that had to be
// restarted failed to.
func (s *Session) apply(ctx context.Context) (*generation, *states.Report, error) {
	g := s.pending
	s.pending = nil
	old := s.running.Swap(g)
	defined, err := g.define(func() error { return g.engine.run(g.main) })
	s.stdio.flush()
	if err != nil {
		s.running.Store(old)
		return nil, nil, err
	}
	unit, defs := g.collect(g.prog, defined)
	report, err := unit.Apply(ctx)
	if report.Refused() {
		s.running.Store(old)
		return nil, report, err
	}
	g.defs = defs
	s.gen = g
	return g, report, err
}
