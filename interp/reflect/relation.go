package reflect

import (
	"go/types"
	std "reflect"

	"github.com/mrepl/mrepl/interp/dyn"
)

// Implements is t.Implements(u).
func Implements(t, u std.Type) bool {
	if u == nil {
		fail("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != std.Interface {
		fail("reflect: non-interface type passed to Type.Implements")
	}
	return implements(t, u)
}

// AssignableTo is t.AssignableTo(u).
func AssignableTo(t, u std.Type) bool {
	if u == nil {
		fail("reflect: nil type passed to Type.AssignableTo")
	}
	return assignable(t, u)
}

// ConvertibleTo is t.ConvertibleTo(u).
func ConvertibleTo(t, u std.Type) bool {
	if u == nil {
		fail("reflect: nil type passed to Type.ConvertibleTo")
	}
	return convertible(t, u)
}

// Implements implements reflect.Type.
func (t *rtype) Implements(u std.Type) bool { return Implements(t, u) }

// AssignableTo implements reflect.Type.
func (t *rtype) AssignableTo(u std.Type) bool { return AssignableTo(t, u) }

// ConvertibleTo implements reflect.Type.
func (t *rtype) ConvertibleTo(u std.Type) bool { return ConvertibleTo(t, u) }

// implements reports whether t has the methods of the interface u.
func implements(t, u std.Type) bool {
	tab := tableOf(t, u)
	if tab == nil {
		return t.Implements(u)
	}
	from, to := source(tab, t), source(tab, u)
	switch {
	case from != nil && to != nil:
		m, _ := types.MissingMethod(from, to.Underlying().(*types.Interface), true)
		return m == nil
	case from == nil: // a compiled type that the program cannot name
		face, _ := tab.Iface(to)
		return dyn.Implements(face, std.Zero(t).Interface())
	}
	return hasShapes(typeMethods(t), u)
}

// hasShapes reports whether there are methods like those of a compiled interface, as
// far as reflect sees both.
func hasShapes(have []*types.Selection, u std.Type) bool {
	for want := range u.Methods() {
		found := false
		for _, sel := range have {
			found = found || sel.Obj().Name() == want.Name && sameShape(sel.Type().(*types.Signature), want.Type)
		}
		if !found {
			return false
		}
	}
	return true
}

// sameShape compares two signatures as far as reflect sees both.
func sameShape(sig *types.Signature, t std.Type) bool {
	return sig.Params().Len() == t.NumIn() && sig.Results().Len() == t.NumOut() && sig.Variadic() == t.IsVariadic()
}

// assignable reports whether a value of type t can be assigned to one of type u.
func assignable(t, u std.Type) bool {
	tab := tableOf(t, u)
	switch {
	case t == u:
		return true
	case tab == nil:
		return t.AssignableTo(u)
	case u.Kind() == std.Interface:
		return implements(t, u)
	}
	from, to := source(tab, t), source(tab, u)
	return from != nil && to != nil && types.AssignableTo(from, to)
}

// convertible reports whether a value of type t can be converted to type u.
func convertible(t, u std.Type) bool {
	tab := tableOf(t, u)
	switch {
	case t == u:
		return true
	case tab == nil:
		return t.ConvertibleTo(u)
	case u.Kind() == std.Interface:
		return implements(t, u)
	}
	from, to := source(tab, t), source(tab, u)
	if from != nil && to != nil {
		return types.ConvertibleTo(from, to)
	}
	return layoutOf(t).ConvertibleTo(layoutOf(u))
}
