package load

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
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

// compare reports whether two forms of a file differ in nothing but bodies of
// functions, and finds these.
func (r *Revision) compare(fset *token.FileSet) bool {
	clear(r.changed)
	if head(r.Old) != head(r.New) || len(r.Old.Decls) != len(r.New.Decls) {
		return false
	}
	before, after := source{fset, r.was}, source{fset, r.text}
	for i, old := range r.Old.Decls {
		decl := r.New.Decls[i]
		if before.text(old.Pos(), old.End()) == after.text(decl.Pos(), decl.End()) {
			continue
		}
		from, ok := old.(*ast.FuncDecl)
		to, too := decl.(*ast.FuncDecl)
		if !ok || !too || from.Body == nil || to.Body == nil || isGeneric(from) ||
			before.text(from.Pos(), from.Body.Lbrace) != after.text(to.Pos(), to.Body.Lbrace) {
			return false
		}
		b := &Body{Pkg: r.Pkg, Old: from, Decl: to}
		b.Func, _ = r.Pkg.Info.Defs[from.Name].(*types.Func)
		r.changed[from] = b
	}
	return true
}

// source is the text of a file.
type source struct {
	fset *token.FileSet
	all  string
}

func (s source) text(from, to token.Pos) string {
	return s.all[s.fset.PositionFor(from, false).Offset:s.fset.PositionFor(to, false).Offset]
}

// isGeneric reports whether a function, or the type that it is a method of, has
// type parameters.
func isGeneric(d *ast.FuncDecl) bool {
	if d.Type.TypeParams != nil {
		return true
	}
	if d.Recv == nil || len(d.Recv.List) != 1 {
		return false
	}
	generic := false
	ast.Inspect(d.Recv.List[0].Type, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.IndexExpr, *ast.IndexListExpr:
			generic = true
		}
		return true
	})
	return generic
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

// imported returns the packages that a package imports, by path.
func imported(p *types.Package) map[string]*types.Package {
	out := map[string]*types.Package{}
	for _, imp := range p.Imports() {
		out[imp.Path()] = imp
	}
	return out
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

// imports reports whether a position is in an import declaration.
func (r *Revision) imports(pos token.Pos) bool {
	for _, spec := range r.New.Imports {
		if spec.Pos() <= pos && pos <= spec.End() {
			return true
		}
	}
	return false
}

// unusedImports reports imports that were used only in what the bodies were.
func (r *Revision) unusedImports(info *types.Info, fset *token.FileSet) (errs Errors) {
	used := map[string]bool{} // the names of packages
	note := func(info *types.Info, n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if _, ok := info.Uses[id].(*types.PkgName); ok {
					used[id.Name] = true
				}
			}
			return true
		})
	}
	dots := false
	for i, old := range r.Old.Decls {
		if d, ok := old.(*ast.FuncDecl); ok && r.changed[d] != nil {
			note(info, r.New.Decls[i])
			note(r.Pkg.Info, d.Type)
			continue
		}
		note(r.Pkg.Info, old)
	}
	for i, spec := range r.New.Imports {
		name := ""
		switch obj := r.Pkg.Info.Implicits[r.Old.Imports[i]].(type) {
		case *types.PkgName:
			name = obj.Name()
		}
		if spec.Name != nil {
			name = spec.Name.Name
		}
		dots = dots || name == "."
		if name != "" && name != "_" && name != "." && !used[name] {
			errs = append(errs, Error{Pos: fset.Position(spec.Pos()), Msg: spec.Path.Value + " imported and not used"})
		}
	}
	return errs
}

// Commit puts files of which only bodies have changed in the place of what they
// were.
func (e *Edit) Commit() {
	for _, r := range e.Files {
		for _, b := range r.changed {
			b.was = NewInfo()
			adopt(b.was, r.Pkg.Info, b.Old)
		}
		r.swap(r.Old, r.New, r.text)
		for _, b := range r.changed {
			adopt(r.Pkg.Info, b.info, b.Decl)
		}
	}
}

// Revert takes Commit back.
func (e *Edit) Revert() {
	for _, r := range e.Files {
		for _, b := range r.changed {
			forget(r.Pkg.Info, b.Decl.Body)
		}
		r.swap(r.New, r.Old, r.was)
		for _, b := range r.changed {
			adopt(r.Pkg.Info, b.was, b.Old)
		}
	}
}

// swap moves what is known of one form of the file to the other, the bodies that
// differ aside.
func (r *Revision) swap(from, to *ast.File, text string) {
	info := r.Pkg.Info
	for i, decl := range from.Decls {
		old := r.Old.Decls[i]
		if d, ok := old.(*ast.FuncDecl); ok && r.changed[d] != nil {
			was, now := decl.(*ast.FuncDecl), to.Decls[i].(*ast.FuncDecl)
			transfer(info, reflect.ValueOf(was.Recv), reflect.ValueOf(now.Recv))
			transfer(info, reflect.ValueOf(was.Name), reflect.ValueOf(now.Name))
			transfer(info, reflect.ValueOf(was.Type), reflect.ValueOf(now.Type))
			continue
		}
		transfer(info, reflect.ValueOf(decl), reflect.ValueOf(to.Decls[i]))
		r.initialisers(decl, to.Decls[i])
	}
	transfer(info, reflect.ValueOf(from.Name), reflect.ValueOf(to.Name))
	rekey(info.Scopes, ast.Node(from), ast.Node(to))
	rekey(info.FileVersions, from, to)
	for i, file := range r.Pkg.Files {
		if file == from {
			r.Pkg.Files[i], r.Pkg.texts[i] = to, text
		}
	}
	r.Pkg.resum()
}

// initialisers has the initialisers of package variables be the expressions of
// the other form of a declaration.
func (r *Revision) initialisers(from, to ast.Decl) {
	g, ok := from.(*ast.GenDecl)
	if !ok || g.Tok != token.VAR {
		return
	}
	moved := map[ast.Expr]ast.Expr{}
	for i, spec := range g.Specs {
		for j, value := range spec.(*ast.ValueSpec).Values {
			moved[value] = to.(*ast.GenDecl).Specs[i].(*ast.ValueSpec).Values[j]
		}
	}
	for _, init := range r.Pkg.Info.InitOrder {
		if now, ok := moved[init.Rhs]; ok {
			init.Rhs = now
		}
	}
}
