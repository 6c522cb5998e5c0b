package load

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/token"
	"reflect"
)

// Commit puts files of which only bodies have changed in the place of what they
// were.
func (e *Edit) Commit() {
	for _, r := range e.Files {
		for _, b := range r.changed {
			b.was = NewInfo()
			adopt(b.was, r.Pkg.Info, b.Old)
		}
		r.swap(r.Old, r.New, r.text)
		for _, b := range r.changed {
			adopt(r.Pkg.Info, b.info, b.Decl)
		}
	}
}

// Revert takes Commit back.
func (e *Edit) Revert() {
	for _, r := range e.Files {
		for _, b := range r.changed {
			forget(r.Pkg.Info, b.Decl.Body)
		}
		r.swap(r.New, r.Old, r.was)
		for _, b := range r.changed {
			adopt(r.Pkg.Info, b.was, b.Old)
		}
	}
}

// swap moves what is known of one form of the file to the other, the bodies that
// differ aside.
func (r *Revision) swap(from, to *ast.File, text string) {
	info := r.Pkg.Info
	for i, decl := range from.Decls {
		old := r.Old.Decls[i]
		if d, ok := old.(*ast.FuncDecl); ok && r.changed[d] != nil {
			was, now := decl.(*ast.FuncDecl), to.Decls[i].(*ast.FuncDecl)
			transfer(info, reflect.ValueOf(was.Recv), reflect.ValueOf(now.Recv))
			transfer(info, reflect.ValueOf(was.Name), reflect.ValueOf(now.Name))
			transfer(info, reflect.ValueOf(was.Type), reflect.ValueOf(now.Type))
			continue
		}
		transfer(info, reflect.ValueOf(decl), reflect.ValueOf(to.Decls[i]))
		r.initialisers(decl, to.Decls[i])
	}
	transfer(info, reflect.ValueOf(from.Name), reflect.ValueOf(to.Name))
	rekey(info.Scopes, ast.Node(from), ast.Node(to))
	rekey(info.FileVersions, from, to)
	for i, file := range r.Pkg.Files {
		if file == from {
			r.Pkg.Files[i], r.Pkg.texts[i] = to, text
		}
	}
	r.Pkg.resum()
}

// initialisers has the initialisers of package variables be the expressions of
// the other form of a declaration.
func (r *Revision) initialisers(from, to ast.Decl) {
	g, ok := from.(*ast.GenDecl)
	if !ok || g.Tok != token.VAR {
		return
	}
	moved := map[ast.Expr]ast.Expr{}
	for i, spec := range g.Specs {
		for j, value := range spec.(*ast.ValueSpec).Values {
			moved[value] = to.(*ast.GenDecl).Specs[i].(*ast.ValueSpec).Values[j]
		}
	}
	for _, init := range r.Pkg.Info.InitOrder {
		if now, ok := moved[init.Rhs]; ok {
			init.Rhs = now
		}
	}
}

// resum computes the sum of a package whose files have changed.
func (p *Package) resum() {
	sum := sha256.New()
	for i, name := range p.listed.GoFiles {
		fmt.Fprintf(sum, "%s %d\n", name, len(p.texts[i]))
		sum.Write([]byte(p.texts[i]))
	}
	sum.Sum(p.Sum[:0])
}
