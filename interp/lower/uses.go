package lower

import (
	"go/ast"
	"go/constant"
	"go/types"
	"sort"

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
func States(prog *load.Program) []StateVar {
	var l Lowerer
	var out []StateVar
	for _, pkg := range prog.Packages {
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
func Uses(prog *load.Program) map[string][]string {
	g := usesGraph{refs: map[types.Object][]types.Object{}, states: map[types.Object]string{}}
	list := States(prog)
	for _, s := range list {
		g.states[s.Var] = s.Name
	}
	for _, pkg := range prog.Packages {
		g.collect(pkg)
	}
	out := map[string][]string{}
	for _, s := range list {
		out[s.Name] = g.reach(s.Var)
	}
	return out
}

// usesGraph says which package-level objects mention which.
type usesGraph struct {
	refs   map[types.Object][]types.Object
	states map[types.Object]string
}

func (g *usesGraph) collect(pkg *load.Package) {
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

func (g *usesGraph) mentions(pkg *load.Package, from types.Object, n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		switch obj := pkg.Info.Uses[id].(type) {
		case *types.Func:
			g.refs[from] = append(g.refs[from], obj.Origin())
		case *types.Var:
			if obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope() {
				g.refs[from] = append(g.refs[from], obj)
			}
		}
		return true
	})
}

// reach returns the states that from mentions, through whatever is no state.
func (g *usesGraph) reach(from types.Object) []string {
	seen := map[types.Object]bool{from: true}
	found := map[string]bool{}
	var walk func(obj types.Object)
	walk = func(obj types.Object) {
		for _, to := range g.refs[obj] {
			if seen[to] {
				continue
			}
			seen[to] = true
			if name, ok := g.states[to]; ok {
				found[name] = true
				continue
			}
			walk(to)
		}
	}
	walk(from)
	var out []string
	for name := range found {
		out = append(out, name)
	}
	sort.Strings(out)
	return out
}
