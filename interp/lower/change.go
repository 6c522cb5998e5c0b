package lower

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/mrepl/mrepl/interp/load"
)

// Change lowers what an edit has changed. The unit declares what is new, sets the
// slots of functions that read differently now, and runs the initialisers of package
// variables that are new or read differently, and the init functions of new packages.
//
// Commit of the edit must have been called. The unit is in place with Settle; until
// then Undo takes everything back.
func (l *Lowerer) Change(e *load.Edit) (unit *Unit, err error) {
	defer l.begin()()
	defer l.fault(&err)
	l.foreign, l.circular = typeutil.Map{}, typeutil.Map{}
	if len(e.Anew) > 0 || len(e.Gone) > 0 {
		l.replace(e)
	}
	revised := map[*load.Package]map[*ast.File]bool{}
	for _, r := range e.Files {
		if revised[r.Pkg] == nil {
			revised[r.Pkg] = map[*ast.File]bool{}
		}
		revised[r.Pkg][r.New] = true
	}
	for _, pkg := range e.Program.Packages {
		if files := revised[pkg]; files != nil {
			l.revise(pkg, files)
		}
	}
	for _, pkg := range e.Anew {
		l.pkgDecls(pkg)
	}
	l.stay(e)
	return l.finish()
}

// revise lowers the functions in files of a package, and what it initialises
// its variables with, which may hold such a function.
func (l *Lowerer) revise(pkg *load.Package, files map[*ast.File]bool) {
	for _, file := range pkg.Files {
		for _, decl := range file.Decls {
			d, ok := decl.(*ast.FuncDecl)
			if !ok || !files[file] {
				continue
			}
			obj, ok := pkg.Info.Defs[d.Name].(*types.Func)
			if !ok {
				continue
			}
			set(l, l.decls, obj, funcDecl{pkg, d})
			l.declared(pkg, d)
			if m := l.insts[obj]; m != nil {
				for _, key := range m.Keys() {
					l.instantiate(m.At(key).(string), obj, tupleTypes(key.(*types.Tuple)))
				}
			}
		}
	}
	for _, init := range pkg.Info.InitOrder {
		l.initialise(pkg, init)
	}
}

// replace puts packages that were checked anew in the place of what they were.
func (l *Lowerer) replace(e *load.Edit) {
	for _, pkg := range e.Anew {
		set(l, l.source, pkg.Types, pkg)
		l.collect(pkg)
	}
	l.changed = nil
	changed, uses := map[string]bool{}, map[string][]string{}
	for _, pkg := range e.Anew {
		own, mentions := l.noteTypes(pkg)
		for name := range own {
			changed[name] = true
		}
		for name, list := range mentions {
			uses[name] = list
		}
	}
	l.newEditions(changed, uses)
	l.changed = changed
}

// stay keeps what is in use of packages that were checked anew, though nothing
// that was lowered now asks for it: identities of types, and instances.
func (l *Lowerer) stay(e *load.Edit) {
	if len(e.Gone) == 0 {
		return
	}
	m := l.Moves(e)
	list, faces := l.table.All()
	for _, t := range list {
		if to, ok := m.Type(t); ok && to != t {
			l.typeVar(to)
		}
	}
	for _, t := range faces {
		if t == nil {
			continue
		}
		if to, ok := m.Type(t); ok && to != t {
			l.faceVar(to)
		}
	}
	for origin, inst := range l.insts {
		to, ok := m.Object(origin).(*types.Func)
		if !ok || to == origin {
			continue
		}
		for _, key := range inst.Keys() {
			if args, ok := m.Type(key); ok {
				l.instance(to, tupleTypes(args.(*types.Tuple)))
			}
		}
	}
}

// tupleTypes returns the types of a tuple.
func tupleTypes(t *types.Tuple) []types.Type {
	out := make([]types.Type, t.Len())
	for i := range out {
		out[i] = t.At(i).Type()
	}
	return out
}

// Done forgets the former selves of what an edit has changed. The unit that was
// lowered for it is in place.
func (l *Lowerer) Done(e *load.Edit, u *Unit) {
	l.Settle(u)
	gone := goneTypes(e)
	l.mu.Lock()
	for _, pkg := range e.Gone {
		delete(l.source, pkg.Types)
		delete(l.pkgs, pkg.Types)
	}
	purge := func(p *types.Package) bool { return p != nil && gone[p] }
	for f := range l.decls {
		if purge(f.Pkg()) {
			delete(l.decls, f)
		}
	}
	for f := range l.insts {
		if purge(f.Pkg()) {
			delete(l.insts, f)
		}
	}
	for obj := range l.localTypes {
		if purge(obj.Pkg()) {
			delete(l.localTypes, obj)
		}
	}
	for obj := range l.objects {
		if purge(obj.Pkg()) {
			delete(l.objects, obj)
		}
	}
	for obj := range l.layouts.locals {
		if purge(obj.Pkg()) {
			delete(l.layouts.locals, obj)
		}
	}
	stale := func(t types.Type) bool { return mentions(t, gone) }
	for _, t := range l.named.Keys() {
		if stale(t) {
			l.named.Delete(t)
		}
	}
	l.undo = nil
	l.mu.Unlock()
	if len(e.Gone) > 0 {
		l.table.Renew(stale)
	}
}

// goneTypes returns the packages that are no longer part of the program.
func goneTypes(e *load.Edit) map[*types.Package]bool {
	gone := map[*types.Package]bool{}
	for _, pkg := range e.Gone {
		gone[pkg.Types] = true
	}
	return gone
}

// Owners returns the initialisers of a program, in the order in which they run.
func (l *Lowerer) Owners(prog *load.Program) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []string
	for _, p := range l.survey(prog).packages {
		if p.owners == nil {
			p.owners = l.ownersIn(p.Package)
		}
		out = append(out, p.owners...)
	}
	return out
}

// ownersIn returns the initialisers of a package.
func (l *Lowerer) ownersIn(pkg *load.Package) []string {
	owners := []string{}
	l.unit = &unit{blanks: map[string]int{}}
	for _, init := range pkg.Info.InitOrder {
		owners = append(owners, l.initName(pkg, init.Lhs))
	}
	for _, file := range pkg.Files {
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.FuncDecl); ok && d.Recv == nil && d.Name.Name == "init" {
				owners = append(owners, l.initFunc(pkg, d)+"__call")
			}
		}
	}
	return owners
}

// Version tells forms of an initialiser apart.
func (l *Lowerer) Version(owner string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if v, ok := l.versions[owner]; ok {
		return fmt.Sprintf("%x", v.sum[:8])
	}
	return ""
}

// Variables returns the package variables that an initialiser sets.
func (l *Lowerer) Variables(init string) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.initVars[init]
}
