package interp

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// redefine takes declarations of names that the program's main package declares
// as an edit of its source. ok is false if src is something else.
func (s *Session) redefine(ctx context.Context, src string) (changes Changes, ok bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gen.scope.input = s.inputs.add(src)
	r := s.gen.scope.redefinition(src)
	if r == nil {
		return Changes{}, false, nil
	}
	if err := r.declarations(); err != nil {
		return Changes{}, true, err
	}
	undo, err := r.overlay(s.loader)
	if err != nil {
		return Changes{}, true, err
	}
	c, err := s.stage(ctx)
	if err != nil {
		undo()
		return Changes{}, true, err
	}
	if c == nil {
		return Changes{Notes: []string{"that is how it reads already"}}, true, nil
	}
	changes, err = s.install(ctx, c)
	if changes.Empty() {
		undo()
	}
	return changes, true, err
}

// redefinition is a snippet of declarations, some of which the program has.
type redefinition struct {
	scope *scope
	pkg   *load.Package
	file  *ast.File // the snippet
	src   string
	edits map[*ast.File][]splice
}

// splice is a piece of a file and what takes its place.
type splice struct {
	from, to int
	text     string
}

// redefinition returns src as one, or nil.
func (s *scope) redefinition(src string) *redefinition {
	if len(s.gen.prog.Roots) != 1 || !declares(src) {
		return nil
	}
	pkg := s.gen.prog.Package(s.gen.prog.Roots[0])
	if pkg == nil {
		return nil
	}
	file, errs := s.parseFile(src, s.snippetHead(), "")
	if len(errs) > 0 {
		return nil
	}
	r := &redefinition{scope: s, pkg: pkg, file: file, src: src, edits: map[*ast.File][]splice{}}
	for _, d := range file.Decls {
		for _, name := range declaredNames(d) {
			_, own := s.names[name]
			if !own && s.root(name) != nil {
				return r
			}
		}
	}
	return nil
}

// snippetHead is before a snippet while it is parsed.
func (s *scope) snippetHead() string { return "package prompt" + s.position() }

// declaredNames returns the names that a declaration declares, for a method that
// of its type.
func declaredNames(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			return []string{d.Name.Name}
		}
		if len(d.Recv.List) == 1 {
			if id := receiverName(d.Recv.List[0].Type); id != nil {
				return []string{id.Name}
			}
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			names = append(names, specNames(spec)...)
		}
	}
	return names
}

func specNames(spec ast.Spec) (names []string) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		names = append(names, spec.Name.Name)
	case *ast.ValueSpec:
		for _, id := range spec.Names {
			names = append(names, id.Name)
		}
	}
	return names
}

// declarations finds the place of each declaration of the snippet.
func (r *redefinition) declarations() error {
	for _, d := range r.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			file, old := r.function(d)
			r.put(file, old, r.text(d))
		case *ast.GenDecl:
			if d.Tok == token.IMPORT {
				continue
			}
			for _, spec := range d.Specs {
				if err := r.spec(d, spec); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// text returns the source of a piece of the snippet.
func (r *redefinition) text(n ast.Node) string {
	head := len(r.scope.snippetHead())
	from, to := r.scope.offset(n.Pos())-head, r.scope.offset(n.End())-head
	return r.src[from:to]
}

func (s *scope) offset(pos token.Pos) int { return s.gen.prog.Fset.PositionFor(pos, false).Offset }

// function returns the function or method that d declares again, and its file.
func (r *redefinition) function(d *ast.FuncDecl) (*ast.File, ast.Node) {
	for _, file := range r.pkg.Files {
		for _, old := range file.Decls {
			f, ok := old.(*ast.FuncDecl)
			if ok && f.Name.Name == d.Name.Name && (f.Recv == nil) == (d.Recv == nil) && slices.Equal(declaredNames(f), declaredNames(d)) {
				return file, f
			}
		}
	}
	return nil, nil
}

// spec places one type, or the variables or constants that are declared
// together.
func (r *redefinition) spec(d *ast.GenDecl, spec ast.Spec) error {
	text := d.Tok.String() + " " + r.text(spec)
	for _, file := range r.pkg.Files {
		for _, old := range file.Decls {
			g, ok := old.(*ast.GenDecl)
			if !ok || g.Tok == token.IMPORT {
				continue
			}
			for _, was := range g.Specs {
				names := specNames(was)
				switch {
				case !slices.ContainsFunc(specNames(spec), func(name string) bool { return slices.Contains(names, name) }):
					continue
				case g.Tok != d.Tok || !slices.Equal(names, specNames(spec)) || g.Tok == token.CONST && len(g.Specs) > 1:
					return load.Errors{{Pos: r.scope.pos(spec), Msg: fmt.Sprintf("%s is declared in another way, or together with others, at %s: edit it there",
						specNames(spec)[0], load.PositionString(r.scope.pos(was)))}}
				case g.Lparen.IsValid():
					r.edits[file] = append(r.edits[file], splice{r.scope.offset(was.Pos()), r.scope.offset(was.End()), ""})
					r.insert(file, g.End(), text)
				default:
					r.put(file, g, text)
				}
				return nil
			}
		}
	}
	r.put(nil, nil, text)
	return nil
}

// put replaces a declaration of a file, or adds one at the end of the package.
func (r *redefinition) put(file *ast.File, old ast.Node, text string) {
	if file == nil {
		file = r.pkg.Files[len(r.pkg.Files)-1]
		r.insert(file, file.FileEnd, text)
		return
	}
	r.edits[file] = append(r.edits[file], splice{r.scope.offset(old.Pos()), r.scope.offset(old.End()), r.framed(old.End(), text)})
}

// insert adds a declaration behind pos.
func (r *redefinition) insert(file *ast.File, pos token.Pos, text string) {
	at := r.scope.offset(pos)
	r.edits[file] = append(r.edits[file], splice{at, at, "\n" + r.framed(pos, text)})
}

// framed gives a declaration the positions of the prompt, and what is behind it
// those that it had.
func (r *redefinition) framed(end token.Pos, text string) string {
	after := r.scope.gen.prog.Fset.Position(end)
	return fmt.Sprintf("%s%s\n//line %s:%d\n", r.scope.position(), text, after.Filename, after.Line)
}

// overlay has the files of the package read as they are with the declarations.
func (r *redefinition) overlay(l *load.Loader) (undo func(), err error) {
	var undos []func()
	undo = func() {
		for _, u := range slices.Backward(undos) {
			u()
		}
	}
	for file, edits := range r.edits {
		path := l.Fset().File(file.FileStart).Name()
		src, err := l.Text(path)
		if err == nil && src != r.pkg.Text(file) {
			err = fmt.Errorf("%s has changed since it was loaded: reload first", load.Relative(path))
		}
		if err != nil {
			undo()
			return nil, err
		}
		if imports := r.imports(file); imports != "" {
			at := r.scope.offset(file.Name.End())
			edits = append(edits, splice{at, at, imports})
		}
		text := spliced(src, edits)
		u, err := l.Overlay(path, spliced(text, r.unused(file, text)))
		if err != nil {
			undo()
			return nil, err
		}
		undos = append(undos, u)
	}
	return undo, nil
}

// spliced returns a text with pieces replaced.
func spliced(text string, edits []splice) string {
	slices.SortStableFunc(edits, func(a, b splice) int { return b.from - a.from })
	for _, e := range edits {
		text = text[:e.from] + e.text + text[e.to:]
	}
	return text
}

// imports returns what a file has to import besides, on one line: the packages
// that the snippet names and the prompt knows.
func (r *redefinition) imports(file *ast.File) string {
	have := map[string]bool{}
	for _, spec := range file.Imports {
		if obj, ok := r.pkg.Info.Implicits[spec].(*types.PkgName); ok {
			have[obj.Name()] = true
		}
		if spec.Name != nil {
			have[spec.Name.Name] = true
		}
	}
	own := map[string]bool{}
	for _, id := range locals(r.file) {
		own[id] = true
	}
	text := ""
	for _, name := range qualifiers(r.file) {
		if have[name] || own[name] || r.pkg.Types.Scope().Lookup(name) != nil {
			continue
		}
		have[name] = true
		if path := r.imported(name); path != "" {
			text += fmt.Sprintf("; import %s %q", name, path)
		}
	}
	return text
}

// unused keeps imports that nothing of a file mentions any more for their
// effect alone.
func (r *redefinition) unused(file *ast.File, text string) (edits []splice) {
	fset := token.NewFileSet()
	now, err := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	used := map[string]bool{}
	for _, name := range qualifiers(now) {
		used[name] = true
	}
	names := map[string]string{} // by import path
	for _, spec := range file.Imports {
		if obj, ok := r.pkg.Info.Implicits[spec].(*types.PkgName); ok {
			names[spec.Path.Value] = obj.Name()
		}
	}
	for _, spec := range now.Imports {
		name, from, to := names[spec.Path.Value], spec.Path.Pos(), spec.Path.Pos()
		if spec.Name != nil {
			name, from, to = spec.Name.Name, spec.Name.Pos(), spec.Name.End()
		}
		if name != "" && name != "." && !used[name] {
			edits = append(edits, splice{fset.PositionFor(from, false).Offset, fset.PositionFor(to, false).Offset, "_ "})
		}
	}
	return edits
}

// imported returns the path of the package that a name means in the snippet.
func (r *redefinition) imported(name string) string {
	for _, spec := range r.file.Imports {
		if spec.Name != nil && spec.Name.Name == name {
			return strings.Trim(spec.Path.Value, "`\"")
		}
	}
	p, err := r.scope.pkg(name)
	if err != nil || p == nil || p == r.pkg.Types {
		return ""
	}
	return p.Path()
}

// qualifiers returns the names before a dot.
func qualifiers(file *ast.File) (names []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && ast.IsExported(sel.Sel.Name) {
				names = append(names, id.Name)
			}
		}
		return true
	})
	return names
}

// locals returns the names that are declared inside functions.
func locals(file *ast.File) (names []string) {
	add := func(e ast.Expr) {
		if id, ok := e.(*ast.Ident); ok {
			names = append(names, id.Name)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, id := range n.Names {
				add(id)
			}
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				for _, e := range n.Lhs {
					add(e)
				}
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				add(n.Key)
				add(n.Value)
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				add(id)
			}
		}
		return true
	})
	return names
}
