package interp

import (
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
)

// snippet is a checked snippet and what it imports.
type snippet struct {
	lower.Snippet
	imports map[string]string // name -> import path
}

// check parses and type-checks a snippet, which may mention t as typeName.
func (s *scope) check(src string, t types.Type) (*snippet, error) {
	file, err := s.parse(src)
	if err != nil {
		return nil, err
	}
	imports, err := s.importDecls(file)
	if err != nil {
		return nil, err
	}
	if errs := s.strayMethods(file); len(errs) > 0 {
		return nil, errs
	}
	body := promptBody(file)
	sn, err := s.checkInside(file, body, imports, t)
	if err != nil {
		return nil, err
	}
	if errs := s.assignedStates(sn); len(errs) > 0 {
		return nil, errs
	}
	if body != nil {
		sn.Body = body
		sn.Vars = declared(sn.Pkg.Info, body)
		file.Decls = file.Decls[1:] // the statements are lowered by themselves
	}
	return sn, nil
}

// checkAs type-checks a snippet as part of a package with that import path, which may mention t as typeName.
func (s *scope) checkAs(path string, file *ast.File, body *ast.BlockStmt, imports map[string]string, t types.Type) (*snippet, load.Errors, error) {
	r, err := s.resolve(path, s.mentions(file), imports)
	if err != nil {
		return nil, nil, err
	}
	if t != nil {
		r.pkg.Scope().Insert(alias(r.pkg, t))
	}
	sn := &snippet{imports: imports}
	sn.Pkg = &load.Package{Path: promptPath, Name: promptPath, Rel: promptPath, Files: []*ast.File{file}, Types: r.pkg, Info: load.NewInfo()}
	sn.States = r.states
	return sn, s.checkFile(sn.Pkg, file, body), nil
}

// checkFile type-checks a snippet. Unlike in a file, a variable may stay
// unused, and a last expression need not be a statement.
func (s *scope) checkFile(pkg *load.Package, file *ast.File, body *ast.BlockStmt) (errs load.Errors) {
	conf := types.Config{
		Importer: s.loader,
		Error: func(err error) {
			var te types.Error
			if errors.As(err, &te) && !allowed(te, body) {
				te.Msg = s.keptNames(te.Msg)
				errs.Add(te)
			}
		},
	}
	defer func() {
		if r := recover(); r != nil && len(errs) == 0 {
			errs = load.Errors{{Msg: fmt.Sprintf("this cannot be checked: %v", r)}}
		}
	}()
	types.NewChecker(&conf, s.gen.prog.Fset, pkg.Types, pkg.Info).Files([]*ast.File{file})
	return errs
}

// allowed reports whether a problem is none at a prompt.
func allowed(err types.Error, body *ast.BlockStmt) bool {
	if strings.Contains(err.Msg, " not exported by package ") || strings.HasPrefix(err.Msg, "implicit assignment to unexported field ") {
		return true // the prompt may look inside what it talks to
	}
	if body == nil {
		return false
	}
	if strings.HasPrefix(err.Msg, "declared and not used: ") {
		return slices.ContainsFunc(outermost(body), func(id *ast.Ident) bool { return id.Pos() == err.Pos })
	}
	if n := len(body.List); n > 0 && strings.HasSuffix(err.Msg, "is not used") {
		last, ok := body.List[n-1].(*ast.ExprStmt)
		return ok && last.Pos() <= err.Pos && err.Pos < last.End()
	}
	return false
}

// strayMethods refuses methods of types that are not declared beside them: the
// values that there are of such a type do not have them.
func (s *scope) strayMethods(file *ast.File) (errs load.Errors) {
	names := top(file)
	for _, decl := range file.Decls {
		d, ok := decl.(*ast.FuncDecl)
		if !ok || d.Recv == nil || len(d.Recv.List) != 1 {
			continue
		}
		if id := receiverName(d.Recv.List[0].Type); id != nil && !names[id.Name] {
			errs = append(errs, load.Error{Pos: s.pos(id), Msg: "a method is declared together with its type: type " + id.Name + " and its methods in one piece"})
		}
	}
	return errs
}

// receiverName returns the name in T, *T and T[P].
func receiverName(e ast.Expr) *ast.Ident {
	switch e := e.(type) {
	case *ast.Ident:
		return e
	case *ast.ParenExpr:
		return receiverName(e.X)
	case *ast.StarExpr:
		return receiverName(e.X)
	case *ast.IndexExpr:
		return receiverName(e.X)
	case *ast.IndexListExpr:
		return receiverName(e.X)
	}
	return nil
}

func (s *scope) pos(n ast.Node) token.Position { return s.gen.prog.Fset.Position(n.Pos()) }

// declared returns the variables that the statements of a snippet declare at
// the outermost level.
func declared(info *types.Info, body *ast.BlockStmt) []*types.Var {
	var out []*types.Var
	for _, id := range outermost(body) {
		if v, ok := info.Defs[id].(*types.Var); ok && id.Name != "_" {
			out = append(out, v)
		}
	}
	return out
}

// outermost returns the names on the left of := and in var declarations at the
// outermost level.
func outermost(body *ast.BlockStmt) []*ast.Ident {
	var out []*ast.Ident
	for _, stmt := range body.List {
		switch stmt := stmt.(type) {
		case *ast.AssignStmt:
			for _, e := range stmt.Lhs {
				if id, ok := e.(*ast.Ident); ok && stmt.Tok == token.DEFINE {
					out = append(out, id)
				}
			}
		case *ast.DeclStmt:
			for _, spec := range stmt.Decl.(*ast.GenDecl).Specs {
				if v, ok := spec.(*ast.ValueSpec); ok {
					out = append(out, v.Names...)
				}
			}
		}
	}
	return out
}

// importDecls takes the imports out of a snippet, and returns what they import
// under the name each goes by.
func (s *scope) importDecls(file *ast.File) (map[string]string, error) {
	imports := map[string]string{}
	var errs load.Errors
	for _, spec := range file.Imports {
		path := strings.Trim(spec.Path.Value, "`\"")
		pkg, err := s.load(path)
		switch {
		case err != nil:
			errs = append(errs, load.Error{Pos: s.pos(spec), Msg: err.Error()})
		case spec.Name == nil:
			imports[pkg.Name()] = path
		case spec.Name.Name == ".":
			errs = append(errs, load.Error{Pos: s.pos(spec), Msg: "a prompt has no dot imports: name the package"})
		case spec.Name.Name != "_":
			imports[spec.Name.Name] = path
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	file.Imports = nil
	file.Decls = slices.DeleteFunc(file.Decls, func(d ast.Decl) bool {
		g, ok := d.(*ast.GenDecl)
		return ok && g.Tok == token.IMPORT
	})
	return imports, nil
}
