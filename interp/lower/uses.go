package lower

import (
	"crypto/sha256"
	"go/ast"
	"go/constant"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// StateVar is a package variable that holds a state.
type StateVar struct {
	Name string // the full name of the state
	Var  *types.Var
	Type types.Type // the T of its State[T]
	Pkg  *load.Package
}

// States returns the states of a program, in the order of initialisation, as
// far as the sources tell: those whose name is a constant.
func (l *Lowerer) States(prog *load.Program) []StateVar {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.survey(prog).states
}

// statesIn returns the states of a package.
func statesIn(pkg *load.Package) []StateVar {
	var l Lowerer
	var out []StateVar
	for _, init := range pkg.Info.InitOrder {
		v := init.Lhs[0]
		t, ok := l.isState(v.Type())
		if !ok {
			continue
		}
		if name, ok := stateName(pkg, init.Rhs); ok {
			out = append(out, StateVar{Name: pkg.Rel + "/" + name, Var: v, Type: t, Pkg: pkg})
		}
	}
	return out
}

// stateName finds the name in states.New("name", ...).OnStop(...)...
func stateName(pkg *load.Package, e ast.Expr) (string, bool) {
	for {
		call, ok := ast.Unparen(e).(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return "", false
		}
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if ok && pkg.Info.Selections[sel] != nil {
			e = sel.X
			continue
		}
		tv := pkg.Info.Types[call.Args[0]]
		if tv.Value == nil || tv.Value.Kind() != constant.String {
			return "", false
		}
		return constant.StringVal(tv.Value), true
	}
}

// Uses returns, for each state, the states that the functions reachable from
// its definition mention: full names, in order of name.
func (l *Lowerer) Uses(prog *load.Program) map[string][]string {
	l.mu.Lock()
	defer l.mu.Unlock()
	k := l.survey(prog)
	g := k.graph()
	out := map[string][]string{}
	for _, s := range k.states {
		out[s.Name] = g.reach(s.Var)
	}
	return out
}

// usesGraph says which package-level objects mention which.
type usesGraph struct {
	refs   map[*types.Package]mentionsOf
	states map[types.Object]string
}

// mentionsOf is what the objects of one package mention.
type mentionsOf map[types.Object][]types.Object

// survey is what is known of all packages of a program.
type survey struct {
	packages []*knownPackage
	states   []StateVar
}

// knownPackage is what was found in a package when its files had a sum.
type knownPackage struct {
	*load.Package
	sum    [sha256.Size]byte
	refs   mentionsOf
	states []StateVar
	owners []string // its initialisers, in the order in which they run, once they were asked for
}

// survey returns what is known of a program. A package is read again only after it
// has changed.
func (l *Lowerer) survey(prog *load.Program) survey {
	var k survey
	now := make(map[*load.Package]*knownPackage, len(prog.Packages))
	for _, pkg := range prog.Packages {
		p := l.packages[pkg]
		if p == nil || p.sum != pkg.Sum {
			p = &knownPackage{Package: pkg, sum: pkg.Sum, refs: mentionsOf{}, states: statesIn(pkg)}
			p.refs.collect(pkg)
		}
		now[pkg] = p
		k.packages, k.states = append(k.packages, p), append(k.states, p.states...)
	}
	l.packages = now
	return k
}

// graph returns what the objects of a program mention.
func (k survey) graph() *usesGraph {
	g := &usesGraph{refs: map[*types.Package]mentionsOf{}, states: map[types.Object]string{}}
	for _, p := range k.packages {
		g.refs[p.Types] = p.refs
	}
	for _, s := range k.states {
		g.states[s.Var] = s.Name
	}
	return g
}

// Calls reports whether an initialiser that a unit runs may call a function that
// the unit replaces.
func (l *Lowerer) Calls(e *load.Edit, u *Unit) bool {
	slots := map[string]bool{}
	for _, p := range u.Patches {
		if !p.New {
			slots[p.Slot] = true
		}
	}
	if len(slots) == 0 || len(u.Inits) == 0 {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	runs := map[string]bool{}
	for _, init := range u.Inits {
		for _, name := range l.initVars[init] {
			runs[name] = true
		}
		runs[strings.TrimSuffix(init, "__call")] = true
	}
	g := l.survey(e.Program).graph()
	for obj, name := range l.objects {
		if runs[name] && g.find(obj, func(to types.Object) bool { return slots[l.objects[to]] }) {
			return true
		}
	}
	return false
}

// collect notes what the functions and variables of a package mention.
func (g mentionsOf) collect(pkg *load.Package) {
	for _, file := range pkg.Files {
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				g.mentions(pkg, pkg.Info.Defs[d.Name], d)
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if v, ok := spec.(*ast.ValueSpec); ok {
						for _, id := range v.Names {
							g.mentions(pkg, pkg.Info.Defs[id], v)
						}
					}
				}
			}
		}
	}
}

// mentions notes what a piece of syntax mentions, for from.
func (g mentionsOf) mentions(pkg *load.Package, from types.Object, n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		switch obj := pkg.Info.Uses[id].(type) {
		case *types.Func:
			g[from] = append(g[from], obj.Origin())
		case *types.Var:
			if obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope() {
				g[from] = append(g[from], obj)
			}
		}
		return true
	})
}

// reach returns the states that from mentions, through whatever is no state.
func (g *usesGraph) reach(from types.Object) []string {
	found := map[string]bool{}
	g.find(from, func(to types.Object) bool {
		if name, ok := g.states[to]; ok {
			found[name] = true
		}
		return false
	})
	return slices.Sorted(maps.Keys(found))
}

// find reports whether what from mentions, through whatever is no state, is such
// an object.
func (g *usesGraph) find(from types.Object, is func(types.Object) bool) bool {
	seen := map[types.Object]bool{from: true}
	var walk func(obj types.Object) bool
	walk = func(obj types.Object) bool {
		for _, to := range g.refs[obj.Pkg()][obj] {
			if seen[to] {
				continue
			}
			seen[to] = true
			if _, state := g.states[to]; is(to) || !state && walk(to) {
				return true
			}
		}
		return false
	}
	return walk(from)
}
