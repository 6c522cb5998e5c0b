package lower

import (
	"fmt"
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
		l.noteTypes(pkg)
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
					set(l, l.decls, obj, funcDecl{pkg, d})
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
		g := &group{name: name + "__call", live: l.live, initial: true}
		g.inline.ln(token.NoPos, "%s()", name)
		l.add(g)
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
		name = l.initFunc(pkg, d)
	default:
		name = l.object(obj)
	}
	l.later(func() { l.function(name, funcDecl{pkg, d}, sig, substitution{}) })
	return name
}

// initFunc names an init function by its place among those of the package.
func (l *Lowerer) initFunc(pkg *load.Package, d *ast.FuncDecl) string {
	name := l.stable(fmt.Sprintf("init %s %d", pkg.Path, initNumber(pkg, d)), l.pkgName(pkg.Types)+"__init")
	l.called.Store(name, pkg.Name+".init")
	return name
}

// initNumber returns which of the init functions of a package it is, from 1.
func initNumber(pkg *load.Package, d *ast.FuncDecl) (n int) {
	for _, file := range pkg.Files {
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				if n++; f == d {
					return n
				}
			}
		}
	}
	return n
}

// Main makes a unit that calls the main function of a package.
func (l *Lowerer) Main(pkg *load.Package) (*Unit, error) {
	defer l.begin()()
	if obj, ok := pkg.Types.Scope().Lookup("main").(*types.Func); ok {
		l.unit.init.ln(obj.Pos(), "%s()", l.object(obj))
	}
	return l.finish()
}
