package load

import (
	"context"
	"crypto/sha256"
	"go/ast"
	"go/token"
	"go/types"
)

// Package is one package that is interpreted, parsed and checked.
type Package struct {
	Path  string // import path
	Name  string // the name in its package clause
	Rel   string // where it lies in the program: the prefix of its states' names
	Dir   string
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
	Sum   [sha256.Size]byte // of the names and contents of its files

	Embeds []*Embed // the variables that //go:embed directives set

	listed *listed
	texts  []string // the contents of Files
}

// Program is a set of interpreted packages and what they need.
type Program struct {
	Fset     *token.FileSet
	Packages []*Package        // interpreted, each after the packages it imports
	Roots    []string          // import paths that the patterns named
	Native   []string          // import paths of the native packages that interpreted ones import
	Blank    []string          // those of Native that are only ever imported for their effect
	Reasons  map[string]Reason // native packages of the main module: why they are
	Module   string            // path of the main module, "" outside of one
	ModDir   string            // its directory
	Versions map[string]string // of the modules that are not interpreted and that it is made of, by path
	Go       string            // the version of Go in use, such as go1.26.1; "" when that is not known

	nativeSums map[string]string // see sumNatives
}

// Package returns the interpreted package of that import path, or nil.
func (p *Program) Package(path string) *Package {
	for _, pkg := range p.Packages {
		if pkg.Path == path {
			return pkg
		}
	}
	return nil
}

// Config says what to load.
type Config struct {
	Dir      string   // where patterns are resolved; "" is the current directory
	Patterns []string // as for the go command: directories, import paths, ./..., or .go files
	Env      []string // the environment of the go command; nil is this process's

	// Cache is a directory that what the go command says of native packages is
	// kept in; "" keeps nothing.
	Cache string

	// Host is the module of the interpreter itself. Its packages are part of the
	// running binary and so always native, but for those below Host/examples.
	Host string

	// Ready is called when it is known what the program imports, before the
	// types of native packages are read, which may have to be compiled for that.
	// An error ends the load.
	Ready func(*Program) error
}

// Loader loads a program, and loads it again after its sources changed.
// Its methods must not be called at the same time.
type Loader struct {
	cfg    Config
	fset   *token.FileSet
	native *natives

	sources map[string]*Package // native packages read as source
	asked   []string            // packages of the standard library to interpret
	tree    tree                // what the sources looked like when they were last listed

	disk     disk
	parsed   map[string]parsed  // by file, what an edit has parsed
	overlays map[string]overlay // by file
}

// New returns a loader of what cfg names. Nothing is read yet.
func New(cfg Config) *Loader {
	fset := token.NewFileSet()
	return &Loader{cfg: cfg, fset: fset, native: newNatives(fset, cfg)}
}

// Fset returns the file set of everything this loader parses.
func (l *Loader) Fset() *token.FileSet { return l.fset }

// Interpret has packages of the standard library be interpreted too where the program uses
// them, from the next Load on. They stay native if other native packages than those of the
// standard library import one: its types would be two.
func (l *Loader) Interpret(paths ...string) {
	for _, path := range paths {
		if !l.isAsked(path) {
			l.asked = append(l.asked, path)
		}
	}
}

// Import returns the types of a native package, from its export data.
// It may run the go command. It makes a Loader a types.Importer.
func (l *Loader) Import(path string) (*types.Package, error) {
	return l.native.Import(path)
}

// Load lists, parses and checks the packages. Problems in the sources come back
// as Errors, all of them; then there is no program.
func (l *Loader) Load(ctx context.Context) (*Program, error) {
	l.overlays = nil
	prog, list, err := l.list(ctx)
	if err != nil {
		return nil, err
	}
	var errs Errors
	for _, p := range list {
		pkg, perrs := l.parse(prog, p, nil)
		errs = append(errs, perrs...)
		prog.Packages = append(prog.Packages, pkg)
	}
	if len(errs) > 0 {
		return nil, errs.sorted()
	}
	if err := l.ready(ctx, prog); err != nil {
		return nil, err
	}
	if errs := l.check(prog, prog.Packages); len(errs) > 0 {
		return nil, errs.sorted()
	}
	l.tree = l.look(prog)
	return prog, nil
}

// ready finds what the program needs of native packages.
func (l *Loader) ready(ctx context.Context, prog *Program) error {
	prog.Blank = blankOnly(prog)
	if l.cfg.Ready != nil {
		if err := l.cfg.Ready(prog); err != nil {
			return err
		}
	}
	cache := l.exports(prog)
	if cache == nil {
		return l.native.need(ctx, prog.Native)
	}
	cache.recall(l.native, prog.Native)
	if err := l.native.need(ctx, prog.Native); err != nil {
		return err
	}
	cache.keep(l.native, prog.Native)
	return nil
}
