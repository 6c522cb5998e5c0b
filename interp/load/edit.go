package load

import (
	"context"
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
)

// Edit is what became of the sources of a program since it was loaded.
type Edit struct {
	Program *Program // as the sources are now
	Bodies  []*Body  // functions of which the body alone is another
	Files   []*Revision
	Anew    []*Package // packages that were checked anew, in order: edited, added, or depending on such
	Gone    []*Package // what is no longer part of the program: the former selves of Anew too
	Changed []string   // import paths of the packages whose sources differ, and of those that are gone

	tree tree
}

// Empty reports whether nothing has changed.
func (e *Edit) Empty() bool { return len(e.Changed) == 0 }

// Revision is a file of which only function bodies have changed.
type Revision struct {
	Pkg      *Package
	Old, New *ast.File
	was      string
	text     string
	changed  map[*ast.FuncDecl]*Body // by the former declaration
}

// Edit compares the sources with a program that was loaded, by content, checks
// what has changed and what depends on it, and says what that was. Problems in the
// sources come back as Errors, all of them.
//
// Where only bodies of functions have changed, the packages stay the same, and
// nothing that depends on them is looked at. The program itself is not touched before
// Commit.
func (l *Loader) Edit(ctx context.Context, old *Program) (*Edit, error) {
	now, err := l.look(old)
	if err != nil {
		return nil, err
	}
	listed := now.equal(l.tree)
	texts, changed, err := l.edited(old, listed)
	if err != nil {
		return nil, err
	}
	if listed {
		if len(changed) == 0 {
			return &Edit{Program: old}, nil
		}
		if !slices.ContainsFunc(changed, func(p *Package) bool { return len(p.Embeds) > 0 }) {
			e, same, err := l.revise(old, texts, changed)
			if err != nil || same {
				return e, err
			}
		}
	}
	if listed && l.sameHeads(texts) {
		prog, list := old.listing()
		return l.again(ctx, old, prog, list)
	}
	prog, list, err := l.list(ctx)
	if err != nil {
		return nil, err
	}
	return l.again(ctx, old, prog, list)
}

// sameHeads reports whether the go command would list the same for these texts
// of files.
func (l *Loader) sameHeads(texts map[*ast.File]string) bool {
	for file, text := range texts {
		now, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil || head(file) != head(now) {
			return false
		}
	}
	return true
}

// listing returns what the go command said of a program when it was last asked.
func (p *Program) listing() (*Program, []*listed) {
	prog := *p
	prog.Packages = nil
	list := make([]*listed, len(p.Packages))
	for i, pkg := range p.Packages {
		list[i] = pkg.listed
	}
	return &prog, list
}

// edited returns the contents of the files that have changed, and the packages
// with such files.
func (l *Loader) edited(prog *Program, listed bool) (texts map[*ast.File]string, changed []*Package, err error) {
	texts = map[*ast.File]string{}
	if !listed {
		return nil, nil, nil
	}
	for _, pkg := range prog.Packages {
		same := !l.embedded(prog, pkg)
		for i, file := range pkg.Files {
			src, err := l.Text(l.fset.File(file.FileStart).Name())
			if err != nil {
				return nil, nil, fmt.Errorf("reading the sources: %w", err)
			}
			if string(src) != pkg.texts[i] {
				texts[file] = string(src)
				same = false
			}
		}
		if !same {
			changed = append(changed, pkg)
		}
	}
	return texts, changed, nil
}

// revise is Edit where only function bodies have changed; same is false if that
// is not so.
func (l *Loader) revise(old *Program, texts map[*ast.File]string, changed []*Package) (e *Edit, same bool, err error) {
	e = &Edit{Program: old}
	var errs Errors
	for _, pkg := range changed {
		e.Changed = append(e.Changed, pkg.Path)
		for i, file := range pkg.Files {
			text, edited := texts[file]
			if !edited {
				continue
			}
			next, err := parser.ParseFile(l.fset, l.fset.File(file.FileStart).Name(), text, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				errs = append(errs, fromParser(err)...)
				continue
			}
			r := &Revision{Pkg: pkg, Old: file, New: next, was: pkg.texts[i], text: text, changed: map[*ast.FuncDecl]*Body{}}
			if !r.compare(l.fset) {
				return nil, false, nil
			}
			e.Files = append(e.Files, r)
		}
	}
	if len(errs) > 0 {
		return nil, true, errs.sorted()
	}
	for _, r := range e.Files {
		bodies, berrs := l.checkBodies(r)
		errs = append(errs, berrs...)
		e.Bodies = append(e.Bodies, bodies...)
	}
	if len(errs) > 0 {
		return nil, true, errs.sorted()
	}
	return e, true, nil
}

// again is Edit in general: the packages that have changed since they were
// listed, and those that depend on such, are checked anew.
func (l *Loader) again(ctx context.Context, old, prog *Program, list []*listed) (*Edit, error) {
	e := &Edit{Program: prog}
	former := map[string]*Package{}
	for _, pkg := range old.Packages {
		former[pkg.Path] = pkg
	}
	var errs Errors
	anew := map[string]bool{}
	for _, p := range list {
		was := former[p.ImportPath]
		delete(former, p.ImportPath)
		pkg, changed, perrs := l.parseAgain(prog, p, was)
		errs = append(errs, perrs...)
		if changed {
			e.Changed = append(e.Changed, pkg.Path)
		}
		if changed || slices.ContainsFunc(p.Imports, func(path string) bool { return anew[path] }) {
			if !changed { // what it depends on has
				pkg = pkg.unchecked()
			}
			anew[pkg.Path] = true
			e.Anew = append(e.Anew, pkg)
			if was != nil {
				e.Gone = append(e.Gone, was)
			}
		}
		prog.Packages = append(prog.Packages, pkg)
	}
	for _, pkg := range old.Packages {
		if former[pkg.Path] != nil {
			e.Gone = append(e.Gone, pkg)
			e.Changed = append(e.Changed, pkg.Path)
		}
	}
	if len(errs) > 0 {
		return nil, errs.sorted()
	}
	if err := l.ready(ctx, prog); err != nil {
		return nil, err
	}
	if errs := l.check(prog, e.Anew); len(errs) > 0 {
		return nil, errs.sorted()
	}
	var err error
	e.tree, err = l.look(prog)
	return e, err
}

// Done takes note that the program is what the edit says: later edits are
// compared with that.
func (l *Loader) Done(e *Edit) {
	for _, r := range e.Files {
		for _, b := range r.changed {
			forget(r.Pkg.Info, b.Old.Body)
		}
	}
	if e.tree.dirs != nil {
		l.tree = e.tree
	}
}

// unchecked returns a package to be checked anew.
func (p *Package) unchecked() *Package {
	q := *p
	q.Types, q.Info = nil, nil
	return &q
}

// parseAgain reads the files of a package, and parses those that differ from
// what they were.
func (l *Loader) parseAgain(prog *Program, p *listed, was *Package) (pkg *Package, changed bool, errs Errors) {
	if was == nil || len(was.Embeds) > 0 {
		pkg, errs = l.parse(prog, p)
		if was != nil && len(errs) == 0 && was.same(pkg) {
			return was, false, nil
		}
		return pkg, true, errs
	}
	pkg = was.unchecked()
	pkg.Name, pkg.Dir, pkg.listed, pkg.Files, pkg.texts = p.Name, p.Dir, p, nil, nil
	pkg.Rel = relative(prog, pkg)
	sum := sha256.New()
	for _, name := range p.GoFiles {
		path := name
		if !filepath.IsAbs(path) {
			path = filepath.Join(p.Dir, name)
		}
		src, err := l.Text(path)
		if err != nil {
			errs = append(errs, Error{Pos: token.Position{Filename: path}, Msg: err.Error()})
			continue
		}
		fmt.Fprintf(sum, "%s %d\n", name, len(src))
		sum.Write(src)
		file, same := was.parsed(l.fset, path, string(src))
		if !same {
			if file, err = parser.ParseFile(l.fset, path, src, parser.ParseComments|parser.SkipObjectResolution); err != nil {
				errs = append(errs, fromParser(err)...)
				continue
			}
		}
		pkg.Files = append(pkg.Files, file)
		pkg.texts = append(pkg.texts, string(src))
	}
	sum.Sum(pkg.Sum[:0])
	embeds, eerrs := l.allEmbeds(pkg)
	if errs = append(errs, eerrs...); len(errs) == 0 && len(embeds) > 0 {
		pkg, errs = l.parse(prog, p) // which reads what it embeds
	}
	if len(errs) == 0 && was.same(pkg) {
		return was, false, nil
	}
	return pkg, true, errs
}

// same reports whether two readings of a package found the same.
func (p *Package) same(q *Package) bool { return p.Sum == q.Sum && p.Rel == q.Rel && p.Name == q.Name }

// embedded reports whether files that a package embeds have changed.
func (l *Loader) embedded(prog *Program, pkg *Package) bool {
	if len(pkg.Embeds) == 0 {
		return false
	}
	now, errs := l.parse(prog, pkg.listed)
	return len(errs) > 0 || !pkg.same(now)
}

// allEmbeds returns what the files of a package embed.
func (l *Loader) allEmbeds(pkg *Package) (embeds []*Embed, errs Errors) {
	for _, file := range pkg.Files {
		found, ferrs := l.embeds(file)
		embeds, errs = append(embeds, found...), append(errs, ferrs...)
	}
	return embeds, errs
}

// parsed returns a file of a package if it had that text.
func (p *Package) parsed(fset *token.FileSet, path, text string) (*ast.File, bool) {
	for i, file := range p.Files {
		if p.texts[i] == text && fset.File(file.FileStart).Name() == path {
			return file, true
		}
	}
	return nil, false
}
