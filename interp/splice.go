package interp

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"

	"github.com/mrepl/mrepl/interp/load"
)

// splice is a piece of a file and what takes its place.
type splice struct {
	from, to int
	text     string
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
