package lower

import (
	"fmt"
	"go/token"
	"go/types"

	"github.com/mrepl/mrepl/interp/dyn"
)

// This file writes what interface values need at run time: the identities of
// types and interfaces, the adapters through which methods are found, and the
// small functions that assert and convert.

// typeVar returns the variable that holds the identity of a type.
func (l *Lowerer) typeVar(t types.Type) string {
	id, renewed := l.identity(t)
	name, known := l.bound[id]
	if known && !renewed {
		return name
	}
	if !known {
		name = l.unique(fmt.Sprintf("t__%d", id))
		set(l, l.bound, id, name)
		l.unit.types.ln(token.NoPos, "var %s *%s", name, l.dyn("Type"))
		l.unit.binds.ln(token.NoPos, "%s = %s(%d, new(%s))", name, l.host("Bind"), id, l.typ(t))
	}
	if !l.interpreted(t) || types.IsInterface(t) {
		return name
	}
	for sel := range types.NewMethodSet(t).Methods() {
		if m := sel.Obj(); m.Exported() || l.ours(m) {
			l.later(func() { l.adapter(id, t, name, sel) })
		}
	}
	l.inner(t)
	if l.reflecting {
		l.reflectable(t)
	}
	if _, named := types.Unalias(t).(*types.Named); named && dyn.HasCoding(t) {
		l.later(func() { l.typeVar(types.NewPointer(t)) })
	}
	return name
}

// identity returns the number of a type, and whether the type has been declared
// anew since it was given that.
func (l *Lowerer) identity(t types.Type) (id int, renewed bool) {
	if id, ok := l.table.Known(t); ok {
		return id, false
	}
	key, keyed := l.keyed(t)
	if id, ok := l.ids[key]; keyed && ok {
		l.table.Take(id, t)
		return id, true
	}
	_, id = l.table.Type(t)
	if keyed {
		set(l, l.ids, key, id)
	}
	return id, false
}

// inner gives identities to the types with methods inside a type, so that
// printers find them.
func (l *Lowerer) inner(t types.Type) {
	for _, e := range components(t) {
		if l.interpreted(e) && !types.IsInterface(e) {
			l.later(func() { l.typeVar(e) })
		}
	}
}
