package load

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"io"
	"path/filepath"
	"slices"
	"sort"
	"strings"
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
	cache.keep(l.native, prog, prog.Native)
	return nil
}

// list asks the go command what there is, and sorts interpreted from native.
func (l *Loader) list(ctx context.Context) (*Program, []*listed, error) {
	all, err := goList(ctx, l.cfg.Dir, l.cfg.Env, append([]string{"-deps", "--"}, l.cfg.Patterns...)...)
	if err != nil {
		return nil, nil, err
	}
	all = slices.DeleteFunc(all, (*listed).empty)
	prog := &Program{Fset: l.fset, Reasons: map[string]Reason{}, Versions: map[string]string{}}
	byPath := map[string]*listed{}
	for _, p := range all {
		byPath[p.ImportPath] = p
		if p.Module != nil && p.Module.Main && prog.Module == "" {
			prog.Module, prog.ModDir = p.Module.Path, p.Module.Dir
		}
		if p.Module != nil && !p.Module.Main {
			prog.Versions[p.Module.Path] = p.Module.version()
		}
		if p.Standard && prog.Go == "" {
			prog.Go = toolchain(p)
		}
		if !p.DepOnly {
			prog.Roots = append(prog.Roots, p.ImportPath)
		}
	}
	var errs Errors
	interpreted := l.classify(all, byPath, prog)
	for _, p := range interpreted {
		if p.Error != nil && !p.parseError() {
			errs = append(errs, fromList(p, l.cfg.Dir))
		}
	}
	for _, p := range all {
		if p.Error != nil && p.Name == "" && len(p.Error.ImportStack) > 0 {
			errs = append(errs, fromList(p, l.cfg.Dir))
		}
	}
	if len(errs) > 0 {
		return nil, nil, errs.sorted()
	}
	if len(prog.Roots) == 0 {
		return nil, nil, fmt.Errorf("no Go files match %s", strings.Join(l.cfg.Patterns, " "))
	}
	prog.Native = nativeImports(interpreted)
	for _, root := range prog.Roots {
		why, native := prog.Reasons[root]
		switch {
		case !native:
		case byPath[root].Name == "main":
			return nil, nil, Errors{{Pos: why.Pos, Msg: fmt.Sprintf("%s cannot be interpreted: %s; move the code that needs it to a package of its own, which is compiled then", root, why.Why)}}
		default:
			prog.Native = append(prog.Native, root)
		}
	}
	return prog, interpreted, nil
}

// empty reports whether a package has no files to build, tests aside.
func (p *listed) empty() bool {
	return p.Error == nil && p.Name != "" && len(p.GoFiles)+len(p.CgoFiles) == 0
}

// parseError reports whether the go command's complaint is about syntax, which
// the parser here reports better and completely.
func (p *listed) parseError() bool {
	return len(p.GoFiles) > 0 && p.Error.Pos != "" &&
		(strings.Contains(p.Error.Err, "expected ") || strings.Contains(p.Error.Err, "syntax error"))
}

// classify returns the packages to interpret, in dependency order.
func (l *Loader) classify(all []*listed, byPath map[string]*listed, prog *Program) []*listed {
	native := map[string]bool{}
	var mark func(path string, why Reason)
	mark = func(path string, why Reason) {
		p := byPath[path]
		if p == nil || native[path] || !l.ours(p) {
			return
		}
		native[path] = true
		prog.Reasons[path] = why
		for _, imp := range p.Imports {
			mark(imp, Reason{importOf(p, slices.Concat(p.GoFiles, p.CgoFiles), imp), "imported by " + path + ", which is native"})
		}
	}
	for _, p := range all {
		if why, native := l.whyNative(p); native {
			mark(p.ImportPath, why)
		}
	}
	var out []*listed
	for _, p := range all {
		if l.ours(p) && !native[p.ImportPath] {
			out = append(out, p)
		}
	}
	return out
}

// ours reports whether p belongs to the main module or workspace, or was named
// as files.
func (l *Loader) ours(p *listed) bool {
	if p.Standard || p.Name == "" && p.Error == nil {
		return false
	}
	if h := l.cfg.Host; h != "" && (p.ImportPath == h || strings.HasPrefix(p.ImportPath, h+"/")) {
		return strings.HasPrefix(p.ImportPath, h+"/examples/")
	}
	if p.Module == nil {
		return !p.DepOnly
	}
	return p.Module.Main
}

// nativeImports returns the native packages that pkgs import.
func nativeImports(pkgs []*listed) (native []string) {
	interpreted := map[string]bool{}
	for _, p := range pkgs {
		interpreted[p.ImportPath] = true
	}
	seen := map[string]bool{}
	for _, p := range pkgs {
		for _, imp := range p.Imports {
			if !interpreted[imp] && !seen[imp] && imp != "unsafe" && imp != "C" {
				seen[imp] = true
				native = append(native, imp)
			}
		}
	}
	sort.Strings(native)
	return native
}

// parse reads the files of a package. Those that it had before, if it was there,
// are not parsed again.
func (l *Loader) parse(prog *Program, p *listed, was *Package) (*Package, Errors) {
	pkg := &Package{Path: p.ImportPath, Name: p.Name, Dir: p.Dir, listed: p}
	sum := sha256.New()
	var errs Errors
	for _, name := range p.GoFiles {
		path := name
		if !filepath.IsAbs(path) {
			path = filepath.Join(p.Dir, name)
		}
		src, err := l.Text(path)
		if err != nil {
			errs = append(errs, Error{Pos: token.Position{Filename: path}, Msg: errors.Unwrap(err).Error()})
			continue
		}
		fmt.Fprintf(sum, "%s %d\n", name, len(src))
		io.WriteString(sum, src)
		file, err := l.syntax(was, path, src)
		if err != nil {
			errs = append(errs, fromParser(err)...)
			continue
		}
		pkg.Files = append(pkg.Files, file)
		pkg.texts = append(pkg.texts, src)
		embeds, eerrs := l.embeds(file)
		for _, e := range embeds {
			eerrs = append(eerrs, l.read(e, p, sum)...)
		}
		pkg.Embeds = append(pkg.Embeds, embeds...)
		errs = append(errs, eerrs...)
	}
	sum.Sum(pkg.Sum[:0])
	pkg.Rel = relative(prog, pkg)
	return pkg, errs
}

// relative returns where a package lies in the program. When the patterns
// name one main package, the packages below it are relative to it, as they are
// in the binary built from it; others are relative to the main module.
func relative(prog *Program, pkg *Package) string {
	if len(prog.Roots) == 1 {
		if rel, ok := below(pkg.Path, prog.Roots[0]); ok {
			return firstOf(rel, pkg.Name)
		}
	}
	if rel, ok := below(pkg.Path, prog.Module); ok {
		return firstOf(rel, pkg.Name)
	}
	return pkg.Path
}

func below(path, root string) (string, bool) {
	if root == "" {
		return "", false
	}
	if path == root {
		return "", true
	}
	return strings.CutPrefix(path, root+"/")
}

// check type-checks packages of a program, in its order; the others have been.
func (l *Loader) check(prog *Program, pkgs []*Package) Errors {
	done := map[string]*types.Package{}
	for _, pkg := range prog.Packages {
		if pkg.Types != nil {
			done[pkg.Path] = pkg.Types
		}
	}
	var errs Errors
	for _, pkg := range pkgs {
		imp := importer{native: l.native, source: done, imports: pkg.listed.ImportMap}
		perrs := checkPackage(pkg, l.fset, imp, goVersion(pkg.listed))
		for _, e := range pkg.Embeds {
			perrs = append(perrs, l.allowed(e, pkg.Info)...)
		}
		errs = append(errs, perrs...)
		done[pkg.Path] = pkg.Types
	}
	return errs
}

func goVersion(p *listed) string {
	if p.Module == nil || p.Module.GoVersion == "" {
		return ""
	}
	return "go" + p.Module.GoVersion
}

func checkPackage(pkg *Package, fset *token.FileSet, imp types.ImporterFrom, version string) Errors {
	var errs Errors
	pkg.Info = NewInfo()
	pkg.Types, _ = config(imp, version, &errs).Check(pkg.Path, fset, pkg.Files, pkg.Info)
	return errs
}

// config is how packages are checked; what is wrong goes to errs.
func config(imp types.ImporterFrom, version string, errs *Errors) *types.Config {
	return &types.Config{
		Importer:  imp,
		GoVersion: version,
		Sizes:     types.SizesFor("gc", goarch()),
		Error:     func(err error) { errs.Add(err) },
	}
}

// NewInfo returns a types.Info that records everything.
func NewInfo() *types.Info {
	return &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Instances:    map[*ast.Ident]types.Instance{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		Scopes:       map[ast.Node]*types.Scope{},
		FileVersions: map[*ast.File]string{},
	}
}

// blankOnly returns the native packages that are only imported as _.
func blankOnly(prog *Program) []string {
	named := map[string]bool{}
	for _, pkg := range prog.Packages {
		for _, file := range pkg.Files {
			for _, spec := range file.Imports {
				if spec.Name == nil || spec.Name.Name != "_" {
					named[strings.Trim(spec.Path.Value, "`\"")] = true
				}
			}
		}
	}
	var blank []string
	for _, path := range prog.Native {
		if !named[path] {
			blank = append(blank, path)
		}
	}
	return blank
}
