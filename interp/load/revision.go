package load

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
)

// Revision is a file of which only function bodies have changed.
type Revision struct {
	Pkg      *Package
	Old, New *ast.File
	was      string
	text     string
	changed  map[*ast.FuncDecl]*Body // by the former declaration
}

// edited returns the contents of the files that have changed, and the packages
// with such files.
func (l *Loader) edited(prog *Program) (texts map[*ast.File]string, changed []*Package, err error) {
	texts = map[*ast.File]string{}
	for _, pkg := range prog.Packages {
		same := !l.embedded(pkg)
		for i, file := range pkg.Files {
			src, err := l.Text(l.fset.File(file.FileStart).Name())
			if err != nil {
				return nil, nil, fmt.Errorf("reading the sources: %w", err)
			}
			if src != pkg.texts[i] {
				texts[file] = src
				same = false
			}
		}
		if !same {
			changed = append(changed, pkg)
		}
	}
	return texts, changed, nil
}

// revisions parses the files that have changed.
func (l *Loader) revisions(texts map[*ast.File]string, changed []*Package) (files []*Revision, errs Errors) {
	for _, pkg := range changed {
		for i, file := range pkg.Files {
			text, edited := texts[file]
			if !edited {
				continue
			}
			next, err := l.parseFile(l.fset.File(file.FileStart).Name(), text)
			if err != nil {
				errs = append(errs, fromParser(err)...)
				continue
			}
			files = append(files, &Revision{Pkg: pkg, Old: file, New: next, was: pkg.texts[i], text: text, changed: map[*ast.FuncDecl]*Body{}})
		}
	}
	return files, errs
}

// embedded reports whether files that a package embeds have changed.
func (l *Loader) embedded(pkg *Package) bool {
	for _, e := range pkg.Embeds {
		for _, file := range e.Files {
			if data, err := l.disk.text(filepath.Join(pkg.Dir, filepath.FromSlash(file.Name))); err != nil || data != string(file.Data) {
				return true
			}
		}
	}
	return false
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

// text returns what is between two positions.
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
