package load

import (
	"context"
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

// Edit compares the sources with a program that was loaded, by content, checks
// what has changed and what depends on it, and says what that was. Problems in the
// sources come back as Errors, all of them.
//
// Where only bodies of functions have changed, the packages stay the same, and
// nothing that depends on them is looked at. The program itself is not touched before
// Commit.
func (l *Loader) Edit(ctx context.Context, old *Program) (*Edit, error) {
	now := l.look(old)
	if !now.equal(l.tree) {
		return l.relist(ctx, old)
	}
	texts, changed, err := l.edited(old)
	if err != nil {
		return nil, err
	}
	if len(changed) == 0 {
		return &Edit{Program: old}, nil
	}
	if slices.ContainsFunc(changed, func(p *Package) bool { return len(p.Embeds) > 0 }) {
		return l.relist(ctx, old)
	}
	files, errs := l.revisions(texts, changed)
	if len(errs) > 0 {
		return nil, errs.sorted()
	}
	bodies, heads := true, true
	for _, r := range files {
		bodies, heads = bodies && r.compare(l.fset), heads && head(r.Old) == head(r.New)
	}
	switch {
	case bodies:
		return l.revise(old, files, changed)
	case heads:
		return l.again(ctx, old, old, nil, changed)
	}
	return l.relist(ctx, old)
}

// revise is Edit where only function bodies have changed.
func (l *Loader) revise(old *Program, files []*Revision, changed []*Package) (*Edit, error) {
	e := &Edit{Program: old, Files: files}
	for _, pkg := range changed {
		e.Changed = append(e.Changed, pkg.Path)
	}
	var errs Errors
	for _, r := range files {
		bodies, berrs := l.checkBodies(r)
		errs = append(errs, berrs...)
		e.Bodies = append(e.Bodies, bodies...)
	}
	if len(errs) > 0 {
		return nil, errs.sorted()
	}
	return e, nil
}

// relist is Edit where it takes the go command to know what there is.
func (l *Loader) relist(ctx context.Context, old *Program) (*Edit, error) {
	prog, list, err := l.list(ctx)
	if err != nil {
		return nil, err
	}
	return l.again(ctx, old, prog, list, nil)
}

// again is Edit in general: packages that have changed, or depend on such, are
// checked anew. The list is that of a new program; without one it is the old program,
// of which these packages have changed, without being others to the go command.
func (l *Loader) again(ctx context.Context, old, prog *Program, list []*listed, edited []*Package) (*Edit, error) {
	relisted := list != nil
	if !relisted {
		same := *old
		same.Packages, prog = nil, &same
		for _, pkg := range old.Packages {
			list = append(list, pkg.listed)
		}
	}
	e := &Edit{Program: prog}
	errs := l.sift(e, old, list, func(was *Package) bool { return relisted || slices.Contains(edited, was) })
	if len(errs) > 0 {
		return nil, errs.sorted()
	}
	if relisted {
		if err := l.ready(ctx, prog); err != nil {
			return nil, err
		}
	}
	if errs := l.check(prog, e.Anew); len(errs) > 0 {
		return nil, errs.sorted()
	}
	if relisted {
		e.tree = l.look(prog)
	}
	return e, nil
}

// sift puts the packages of the list into the program of an edit, and says which
// of them are to be checked anew and which of the old ones are gone. Those that it is
// told to are read.
func (l *Loader) sift(e *Edit, old *Program, list []*listed, reads func(was *Package) bool) (errs Errors) {
	former, anew := map[string]*Package{}, map[string]bool{}
	for _, pkg := range old.Packages {
		former[pkg.Path] = pkg
	}
	for _, p := range list {
		was := former[p.ImportPath]
		delete(former, p.ImportPath)
		pkg, changed := was, false
		if reads(was) {
			var perrs Errors
			pkg, changed, perrs = l.parseAgain(e.Program, p, was)
			errs = append(errs, perrs...)
		}
		depends := slices.ContainsFunc(p.Imports, func(path string) bool { return anew[path] })
		switch {
		case changed:
			e.Changed = append(e.Changed, pkg.Path)
		case depends:
			pkg = pkg.unchecked()
		}
		if changed || depends {
			anew[pkg.Path] = true
			e.Anew = append(e.Anew, pkg)
			if was != nil {
				e.Gone = append(e.Gone, was)
			}
		}
		e.Program.Packages = append(e.Program.Packages, pkg)
	}
	for _, pkg := range old.Packages {
		if former[pkg.Path] != nil {
			e.Gone = append(e.Gone, pkg)
			e.Changed = append(e.Changed, pkg.Path)
		}
	}
	return errs
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
	for _, path := range l.Uncovered() {
		delete(l.overlays, path)
	}
}

// unchecked returns a package to be checked anew.
func (p *Package) unchecked() *Package {
	q := *p
	q.Types, q.Info = nil, nil
	return &q
}

// parseAgain reads a package, and reports whether it is another than it was.
func (l *Loader) parseAgain(prog *Program, p *listed, was *Package) (pkg *Package, changed bool, errs Errors) {
	pkg, errs = l.parse(prog, p, was)
	if was != nil && len(errs) == 0 && was.same(pkg) {
		return was, false, nil
	}
	return pkg, true, errs
}

// same reports whether two readings of a package found the same.
func (p *Package) same(q *Package) bool { return p.Sum == q.Sum && p.Rel == q.Rel && p.Name == q.Name }
