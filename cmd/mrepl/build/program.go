package build

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// statesPath is the import path of the library.
const statesPath = "github.com/mrepl/mrepl/states"

// A program is what the patterns name, seen as what is to be built.
type program struct {
	all   []*listed // with what they import
	named []*listed // those that the patterns name
	main  *listed   // nil if none of them is a main package
	empty *mainFunc // of main, if its body is empty
}

// A mainFunc is where a file declares func main.
type mainFunc struct {
	file string
	name int // offset of the name
}

// look finds out what the patterns name.
func look(ctx context.Context, cfg Config) (*program, error) {
	all, err := cfg.list(ctx)
	if err != nil {
		return nil, err
	}
	p := &program{all: all}
	var mains []string
	for _, pkg := range all {
		if pkg.DepOnly {
			continue
		}
		p.named = append(p.named, pkg)
		if pkg.Name == "main" {
			mains = append(mains, pkg.ImportPath)
			p.main = pkg
		}
	}
	if len(mains) > 1 {
		return nil, fmt.Errorf("%s are all programs: name the one to build", strings.Join(mains, ", "))
	}
	if p.main != nil {
		p.empty, err = emptyMain(p.main)
		return p, err
	}
	if len(p.linked()) == 0 {
		return nil, fmt.Errorf("%s: no main package, and no package with a state that could be started: states.New defines one",
			strings.Join(cfg.Patterns, " "))
	}
	if slices.ContainsFunc(p.named, func(pkg *listed) bool { return pkg.ImportPath == "command-line-arguments" }) {
		return nil, fmt.Errorf("%s: files of a package that is no program: name the package by its directory", strings.Join(cfg.Patterns, " "))
	}
	return p, nil
}

func (p *program) mainPath() string {
	if p.main == nil {
		return ""
	}
	return p.main.ImportPath
}

// generates reports whether what starts and stops the states is to be made.
func (p *program) generates() bool {
	return p.main == nil || p.empty != nil && slices.Contains(p.main.Deps, statesPath)
}

// linked returns the packages that are in the binary for their states: those that are named, and with an empty main also
// those that it imports itself.
func (p *program) linked() []*listed {
	var out []*listed
	for _, pkg := range p.named {
		if slices.Contains(pkg.Imports, statesPath) && pkg.Name != "main" {
			out = append(out, pkg)
		}
	}
	if len(out) > 0 || p.main != nil {
		return out
	}
	for _, pkg := range p.named { // they have none themselves, but import some that do
		if slices.Contains(pkg.Deps, statesPath) {
			out = append(out, pkg)
		}
	}
	return out
}

// left returns the named packages with states that a main of the program's own does not import.
func (p *program) left() []string {
	return slices.DeleteFunc(paths(p.linked()), func(path string) bool { return slices.Contains(p.main.Deps, path) })
}

func paths(pkgs []*listed) []string {
	var out []string
	for _, pkg := range pkgs {
		out = append(out, pkg.ImportPath)
	}
	return out
}

// starts reports whether the program calls anything of that name, or does not use states at all.
func (p *program) starts() bool {
	if !slices.Contains(p.main.Deps, statesPath) {
		return true
	}
	for _, pkg := range p.all {
		if pkg.Module == nil || !pkg.Module.Main || pkg.ImportPath == statesPath {
			continue
		}
		for _, file := range pkg.GoFiles {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(pkg.Dir, file), nil, parser.SkipObjectResolution)
			if err != nil || callsStart(f) {
				return true
			}
		}
	}
	return false
}

// callsStart reports whether a file that imports the library calls a function or method whose name begins with Start, or
// hands states to one that does: the shell, say.
func callsStart(f *ast.File) bool {
	uses := slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool {
		path, _ := strconv.Unquote(i.Path.Value)
		return strings.HasPrefix(path, "github.com/mrepl/mrepl/")
	})
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return !found
		}
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok && (strings.HasPrefix(sel.Sel.Name, "Start") || sel.Sel.Name == "Restart") {
			found = found || uses
		}
		return !found
	})
	return found
}

// emptyMain returns where a package declares a main that does nothing, nil if its main does something.
func emptyMain(pkg *listed) (*mainFunc, error) {
	fset := token.NewFileSet()
	for _, name := range pkg.GoFiles {
		file := filepath.Join(pkg.Dir, name)
		f, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, &CompileError{Text: strings.Join(syntaxErrors(file), "\n"), err: err}
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if ok && fn.Recv == nil && fn.Name.Name == "main" && fn.Body != nil && len(fn.Body.List) == 0 {
				return &mainFunc{file, fset.PositionFor(fn.Name.Pos(), false).Offset}, nil
			}
		}
	}
	return nil, nil
}
