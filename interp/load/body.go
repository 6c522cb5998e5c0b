package load

import (
	"go/ast"
	"go/token"
	"go/types"
)

// Body is a function of which the body has changed, and nothing else.
type Body struct {
	Pkg  *Package
	Func *types.Func // nil for init functions and those without a name
	Old  *ast.FuncDecl
	Decl *ast.FuncDecl // with the new body
	info *types.Info   // of the new body and the parameters
	was  *types.Info   // of the old ones, once they are replaced
}

// checkBodies checks the bodies that have changed in a file, in the package that
// there is: as functions without a name, of which the receiver is the first parameter.
func (l *Loader) checkBodies(r *Revision) (bodies []*Body, errs Errors) {
	file := &ast.File{Package: r.New.Package, Name: r.New.Name, FileStart: r.New.FileStart, FileEnd: r.New.FileEnd, Imports: r.New.Imports}
	for _, decl := range r.New.Decls {
		if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			file.Decls = append(file.Decls, g)
		}
	}
	info := NewInfo()
	for _, old := range r.Old.Decls {
		if d, ok := old.(*ast.FuncDecl); ok && r.changed[d] != nil {
			b := r.changed[d]
			b.info = info
			bodies = append(bodies, b)
			file.Decls = append(file.Decls, nameless(b.Decl))
		}
	}
	imp := importer{native: l.native, source: imported(r.Pkg.Types), imports: r.Pkg.listed.ImportMap}
	conf := config(imp, goVersion(r.Pkg.listed), &errs)
	report := conf.Error
	conf.Error = func(err error) {
		if te, ok := err.(types.Error); ok && r.imports(te.Pos) {
			return // others use it
		}
		report(err)
	}
	types.NewChecker(conf, l.fset, r.Pkg.Types, info).Files([]*ast.File{file})
	if unused := r.unusedImports(info, l.fset); len(errs) == 0 {
		errs = unused
	}
	return bodies, errs
}

// nameless returns a function as one without a name and receiver.
func nameless(d *ast.FuncDecl) *ast.FuncDecl {
	params := *d.Type.Params
	if d.Recv != nil {
		params.List = append(append([]*ast.Field{}, d.Recv.List...), params.List...)
		named := len(d.Type.Params.List) == 0 || len(d.Type.Params.List[0].Names) > 0
		if recv := *params.List[0]; named != (len(recv.Names) > 0) {
			params.List = unmixed(params.List)
		}
	}
	return &ast.FuncDecl{
		Name: &ast.Ident{NamePos: d.Name.NamePos, Name: "_"},
		Type: &ast.FuncType{Func: d.Type.Func, Params: &params, Results: d.Type.Results},
		Body: d.Body,
	}
}

// unmixed gives parameters without names the blank one: either all have one or
// none.
func unmixed(list []*ast.Field) []*ast.Field {
	out := make([]*ast.Field, len(list))
	for i, field := range list {
		out[i] = field
		if len(field.Names) == 0 {
			f := *field
			f.Names = []*ast.Ident{{NamePos: field.Type.Pos(), Name: "_"}}
			out[i] = &f
		}
	}
	return out
}
