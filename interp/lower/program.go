package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// Program lowers all packages of a program to one unit. Executing it declares
// everything, initialises the package variables in Go's order, and runs the init
// functions. What cannot be lowered is reported, all of it, as load.Errors.
func (l *Lowerer) Program(prog *load.Program) (unit *Unit, err error) {
	defer l.begin()()
	defer l.fault(&err)
	for _, pkg := range prog.Packages {
		l.source[pkg.Types] = pkg
		l.collect(pkg)
	}
	for _, pkg := range prog.Packages {
		l.pkgDecls(pkg)
	}
	return l.finish()
}

// collect notes the functions of a package that have a body.
func (l *Lowerer) collect(pkg *load.Package) {
	for _, file := range pkg.Files {
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.FuncDecl); ok {
				if obj, ok := pkg.Info.Defs[d.Name].(*types.Func); ok {
					l.decls[obj] = funcDecl{pkg, d}
				}
			}
		}
	}
}

// pkgDecls lowers the declarations of a package.
func (l *Lowerer) pkgDecls(pkg *load.Package) {
	var inits []string
	for _, file := range pkg.Files {
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if name := l.declared(pkg, d); d.Recv == nil && d.Name.Name == "init" {
					inits = append(inits, name)
				}
			case *ast.GenDecl:
				if d.Tok == token.VAR {
					l.variables(pkg, d)
				}
			}
		}
	}
	for _, init := range pkg.Info.InitOrder {
		l.initialise(pkg, init)
	}
	for _, name := range inits {
		l.unit.init.ln(token.NoPos, "%s()", name)
	}
}

// declared queues a function for lowering and returns its name. Generic ones
// wait until they are instantiated.
func (l *Lowerer) declared(pkg *load.Package, d *ast.FuncDecl) string {
	obj, ok := pkg.Info.Defs[d.Name].(*types.Func)
	if !ok {
		return ""
	}
	sig := obj.Signature()
	if sig.TypeParams().Len() > 0 || sig.RecvTypeParams().Len() > 0 || d.Name.Name == "_" {
		return ""
	}
	if d.Body == nil {
		l.refuse(d.Pos(), "%s has no body: mark the package //mrepl:native", d.Name.Name)
		return ""
	}
	name := ""
	switch {
	case sig.Recv() != nil:
		name = l.method(obj)
	case d.Name.Name == "init":
		name = l.unique(l.pkgName(pkg.Types) + "__init")
	default:
		name = l.object(obj)
	}
	l.later(func() { l.function(name, funcDecl{pkg, d}, sig, nil) })
	return name
}

// variables declares package variables, without values other than those of
// files that are embedded.
func (l *Lowerer) variables(pkg *load.Package, d *ast.GenDecl) {
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		for _, id := range spec.Names {
			if obj, ok := pkg.Info.Defs[id].(*types.Var); ok && id.Name != "_" {
				l.unit.types.ln(id.Pos(), "var %s %s", l.object(obj), l.typ(obj.Type()))
				if pkg.Embedded(spec) != nil {
					l.unit.init.ln(id.Pos(), "%s(%q, %q, &%s)", l.host("Embed"), pkg.Path, id.Name, l.object(obj))
				}
			}
		}
	}
}

// initialise assigns package variables their value.
func (l *Lowerer) initialise(pkg *load.Package, init *types.Initializer) {
	f := l.newFn(pkg, nil)
	f.group.name, f.group.live = l.initName(pkg, init), l.live
	f.contexts = contexts(init.Rhs)
	defer l.writing(&f.group.code)()
	l.at = init.Rhs.Pos()
	f.escape(&ast.ExprStmt{X: init.Rhs})
	f.out = &code{}
	f.initValue(init)
	l.add(f.group)
	l.unit.init.blockAs(f.out, f.group.name)
}

// initName names an initialiser by the variables that it sets.
func (l *Lowerer) initName(pkg *load.Package, init *types.Initializer) string {
	name := l.pkgName(pkg.Types) + "__"
	for i, v := range init.Lhs {
		if i > 0 {
			name += "_"
		}
		name += v.Name()
	}
	return l.unique(name + "__init")
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

// Main makes a unit that calls the main function of a package.
func (l *Lowerer) Main(pkg *load.Package) (*Unit, error) {
	defer l.begin()()
	if obj, ok := pkg.Types.Scope().Lookup("main").(*types.Func); ok {
		l.unit.init.ln(obj.Pos(), "%s()", l.object(obj))
	}
	return l.finish()
}
