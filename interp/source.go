package interp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/printer"
	"go/token"
	"go/types"
	"os/exec"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// A declaration is where the program declares something.
type declaration struct {
	pkg  *load.Package
	file *ast.File
	node ast.Node // *ast.FuncDecl, *ast.GenDecl, or one spec of a *ast.GenDecl
	doc  *ast.CommentGroup
}

// Doc returns the documentation of a name as it is written at the prompt (pkg, pkg.Name, pkg.Type.Method), or of a state:
// its declaration without its body, and its comment. For packages that are not interpreted it asks go doc.
func (s *Session) Doc(ctx context.Context, name string) (string, error) {
	s.mu.Lock()
	found, native, err := s.gen.scope.find(name)
	s.mu.Unlock()
	switch {
	case err != nil:
		return "", err
	case native != "":
		return s.goDoc(ctx, native)
	case found == nil:
		return s.packageDoc(name)
	}
	text, err := s.print(found, false)
	if err == nil && found.doc != nil {
		text += "\n" + indented(found.doc.Text())
	}
	return text, err
}

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

// find resolves a name. It returns the declaration of what the program declares, what go doc is to be asked about, or
// neither for a package of the program.
func (s *scope) find(name string) (found *declaration, native string, err error) {
	if st, ok := s.variable(name); ok {
		return s.declared(st.Pkg, st.Var.Name(), ""), "", nil
	}
	parts := strings.Split(name, ".")
	if obj, ok := s.names[parts[0]]; ok {
		return nil, "", fmt.Errorf("%s is a %s of the prompt: %s", parts[0], kindOf(obj), hint(obj))
	}
	if s.root(parts[0]) != nil && len(parts) <= 2 {
		root := s.gen.prog.Package(s.gen.prog.Roots[0])
		return s.member(root, parts)
	}
	pkg, err := s.pkg(parts[0])
	if err != nil || pkg == nil || len(parts) > 3 {
		return nil, "", errors.Join(err, s.unknown(name))
	}
	own := s.gen.prog.Package(pkg.Path())
	if own == nil {
		return nil, strings.Join(append([]string{pkg.Path()}, parts[1:]...), "."), nil
	}
	if len(parts) == 1 {
		return nil, "", nil
	}
	return s.member(own, parts[1:])
}

// member finds what a package declares by that name, or by that name and that of a method.
func (s *scope) member(pkg *load.Package, parts []string) (found *declaration, native string, err error) {
	method := strings.Join(parts[1:], "")
	if found = s.declared(pkg, parts[0], method); found == nil {
		return nil, "", fmt.Errorf("the package %s declares no %s", pkg.Path, strings.Join(parts, "."))
	}
	return found, "", nil
}

// unknown is the error for a name that nothing has.
func (s *scope) unknown(name string) error {
	for _, p := range s.gen.prog.Packages {
		if p.Types.Scope().Lookup(name) != nil {
			return fmt.Errorf("nothing is named %s; did you mean %s.%s?", name, p.Name, name)
		}
	}
	return fmt.Errorf("nothing is named %s", name)
}

func kindOf(obj types.Object) string {
	switch obj.(type) {
	case *types.Var:
		return "variable"
	case *types.Const:
		return "constant"
	case *types.TypeName:
		return "type"
	}
	return "function"
}

// declared finds the declaration of a name in a package, and of a method or field of it if that is not "".
func (s *scope) declared(pkg *load.Package, name, member string) *declaration {
	for _, file := range pkg.Files {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if receiver(d) == name && d.Name.Name == member || d.Recv == nil && d.Name.Name == name && member == "" {
					return &declaration{pkg, file, d, d.Doc}
				}
			case *ast.GenDecl:
				if found := inGroup(pkg, file, d, name); found != nil && member == "" {
					return found
				}
			}
		}
	}
	return nil
}

// receiver returns the name of the type that a method belongs to.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return ""
	}
	t := d.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// inGroup finds a name among the specs of a declaration.
func inGroup(pkg *load.Package, file *ast.File, d *ast.GenDecl, name string) *declaration {
	for _, spec := range d.Specs {
		doc, names := d.Doc, []*ast.Ident(nil)
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			names = []*ast.Ident{spec.Name}
			if spec.Doc != nil {
				doc = spec.Doc
			}
		case *ast.ValueSpec:
			names = spec.Names
			if spec.Doc != nil {
				doc = spec.Doc
			}
		}
		for _, id := range names {
			if id.Name != name {
				continue
			}
			if len(d.Specs) == 1 {
				return &declaration{pkg, file, d, doc}
			}
			one := &ast.GenDecl{TokPos: spec.Pos(), Tok: d.Tok, Specs: []ast.Spec{spec}}
			return &declaration{pkg, file, one, doc}
		}
	}
	return nil
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

// packageDoc is the documentation of a package of the program, with the names that it exports.
func (s *Session) packageDoc(name string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, err := s.gen.scope.pkg(name)
	if err != nil {
		return "", err
	}
	pkg := s.gen.prog.Package(p.Path())
	var b strings.Builder
	fmt.Fprintf(&b, "package %s // import %q\n", pkg.Name, pkg.Path)
	for _, file := range pkg.Files {
		if file.Doc != nil {
			b.WriteString("\n" + indented(file.Doc.Text()))
		}
	}
	scope, first := pkg.Types.Scope(), true
	for _, name := range scope.Names() {
		if obj := scope.Lookup(name); obj.Exported() {
			if first {
				b.WriteString("\n")
				first = false
			}
			fmt.Fprintf(&b, "%s %s\n", name, hint(obj))
		}
	}
	return b.String(), nil
}

// goDoc asks the go command.
func (s *Session) goDoc(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", append([]string{"doc"}, args...)...)
	cmd.Dir, cmd.Env = s.cfg.Dir, s.cfg.Env
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && ctx.Err() == nil:
		text := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(string(out)), "exit status 1"))
		return "", errors.New(strings.TrimPrefix(text, "doc: "))
	case err != nil:
		return "", errors.Join(err, ctx.Err())
	}
	return strings.TrimRight(string(out), "\n"), nil
}

// indented puts four spaces before every line, as go doc does.
func indented(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = "    " + line
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
