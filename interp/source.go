package interp

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/format"
	"go/printer"
	"go/token"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// Source returns the declaration of a name, and for a state those of the functions that it names too. Pos is file:line.
func (s *Session) Source(ctx context.Context, name string) (pos, text string, err error) {
	s.mu.Lock()
	found, native, err := s.gen.scope.find(name)
	s.mu.Unlock()
	switch {
	case err != nil:
		return "", "", err
	case native != "":
		text, err = s.goDoc(ctx, "-src", native)
		return "", text, err
	case found == nil:
		return "", "", fmt.Errorf("%s is a package; source takes what one declares: %s.Name", name, name)
	}
	if text, err = s.print(found, true); err != nil {
		return "", "", err
	}
	for _, f := range s.functions(found) {
		more, err := s.print(f, true)
		if err != nil {
			return "", "", err
		}
		text += "\n\n" + more
	}
	p := s.loader.Fset().Position(found.node.Pos())
	return fmt.Sprintf("%s:%d", load.Relative(p.Filename), p.Line), text, nil
}

// functions are the functions of its own package that the declaration of a state names: its start, its stop.
func (s *Session) functions(d *declaration) []*declaration {
	g, ok := d.node.(*ast.GenDecl)
	if !ok || g.Tok != token.VAR {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*declaration
	ast.Inspect(g, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if f, ok := d.pkg.Info.Uses[id].(*types.Func); ok && f.Pkg() == d.pkg.Types && f.Signature().Recv() == nil {
				if found := s.gen.scope.declared(d.pkg, f.Name(), ""); found != nil {
					out = append(out, found)
				}
			}
		}
		return true
	})
	return out
}

// print writes a declaration as gofmt does; without source, functions have no body and comments are left out.
func (s *Session) print(d *declaration, source bool) (string, error) {
	node := d.node
	var comments []*ast.CommentGroup
	var doc *ast.CommentGroup
	if source {
		comments, doc = written(d.file.Comments...), d.doc
	}
	switch n := node.(type) {
	case *ast.FuncDecl:
		head := *n
		head.Doc = first(written(doc))
		if !source {
			head.Body = nil
		}
		node = &head
	case *ast.GenDecl:
		head := *n
		if head.Doc = nil; n.Doc == doc {
			head.Doc = first(written(doc))
		}
		node = &head
	}
	var b bytes.Buffer
	if err := format.Node(&b, s.loader.Fset(), &printer.CommentedNode{Node: node, Comments: comments}); err != nil {
		return "", err
	}
	return b.String(), nil
}

// written leaves out the comments that stand for where the prompt put a declaration.
func written(groups ...*ast.CommentGroup) (kept []*ast.CommentGroup) {
	for _, g := range groups {
		if g == nil {
			continue
		}
		var list []*ast.Comment
		for _, c := range g.List {
			if !strings.HasPrefix(c.Text, "//line ") {
				list = append(list, c)
			}
		}
		if len(list) > 0 {
			kept = append(kept, &ast.CommentGroup{List: list})
		}
	}
	return kept
}

// first returns the first of some comments, or nil.
func first(groups []*ast.CommentGroup) *ast.CommentGroup {
	if len(groups) == 0 {
		return nil
	}
	return groups[0]
}
