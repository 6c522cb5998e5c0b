package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// variables declares package variables, without values other than those of
// files that are embedded.
func (l *Lowerer) variables(pkg *load.Package, d *ast.GenDecl) {
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		for _, id := range spec.Names {
			obj, ok := pkg.Info.Defs[id].(*types.Var)
			if !ok || id.Name == "_" {
				continue
			}
			name := l.object(obj)
			if !l.declares[name] {
				set(l, l.declares, name, true)
				l.unit.types.ln(id.Pos(), "var %s %s", name, l.typ(obj.Type()))
			}
			switch {
			case pkg.Embedded(spec) != nil:
				g := &group{name: name + "__embed", live: l.keeps(pkg.Types), initial: true, also: string(pkg.Sum[:])}
				g.inline.ln(id.Pos(), "%s(%q, %q, &%s)", l.host("Embed"), pkg.Path, id.Name, name)
				l.add(g)
				set(l, l.initVars, g.name, []string{name})
			case len(spec.Values) == 0:
				l.uninitialised(pkg, obj, name)
			}
		}
	}
}

// uninitialised makes a variable zero that had an initialiser and has none now.
func (l *Lowerer) uninitialised(pkg *load.Package, obj *types.Var, name string) {
	init := l.initName(pkg, []*types.Var{obj})
	if _, had := l.versions[init]; !had {
		return
	}
	g := &group{name: init, live: true, initial: true}
	g.inline.ln(obj.Pos(), "var zero %s", l.typ(obj.Type()))
	g.inline.ln(obj.Pos(), "%s = zero", name)
	l.add(g)
	set(l, l.initVars, init, []string{name})
}

// initialise assigns package variables their value.
func (l *Lowerer) initialise(pkg *load.Package, init *types.Initializer) {
	f := l.newFn(pkg, substitution{})
	f.group.name, f.group.live, f.group.initial = l.initName(pkg, init.Lhs), l.keeps(pkg.Types), true
	for _, v := range init.Lhs {
		key, _ := l.keyed(v.Type())
		f.group.also += key + ";"
	}
	f.group.also += l.embedded(pkg, init.Lhs)
	f.contexts, f.literals = contexts(init.Rhs), l.initialSymbols(pkg)
	f.symbol = symbolPath(pkg.Types) + ".init"
	l.unit.symbols[l.fset.Position(init.Rhs.Pos()).Filename] = symbol{name: f.symbol, bare: true}
	defer l.writing(&f.group.code)()
	l.at = init.Rhs.Pos()
	f.escape(&ast.ExprStmt{X: init.Rhs})
	f.out = &f.group.inline
	f.initValue(init)
	l.add(f.group)
	var vars []string
	for _, v := range init.Lhs {
		if v.Name() != "_" {
			vars = append(vars, l.object(v))
		}
	}
	set(l, l.initVars, f.group.name, vars)
}

// embedded tells apart what a package embeds, for an initialiser that looks at it.
func (l *Lowerer) embedded(pkg *load.Package, vars []*types.Var) string {
	if len(pkg.Embeds) == 0 {
		return ""
	}
	embeds := map[types.Object]bool{}
	for _, e := range pkg.Embeds {
		for _, id := range e.Spec.Names {
			embeds[pkg.Info.Defs[id]] = true
		}
	}
	g := &usesGraph{refs: map[*types.Package]mentionsOf{pkg.Types: {}}}
	g.refs[pkg.Types].collect(pkg)
	for _, v := range vars {
		if g.find(v, func(obj types.Object) bool { return embeds[obj] }) {
			return string(pkg.Sum[:])
		}
	}
	return ""
}

// initName names an initialiser by the variables that it sets.
func (l *Lowerer) initName(pkg *load.Package, vars []*types.Var) string {
	name := l.pkgName(pkg.Types) + "__"
	for i, v := range vars {
		if i > 0 {
			name += "_"
		}
		name += v.Name()
	}
	if !l.keeps(pkg.Types) {
		return l.unique(name + "__init")
	}
	if vars[0].Name() == "_" { // told apart by their order
		l.unit.blanks[pkg.Path]++
		name += fmt.Sprint(l.unit.blanks[pkg.Path])
	}
	return l.stable("initialiser "+pkg.Path+" "+name, name+"__init")
}

// initValue writes the assignment of an initialiser.
func (f *fn) initValue(init *types.Initializer) {
	if len(init.Lhs) > 1 {
		f.initTuple(init)
		return
	}
	v := init.Lhs[0]
	if v.Name() == "_" {
		f.blank(init.Rhs, init.Rhs)
		return
	}
	value := f.to(init.Rhs, v.Type())
	f.out.ln(init.Rhs.Pos(), "%s = %s", f.object(v), value)
}

// initTuple writes the assignment of the results of a call.
func (f *fn) initTuple(init *types.Initializer) {
	code, from := f.tuple(init.Rhs)
	temps := make([]string, len(from))
	for i, t := range from {
		temps[i] = f.local("t")
		f.out.ln(init.Rhs.Pos(), "var %s %s", temps[i], f.typ(t))
	}
	f.out.ln(init.Rhs.Pos(), "%s = %s", strings.Join(temps, ", "), code)
	for i, t := range from {
		if v := init.Lhs[i]; v.Name() != "_" {
			f.out.ln(init.Rhs.Pos(), "%s = %s", f.object(v), f.convert(temps[i], t, v.Type()))
		}
	}
}
