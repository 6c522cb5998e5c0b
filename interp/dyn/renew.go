package dyn

import (
	"go/types"
	"maps"
)

// When a package is checked anew, its types are other objects to the checker
// than before, also those whose declarations are the same. Values of such a type are
// in use; so it keeps its identity here and takes the new form.

// form is what a type or an interface becomes with the next Renew.
type form struct {
	typ  *Type
	face *Iface
	to   types.Type
}

// Take has type number id be t with the next Renew; Type and Lookup know it by
// that form at once.
func (tab *Table) Take(id int, t types.Type) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.byGo.Set(t, id)
	tab.forms = append(tab.forms, form{typ: tab.types[id], to: t})
}

// TakeFace is Take for an interface.
func (tab *Table) TakeFace(id int, t types.Type) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.faceI.Set(t, id)
	tab.forms = append(tab.forms, form{face: tab.faces[id], to: t})
}

// Known returns the number of a type that was asked for in this form.
func (tab *Table) Known(t types.Type) (id int, ok bool) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	id, ok = tab.byGo.At(t).(int)
	return id, ok
}

// KnownFace is Known for an interface.
func (tab *Table) KnownFace(t types.Type) (id int, ok bool) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	id, ok = tab.faceI.At(t).(int)
	return id, ok
}

// Renew gives types and interfaces the forms they have taken, all at once for
// whoever compares them meanwhile. Types in which stale finds one that is no longer
// part of the program are retired.
func (tab *Table) Renew(stale func(types.Type) bool) {
	tab.renewal.Lock()
	defer tab.renewal.Unlock()
	tab.mu.Lock()
	defer tab.mu.Unlock()
	for _, f := range tab.forms {
		if f.face != nil {
			f.face.under.Store(f.to.Underlying().(*types.Interface))
			continue
		}
		next := *f.typ.state.Load()
		next.goType, next.wrap = f.to, wrapperFor(f.to)
		next.methods = maps.Clone(next.methods)
		set := types.NewMethodSet(f.to)
		maps.DeleteFunc(next.methods, func(name string, _ any) bool { return !named(set, name) })
		f.typ.state.Store(&next)
	}
	tab.forms = nil
	for _, face := range tab.faces {
		face.known.Clear()
	}
	for _, t := range tab.types {
		t.retired.Store(t.retired.Load() || stale(t.Go()))
	}
	tab.forget(stale)
	tab.shapes.Clear()
	tab.targets.Store(nil)
	tab.askedMu.Lock()
	defer tab.askedMu.Unlock()
	for _, t := range tab.asked.Keys() {
		if stale(t) {
			tab.asked.Delete(t)
		}
	}
	tab.strict.Store(nil)
}

// named reports whether a method set has a method of that name.
func named(set *types.MethodSet, name string) bool {
	for m := range set.Methods() {
		if m.Obj().Name() == name {
			return true
		}
	}
	return false
}

// forget drops the forms that are no longer part of the program.
func (tab *Table) forget(stale func(types.Type) bool) {
	for _, t := range tab.byGo.Keys() {
		if stale(t) {
			tab.byGo.Delete(t)
		}
	}
	for _, t := range tab.faceI.Keys() {
		if stale(t) {
			tab.faceI.Delete(t)
		}
	}
}

// Keep drops the forms that were to be taken.
func (tab *Table) Keep() {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	for _, f := range tab.forms {
		if f.face != nil {
			tab.faceI.Delete(f.to)
		} else {
			tab.byGo.Delete(f.to)
		}
	}
	tab.forms = nil
}

// All returns the types and the interfaces that have been asked for, each in
// the order of their numbers.
func (tab *Table) All() (list []types.Type, faces []types.Type) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	list, faces = make([]types.Type, len(tab.types)), make([]types.Type, len(tab.faces))
	for i, t := range tab.types {
		list[i] = t.Go()
	}
	for _, t := range tab.faceI.Keys() {
		faces[tab.faceI.At(t).(int)] = t
	}
	return list, faces
}

// Begin returns what gives types the methods and forms back that they have now.
func (tab *Table) Begin() (restore func()) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	was := make([]*typeState, len(tab.types))
	for i, t := range tab.types {
		was[i] = t.state.Load()
	}
	return func() {
		for i, state := range was {
			tab.types[i].state.Store(state)
		}
	}
}
