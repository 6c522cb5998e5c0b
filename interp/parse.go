package interp

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"regexp"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// bodyName is the function that the statements of a snippet are checked in.
const bodyName = "_"

// position starts what a person typed: positions after it are in the input.
func (s *scope) position() string { return "\n//line " + s.input + ":1:1\n" }

// parse reads src as declarations or, failing that, as statements, which become
// the body of a function, beside the types and constants that they declare. Of
// the problems those are reported that come after more sense.
func (s *scope) parse(src string) (*ast.File, error) {
	var errs load.Errors
	if declares(src) {
		var file *ast.File
		if file, errs = s.parseFile(src, "package prompt"+s.position(), ""); len(errs) == 0 && !onlyVars(file) {
			return file, nil
		}
	}
	imports, rest := s.leadingImports(s.gen.prog.Fset, src)
	file, bodyErrs := s.parseFile(rest, "package prompt\nfunc "+bodyName+"() {"+s.position(), "}\n")
	switch {
	case len(bodyErrs) == 0:
		hoist(file)
		file.Imports = imports
		return file, nil
	case len(errs) > 0 && before(bodyErrs[0].Pos, errs[0].Pos):
		return nil, errs
	}
	return nil, bodyErrs
}

// leadingImports returns the imports that src starts with, and src with blanks in
// their place.
func (s *scope) leadingImports(fset *token.FileSet, src string) ([]*ast.ImportSpec, string) {
	head := "package prompt" + s.position()
	file, err := parser.ParseFile(fset, "prompt", head+src+"\n", parser.SkipObjectResolution|parser.ImportsOnly)
	if err != nil || len(file.Imports) == 0 {
		return nil, src
	}
	last := file.Decls[len(file.Decls)-1]
	end := fset.PositionFor(last.End(), false).Offset - len(head)
	blank := strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return ' '
	}, src[:end])
	return file.Imports, blank + src[end:]
}

func before(a, b token.Position) bool {
	return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column
}

// parseFile parses src between a head and a tail.
func (s *scope) parseFile(src, head, tail string) (*ast.File, load.Errors) {
	file, err := parser.ParseFile(s.gen.prog.Fset, "prompt", head+src+"\n"+tail, parser.SkipObjectResolution)
	if at, ok := s.closed(file, len(head)+len(src)); ok && tail != "" {
		return nil, load.Errors{{Pos: at, Msg: "unexpected '}'"}}
	}
	var list scanner.ErrorList
	if err == nil || !errors.As(err, &list) {
		return file, nil
	}
	end := endOf(src)
	var errs load.Errors
	for _, e := range list {
		if before(end, e.Pos) {
			e.Pos, e.Msg = end, found.ReplaceAllString(e.Msg, ", found the end of the input")
		}
		if n := len(errs); n == 0 || errs[n-1].Pos.Line != e.Pos.Line {
			errs = append(errs, load.Error{Pos: e.Pos, Msg: e.Msg})
		}
	}
	return nil, errs
}

// found is what a message says of the token that does not fit.
var found = regexp.MustCompile(`(, found .*| before newline.*)$`)

// endOf returns the position behind the last character of src that is no space.
func endOf(src string) token.Position {
	src = strings.TrimRight(src, " \t\r\n")
	line := strings.Count(src, "\n")
	return token.Position{Filename: "prompt", Line: line + 1, Column: len(src) - strings.LastIndexByte(src, '\n')}
}

// closed reports whether the function around the statements of a snippet ends
// before they do, and where.
func (s *scope) closed(file *ast.File, end int) (token.Position, bool) {
	if file == nil || len(file.Decls) == 0 {
		return token.Position{}, false
	}
	d, ok := file.Decls[0].(*ast.FuncDecl)
	if !ok || d.Body == nil || !d.Body.Rbrace.IsValid() {
		return token.Position{}, false
	}
	fset := s.gen.prog.Fset
	return fset.Position(d.Body.Rbrace), fset.PositionFor(d.Body.Rbrace, false).Offset < end
}

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

// hoist moves the types and constants that the statements of a snippet declare
// out of their function, so that they stay declared.
func hoist(file *ast.File) {
	body := promptBody(file)
	var rest []ast.Stmt
	for _, stmt := range body.List {
		if d, ok := stmt.(*ast.DeclStmt); ok {
			if g, ok := d.Decl.(*ast.GenDecl); ok && g.Tok != token.VAR {
				file.Decls = append(file.Decls, g)
				continue
			}
		}
		rest = append(rest, stmt)
	}
	body.List = rest
}

// promptBody returns the statements of a snippet, or nil for declarations.
func promptBody(file *ast.File) *ast.BlockStmt {
	if len(file.Decls) == 0 {
		return nil
	}
	if d, ok := file.Decls[0].(*ast.FuncDecl); ok && d.Name.Name == bodyName && d.Recv == nil {
		return d.Body
	}
	return nil
}

// top returns the names that the declarations of a file declare.
func top(file *ast.File) map[string]bool {
	names := map[string]bool{}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				names[d.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					names[spec.Name.Name] = true
				case *ast.ValueSpec:
					for _, id := range spec.Names {
						names[id.Name] = true
					}
				}
			}
		}
	}
	return names
}
