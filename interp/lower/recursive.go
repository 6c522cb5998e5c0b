package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// The interpreter builds its types with reflect, which cannot make one that
// contains itself other than through a pointer in a struct. A variable of a type like
//
//	type stateFn func(*lexer) stateFn
//
// is therefore an any, which holds a value of the underlying type, or nil. It is
// unfolded where that is needed: to be called, indexed, and so on.

// recursive reports whether t is such a type.
func (l *Lowerer) recursive(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || !l.ours(n.Obj()) {
		return false
	}
	if known, ok := l.circular.At(n).(bool); ok {
		return known
	}
	answer := false
	switch n.Underlying().(type) {
	case *types.Struct, *types.Interface, *types.Basic:
	default:
		answer = reaches(n.Underlying(), n, map[types.Type]bool{})
	}
	l.circular.Set(n, answer)
	return answer
}

// reaches reports whether t mentions target, other than in a defined struct or
// an interface.
func reaches(t types.Type, target *types.Named, seen map[types.Type]bool) bool {
	tuple := func(list *types.Tuple) bool {
		for v := range list.Variables() {
			if reaches(v.Type(), target, seen) {
				return true
			}
		}
		return false
	}
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if types.Identical(t, target) {
			return true
		}
		if _, ok := t.Underlying().(*types.Struct); ok || seen[t] || len(seen) > 100 {
			return false
		}
		seen[t] = true
		return reaches(t.Underlying(), target, seen)
	case *types.Pointer:
		return reaches(t.Elem(), target, seen)
	case *types.Slice:
		return reaches(t.Elem(), target, seen)
	case *types.Array:
		return reaches(t.Elem(), target, seen)
	case *types.Chan:
		return reaches(t.Elem(), target, seen)
	case *types.Map:
		return reaches(t.Key(), target, seen) || reaches(t.Elem(), target, seen)
	case *types.Signature:
		return tuple(t.Params()) || tuple(t.Results())
	case *types.Struct:
		for field := range t.Fields() {
			if reaches(field.Type(), target, seen) {
				return true
			}
		}
	}
	return false
}

// under writes an expression as a value of its underlying type.
func (f *fn) under(e ast.Expr) string { return f.unfold(f.expr(e), f.typeOf(e)) }

// underType writes the type that unfold gives.
func (l *Lowerer) underType(t types.Type) string {
	if l.recursive(t) {
		return l.typ(t.Underlying())
	}
	return l.typ(t)
}

// unfold takes the value out of a variable of a recursive type.
func (l *Lowerer) unfold(code string, t types.Type) string {
	if !l.recursive(t) {
		return code
	}
	under := l.typ(t.Underlying())
	return l.helper("unfold", under, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x any) %s { var v %s; %s(x, &v); return v }", name, under, under, l.dyn("Unfold"))
	}) + "(" + code + ")"
}

// fold makes a value of type t of one of its underlying type.
func (l *Lowerer) fold(code string, t types.Type) string {
	if !l.recursive(t) {
		return code
	}
	return l.dyn("Fold") + "(" + code + ")"
}
