package lower

import (
	"go/types"

	"github.com/mrepl/mrepl/interp/load"
)

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
