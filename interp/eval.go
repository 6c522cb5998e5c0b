package interp

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
)

// Eval runs Go statements or declarations and returns the values of a last
// expression. What is declared stays declared; a redefinition replaces. A call
// whose last result is an error gives the others, and fails with the error if it is
// not nil. Problems in src come back as load.Errors, with positions in "prompt".
//
// When ctx is done Eval returns its error; the code runs on, as nothing can stop
// it without stopping the program.
func (s *Session) Eval(ctx context.Context, src string) ([]Value, error) {
	run, err := s.compile(src, nil)
	if err != nil {
		return nil, err
	}
	return run.wait(ctx, s)
}

// compiled is a snippet that is ready to run.
type compiled struct {
	gen     *generation
	result  *lower.Result
	program *program
	pkg     *types.Package
	vars    []*types.Var
	imports map[string]string
	private bool // nothing of it is to stay at the prompt
}

// compile checks, lowers and compiles a snippet. It may mention the type t, if
// that is not nil, as typeName.
func (s *Session) compile(src string, t types.Type) (*compiled, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.gen
	g.scope.evals++
	sn, err := g.scope.check(src, t)
	if err != nil {
		return nil, err
	}
	result, err := g.lower.Snippet(sn.Snippet)
	if err != nil {
		return nil, err
	}
	p, err := g.engine.compile(result.Unit)
	if err != nil {
		return nil, err
	}
	return &compiled{gen: g, result: result, program: p, pkg: sn.Pkg.Types, vars: sn.Vars, imports: sn.imports}, nil
}

// wait runs a snippet until it ends or ctx is done.
func (c *compiled) wait(ctx context.Context, s *Session) ([]Value, error) {
	type outcome struct {
		values []any
		err    error
	}
	done := make(chan outcome, 1)
	go func() {
		values, err := c.gen.evaluateProgram(c.program)
		done <- outcome{values, err}
	}()
	select {
	case <-ctx.Done():
		s.keep(c, nil)
		return nil, ctx.Err()
	case out := <-done:
		if out.err != nil {
			return nil, out.err
		}
		if err := s.keep(c, out.values); err != nil {
			return nil, err
		}
		return c.values(out.values)
	}
}

// keep makes what a snippet declared part of the prompt.
func (s *Session) keep(c *compiled, values []any) error {
	if c.private {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	g := c.gen
	for name, path := range c.imports {
		g.scope.imports[name] = path
	}
	g.scope.declare(c.pkg, c.vars)
	if len(values) > 0 && len(c.result.Types) > 0 {
		g.scope.keepLast(c.result.Types[0], values[0])
	}
	unit := g.takeUnit()
	if unit == nil {
		return nil
	}
	_, err := unit.Apply(context.Background())
	return err
}

// keepLast makes _ stand for a value.
func (s *scope) keepLast(t types.Type, ptr any) {
	unit, v, err := s.gen.lower.Variable(lastName, t)
	if err != nil {
		return
	}
	if _, err := s.gen.evaluate(unit); err != nil {
		return
	}
	if to, err := s.pointer(v); err == nil {
		to.Elem().Set(reflect.ValueOf(ptr).Elem())
		s.last = v
	}
}

// evaluate compiles and runs a unit of the machinery's own.
func (g *generation) evaluate(u *lower.Unit) ([]any, error) {
	p, err := g.engine.compile(u)
	if err != nil {
		return nil, err
	}
	return g.evaluateProgram(p)
}

// evaluateProgram runs a compiled unit and returns the pointers it handed over.
func (g *generation) evaluateProgram(p *program) ([]any, error) {
	var got []any
	g.results.Store(p.unit.Name, &got)
	defer g.results.Delete(p.unit.Name)
	err := g.engine.run(p)
	return got, err
}

// values makes what the shell prints of the results.
func (c *compiled) values(ptrs []any) ([]Value, error) {
	var out []Value
	for i, ptr := range ptrs {
		v := Value{GoType: c.result.Types[i], v: reflect.ValueOf(ptr).Elem(), gen: c.gen}
		if c.result.Tuple && i == len(ptrs)-1 && types.Identical(v.GoType, types.Universe.Lookup("error").Type()) {
			if err, ok := v.v.Interface().(error); ok {
				return nil, err
			}
			continue
		}
		out = append(out, v)
	}
	return out, nil
}

// snippet is a checked snippet and what it imports.
type snippet struct {
	lower.Snippet
	imports map[string]string
}

// check parses and type-checks a snippet, which may mention t as typeName.
func (s *scope) check(src string, t types.Type) (*snippet, error) {
	file, err := s.parse(src)
	if err != nil {
		return nil, err
	}
	sn := &snippet{imports: map[string]string{}}
	if err := s.importDecls(file, sn); err != nil {
		return nil, err
	}
	r, err := s.resolve(mentions(file))
	if err != nil {
		return nil, err
	}
	if t != nil {
		r.pkg.Scope().Insert(alias(r.pkg, t))
	}
	sn.Pkg = &load.Package{Path: promptPath, Name: promptPath, Rel: promptPath, Files: []*ast.File{file}, Types: r.pkg, Info: load.NewInfo()}
	sn.States = r.states
	body := promptBody(file)
	errs := s.checkFile(sn.Pkg, file, body)
	if len(errs) > 0 {
		return nil, errs
	}
	if body == nil {
		return sn, nil
	}
	sn.Body = body
	sn.Vars = declared(sn.Pkg.Info, body)
	file.Decls = nil // the statements are lowered by themselves
	return sn, nil
}

// checkFile type-checks a snippet. Unlike in a file, a variable may stay
// unused, and a last expression need not be a statement.
func (s *scope) checkFile(pkg *load.Package, file *ast.File, body *ast.BlockStmt) load.Errors {
	var errs load.Errors
	conf := types.Config{
		Importer: s.loader,
		Error: func(err error) {
			var te types.Error
			if errors.As(err, &te) && !strings.HasPrefix(te.Msg, "\t") && !allowed(te, body) {
				errs = append(errs, load.Error{Pos: te.Fset.Position(te.Pos), Msg: promptText(te.Msg)})
			}
		},
	}
	types.NewChecker(&conf, s.gen.prog.Fset, pkg.Types, pkg.Info).Files([]*ast.File{file})
	return errs
}

// allowed reports whether a problem is none at a prompt.
func allowed(err types.Error, body *ast.BlockStmt) bool {
	if body == nil {
		return false
	}
	if strings.HasPrefix(err.Msg, "declared and not used: ") {
		for _, stmt := range body.List {
			switch stmt := stmt.(type) {
			case *ast.AssignStmt, *ast.DeclStmt:
				if stmt.Pos() <= err.Pos && err.Pos < stmt.End() {
					return true
				}
			}
		}
	}
	if n := len(body.List); n > 0 && strings.HasSuffix(err.Msg, "is not used") {
		last, ok := body.List[n-1].(*ast.ExprStmt)
		return ok && last.Pos() <= err.Pos && err.Pos < last.End()
	}
	return false
}

// promptText puts a message of the checker in the words of the prompt.
func promptText(msg string) string {
	return strings.ReplaceAll(msg, lastName, "_")
}

// parse reads src as declarations or, failing that, as statements.
func (s *scope) parse(src string) (*ast.File, error) {
	mode := parser.SkipObjectResolution | parser.AllErrors
	if declares(src) {
		file, err := parser.ParseFile(s.gen.prog.Fset, "prompt", "package prompt\n//line prompt:1:1\n"+src+"\n", mode)
		if err == nil && !onlyVars(file) {
			return file, nil
		}
	}
	file, err := parser.ParseFile(s.gen.prog.Fset, "prompt", "package prompt\nfunc "+bodyName+"() {\n//line prompt:1:1\n"+src+"\n}\n", mode)
	if err == nil {
		return file, nil
	}
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return nil, err
	}
	var errs load.Errors
	for _, e := range list {
		errs = append(errs, load.Error{Pos: e.Pos, Msg: e.Msg})
	}
	return nil, errs
}

// bodyName is the function that the statements of a snippet are checked in.
const bodyName = "_"

// declares reports whether src starts as a declaration of a file does.
func declares(src string) bool {
	var sc scanner.Scanner
	sc.Init(token.NewFileSet().AddFile("", -1, len(src)), []byte(src), nil, 0)
	switch _, tok, _ := sc.Scan(); tok {
	case token.FUNC, token.TYPE, token.VAR, token.CONST, token.IMPORT:
		return true
	}
	return false
}

// onlyVars reports whether a file declares nothing but variables, which are
// then statements: their initialisers run where they stand.
func onlyVars(file *ast.File) bool {
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.VAR {
			return false
		}
	}
	return true
}

// promptBody returns the statements of a snippet, or nil for declarations.
func promptBody(file *ast.File) *ast.BlockStmt {
	if len(file.Decls) != 1 {
		return nil
	}
	d, ok := file.Decls[0].(*ast.FuncDecl)
	if !ok || d.Name.Name != bodyName {
		return nil
	}
	return d.Body
}

// declared returns the variables that the statements of a snippet declare at
// the outermost level.
func declared(info *types.Info, body *ast.BlockStmt) []*types.Var {
	var out []*types.Var
	add := func(id *ast.Ident) {
		if v, ok := info.Defs[id].(*types.Var); ok && id.Name != "_" {
			out = append(out, v)
		}
	}
	for _, stmt := range body.List {
		switch stmt := stmt.(type) {
		case *ast.AssignStmt:
			for _, e := range stmt.Lhs {
				if id, ok := e.(*ast.Ident); ok {
					add(id)
				}
			}
		case *ast.DeclStmt:
			for _, spec := range stmt.Decl.(*ast.GenDecl).Specs {
				if v, ok := spec.(*ast.ValueSpec); ok {
					for _, id := range v.Names {
						add(id)
					}
				}
			}
		}
	}
	return out
}

// importDecls notes the imports of a snippet, under the name each goes by.
func (s *scope) importDecls(file *ast.File, sn *snippet) error {
	for _, spec := range file.Imports {
		path := strings.Trim(spec.Path.Value, "`\"")
		pkg, err := s.load(path)
		if err != nil {
			return err
		}
		name := pkg.Name()
		if spec.Name != nil {
			name = spec.Name.Name
		}
		sn.imports[name] = path
	}
	var rest []ast.Decl
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
			rest = append(rest, d)
		}
	}
	file.Decls, file.Imports = rest, nil
	for name, path := range sn.imports {
		s.imports[name] = path
	}
	return nil
}
