package interp

import (
	"context"
	"fmt"
	"go/ast"
	"go/token"

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
		return changes, true, err
	}
	changes.Notes = append(changes.Notes, r.types()...)
	return changes, true, err
}

// types tells of types of the program that the snippet declares: nothing else does where no
// function and no variable is another for it.
func (r *redefinition) types() (notes []string) {
	for _, d := range r.file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		for _, name := range declaredNames(g) {
			notes = append(notes, fmt.Sprintf("%s.%s is the program's, as typed here until its file is saved", r.pkg.Name, name))
		}
	}
	return notes
}

// redefinition is a snippet of declarations, some of which the program has.
type redefinition struct {
	scope *scope
	pkg   *load.Package
	file  *ast.File // the snippet
	src   string
	edits map[*ast.File][]splice
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
