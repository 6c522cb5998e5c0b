package interp

import (
	"fmt"
	"go/token"
	"go/types"
	"path"
	"reflect"
	"sort"
	"strconv"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/states"
)

// promptPath is the import path of the package that snippets belong to.
const promptPath = dyn.PromptPath

// scope is what names mean at the prompt: what was declared there, the values
// of states, the packages of the program, and then any package by its name.
type scope struct {
	gen     *generation
	loader  *load.Loader
	names   map[string]types.Object // declared at the prompt, the last of each name
	imports map[string]string       // name -> import path, by import declarations
	stale   map[string]error        // why names that were declared cannot be used
	states  []lower.StateVar
	last    *types.Var // what _ stands for
	older   *types.Var // what __ stands for
	err     *types.Var // what err stands for
	errPtr  reflect.Value
	failed  error  // what err is to hold
	isNews  bool   // it does not hold that yet
	input   string // what the text that is being read is called in positions

	browsed *types.Package // whose names were completed last
	members []string       // what it declares, sorted
}

func newScope(g *generation, loader *load.Loader) *scope {
	return &scope{
		gen: g, loader: loader,
		names: map[string]types.Object{}, imports: map[string]string{}, stale: map[string]error{},
		states: g.lower.States(g.prog), input: load.Prompt,
	}
}

// resolved is the package that a snippet is checked in, with the names that it
// can use entered.
type resolved struct {
	pkg     *types.Package
	states  map[types.Object]lower.State
	imports map[string]string // those of the snippet itself
}

// resolve makes the package, with that import path, for a snippet that mentions these names, and has
// these imports.
func (s *scope) resolve(path string, mentioned map[string]bool, imports map[string]string) (*resolved, error) {
	r := s.newResolved(path, imports)
	for name := range mentioned {
		obj, err := s.lookup(name, r)
		if err != nil {
			return nil, err
		}
		if obj != nil {
			r.pkg.Scope().Insert(obj)
		}
	}
	return r, nil
}

func (s *scope) newResolved(path string, imports map[string]string) *resolved {
	return &resolved{pkg: types.NewPackage(path, promptPath), states: map[types.Object]lower.State{}, imports: imports}
}

// lookup finds what a name means, or nil.
func (s *scope) lookup(name string, r *resolved) (types.Object, error) {
	if importPath, ok := r.imports[name]; ok {
		p, err := s.load(importPath)
		return types.NewPkgName(token.NoPos, r.pkg, name, p), err
	}
	if obj, ok := s.names[name]; ok {
		return obj, nil
	}
	if err, ok := s.stale[name]; ok {
		return nil, err
	}
	if v := s.kept(name); v != nil {
		return v, nil
	}
	if st, ok := s.state(name); ok {
		obj := types.NewVar(token.NoPos, r.pkg, name, st.Type)
		r.states[obj] = lower.State{Var: st.Var, Type: st.Type}
		return obj, nil
	}
	if types.Universe.Lookup(name) != nil {
		return nil, nil
	}
	if obj := s.root(name); obj != nil {
		return obj, nil
	}
	if name == errName {
		return s.lastError(), nil
	}
	p, err := s.pkg(name)
	if err != nil || p == nil {
		return nil, err
	}
	return types.NewPkgName(token.NoPos, r.pkg, name, p), nil
}

// root returns what the package that was named on the command line, if it was
// one, declares under a name: its names are in scope without it.
func (s *scope) root(name string) types.Object {
	if len(s.gen.prog.Roots) != 1 {
		return nil
	}
	pkg := s.gen.prog.Package(s.gen.prog.Roots[0])
	if pkg == nil || name == "main" || name == "init" {
		return nil
	}
	return pkg.Types.Scope().Lookup(name)
}

// state returns the state with that short name, if it is the only one.
func (s *scope) state(name string) (lower.StateVar, bool) {
	var found []lower.StateVar
	for _, st := range s.states {
		if path.Base(st.Name) == name {
			found = append(found, st)
		}
	}
	if len(found) != 1 {
		return lower.StateVar{}, false
	}
	return found[0], true
}

// pkg finds the package of that name: imported at the prompt, of the program,
// imported by the program, or of the standard library.
func (s *scope) pkg(name string) (*types.Package, error) {
	if importPath, ok := s.imports[name]; ok {
		return s.load(importPath)
	}
	for _, p := range s.gen.prog.Packages {
		if p.Name == name {
			return p.Types, nil
		}
	}
	for _, p := range s.gen.prog.Packages {
		for _, imp := range p.Types.Imports() {
			if imp.Name() == name {
				return imp, nil
			}
		}
	}
	if importPath, ok := s.guess(name); ok {
		return s.load(importPath)
	}
	return nil, nil
}

// load returns the package of an import path.
func (s *scope) load(importPath string) (*types.Package, error) {
	if p := s.gen.prog.Package(importPath); p != nil {
		return p.Types, nil
	}
	if !s.gen.symbols.Linked(importPath) {
		if near := s.nearPaths(importPath); near != "" {
			return nil, fmt.Errorf("there is no package %q here; did you mean %s?", importPath, near)
		}
		return nil, fmt.Errorf("the package %q is not compiled into this process: import it in the program, and start again", importPath)
	}
	return s.loader.Import(importPath)
}

// nearPaths lists the packages of which an import path may be a slip, "" if there are none. One that begins with a domain is
// taken for what it says: that of a module which is not linked in.
func (s *scope) nearPaths(importPath string) string {
	if first, _, _ := strings.Cut(importPath, "/"); strings.Contains(first, ".") {
		return ""
	}
	var paths []string
	for _, p := range s.gen.prog.Packages {
		paths = append(paths, p.Path)
	}
	for _, p := range s.gen.symbols.Paths() {
		if !strings.HasPrefix(p, "mrepl/") && !strings.Contains("/"+p, "/internal/") {
			paths = append(paths, p)
		}
	}
	near := states.Nearest(importPath, paths)
	for i := range near {
		near[i] = strconv.Quote(near[i])
	}
	return strings.Join(near, " or ")
}

// guess finds the package of the standard library, or of those compiled in,
// that a name most likely means: the one with the shortest path.
func (s *scope) guess(name string) (string, bool) {
	var found []string
	for _, p := range s.gen.symbols.Paths() {
		if path.Base(p) == name && !strings.Contains(p, "internal/") {
			found = append(found, p)
		}
	}
	sort.Slice(found, func(i, j int) bool {
		if len(found[i]) != len(found[j]) {
			return len(found[i]) < len(found[j])
		}
		return found[i] < found[j]
	})
	if len(found) == 0 {
		return "", false
	}
	return found[0], true
}

// declare keeps what a snippet has declared.
func (s *scope) declare(pkg *types.Package, vars []*types.Var) {
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if obj.Pkg() != pkg || name == "_" {
			continue
		}
		switch obj.(type) {
		case *types.PkgName:
			continue
		case *types.Var:
			if obj.Pos() == token.NoPos { // a state's value
				continue
			}
		}
		s.name(obj)
	}
	for _, v := range vars {
		s.name(v)
	}
}

// name makes a name mean an object, whatever it meant before.
func (s *scope) name(obj types.Object) {
	delete(s.imports, obj.Name())
	delete(s.stale, obj.Name())
	s.names[obj.Name()] = obj
}

// use makes names mean packages, whatever they meant before.
func (s *scope) use(imports map[string]string) {
	for name, path := range imports {
		delete(s.names, name)
		s.imports[name] = path
	}
}
