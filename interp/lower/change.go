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

// mentions reports whether a type is written with one of these packages.
func mentions(t types.Type, pkgs map[*types.Package]bool) (found bool) {
	walkNamed(t, func(n *types.Named) { found = found || pkgs[n.Obj().Pkg()] })
	return found
}

// Moves knows what has become of the types and objects of packages that were
// checked anew.
type Moves struct {
	l    *Lowerer
	gone map[*types.Package]bool
	to   map[string]*load.Package
	from map[string]*load.Package
}

// Moves returns what has become of the packages of an edit.
func (l *Lowerer) Moves(e *load.Edit) *Moves {
	m := &Moves{l: l, gone: goneTypes(e), to: map[string]*load.Package{}, from: map[string]*load.Package{}}
	for _, pkg := range e.Anew {
		m.to[pkg.Path] = pkg
	}
	for _, pkg := range e.Gone {
		m.from[pkg.Path] = pkg
	}
	return m
}

// Type returns what a type is now; ok is false if it mentions one that has
// changed, or is gone.
func (m *Moves) Type(t types.Type) (now types.Type, ok bool) {
	if !mentions(t, m.gone) {
		return t, true
	}
	ok = true
	now = mapping(func(t types.Type) (types.Type, bool) {
		n, named := t.(*types.Named)
		if !named || !m.gone[n.Obj().Pkg()] {
			return nil, false
		}
		to, same := m.named(n)
		ok = ok && same
		return to, true
	}).apply(t)
	return now, ok
}

// named returns what a defined type of a package that was checked anew is now.
func (m *Moves) named(n *types.Named) (types.Type, bool) {
	pkg := m.to[n.Obj().Pkg().Path()]
	if pkg == nil || n.Obj().Parent() != n.Obj().Pkg().Scope() {
		return n, false
	}
	obj, ok := pkg.Types.Scope().Lookup(n.Obj().Name()).(*types.TypeName)
	if !ok || !m.same(obj) {
		return n, false
	}
	if n.TypeArgs().Len() == 0 {
		return obj.Type(), true
	}
	args := typeArgs(n.TypeArgs())
	for i := range args {
		if args[i], ok = m.Type(args[i]); !ok {
			return n, false
		}
	}
	inst, err := types.Instantiate(nil, obj.Type(), args, false)
	return inst, err == nil
}

// same reports whether a type is still of the edition that it was.
func (m *Moves) same(now *types.TypeName) bool {
	return !m.l.changed[m.l.plainName(now)]
}

// Object returns what a package-level object or a method is now: itself where
// its package was not checked anew, nil if there is none of that name.
func (m *Moves) Object(obj types.Object) types.Object {
	if obj.Pkg() == nil || !m.gone[obj.Pkg()] {
		return obj
	}
	pkg := m.to[obj.Pkg().Path()]
	if pkg == nil {
		return nil
	}
	f, ok := obj.(*types.Func)
	if !ok || f.Signature().Recv() == nil {
		return pkg.Types.Scope().Lookup(obj.Name())
	}
	recv, ok := deref(f.Signature().Recv().Type()).(*types.Named)
	if !ok {
		return nil
	}
	t, ok := pkg.Types.Scope().Lookup(recv.Obj().Name()).(*types.TypeName)
	if !ok {
		return nil
	}
	now, _, _ := types.LookupFieldOrMethod(types.NewPointer(t.Type()), true, pkg.Types, f.Name())
	if now, ok := now.(*types.Func); ok {
		return now
	}
	return nil
}

// Carry makes an object of the prompt mean what another meant: it is the same
// variable, or function, with a type that the program knows now.
func (l *Lowerer) Carry(from, to types.Object) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if name, ok := l.objects[from]; ok {
		l.objects[to] = name
	}
	if pkg := l.source[from.Pkg()]; pkg != nil && to.Pkg() != from.Pkg() {
		l.source[to.Pkg()], l.pkgs[to.Pkg()] = pkg, "prompt"
	}
}

// Owners returns the initialisers of a program, in the order in which they run.
func (l *Lowerer) Owners(prog *load.Program) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.unit = &unit{blanks: map[string]int{}}
	var out []string
	for _, pkg := range prog.Packages {
		for _, init := range pkg.Info.InitOrder {
			out = append(out, l.initName(pkg, init.Lhs))
		}
		for _, file := range pkg.Files {
			for _, decl := range file.Decls {
				if d, ok := decl.(*ast.FuncDecl); ok && d.Recv == nil && d.Name.Name == "init" {
					out = append(out, l.initFunc(pkg, d)+"__call")
				}
			}
		}
	}
	return out
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

// Holds reports whether a type that was declared at the prompt is still what it
// was: nothing in it mentions a package that was checked anew.
func (m *Moves) Holds(t types.Type) (ok bool) {
	ok = true
	walkNamed(t, func(n *types.Named) {
		if m.l.prompt(n.Obj().Pkg()) {
			ok = ok && !mentions(n.Underlying(), m.gone)
			for f := range n.Methods() {
				ok = ok && !mentions(f.Signature(), m.gone)
			}
		}
	})
	return ok
}
