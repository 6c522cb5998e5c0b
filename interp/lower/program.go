package lower

import (
	"go/ast"
	"go/token"
	"go/types"

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

// variables declares package variables, without values.
func (l *Lowerer) variables(pkg *load.Package, d *ast.GenDecl) {
	for _, spec := range d.Specs {
		for _, id := range spec.(*ast.ValueSpec).Names {
			if obj, ok := pkg.Info.Defs[id].(*types.Var); ok && id.Name != "_" {
				l.unit.types.ln(id.Pos(), "var %s %s", l.object(obj), l.typ(obj.Type()))
			}
		}
	}
	for _, doc := range []*ast.CommentGroup{d.Doc} {
		if doc == nil {
			continue
		}
		for _, c := range doc.List {
			if len(c.Text) > 10 && c.Text[:10] == "//go:embed" {
				l.refuse(c.Pos(), "//go:embed is not supported yet: read the file when the program starts, or mark the package //mrepl:native")
			}
		}
	}
}

// initialise assigns a package variable its value.
func (l *Lowerer) initialise(pkg *load.Package, init *types.Initializer) {
	f := l.newFn(pkg, nil)
	l.at = init.Rhs.Pos()
	f.escape(&ast.ExprStmt{X: init.Rhs})
	f.out = &code{}
	if len(init.Lhs) > 1 {
		code, from := f.tuple(init.Rhs)
		temps := ""
		for i, t := range from {
			name := l.fresh("init_t")
			l.unit.init.ln(init.Rhs.Pos(), "var %s %s", name, f.typ(t))
			if i > 0 {
				temps += ", "
			}
			temps += name
			if init.Lhs[i].Name() != "_" {
				f.out.ln(init.Rhs.Pos(), "%s = %s", l.object(init.Lhs[i]), f.convert(name, t, init.Lhs[i].Type()))
			}
		}
		l.unit.init.ln(init.Rhs.Pos(), "%s = %s", temps, code)
		l.unit.init.append(f.out)
		return
	}
	v := init.Lhs[0]
	if v.Name() == "_" {
		f.blank(init.Rhs, init.Rhs)
		l.unit.init.append(f.out)
		return
	}
	value := f.to(init.Rhs, v.Type())
	l.unit.init.append(f.out)
	l.unit.init.ln(init.Rhs.Pos(), "%s = %s", l.object(v), value)
}

// Main makes a unit that calls the main function of a package.
func (l *Lowerer) Main(pkg *load.Package) (*Unit, error) {
	defer l.begin()()
	if obj, ok := pkg.Types.Scope().Lookup("main").(*types.Func); ok {
		l.unit.init.ln(obj.Pos(), "%s()", l.object(obj))
	}
	return l.finish()
}
