package lower

import "go/types"

// interpreted reports whether a type is made of interpreted ones, so that its
// values need a box to keep their identity in an interface.
func (l *Lowerer) interpreted(t types.Type) bool {
	if known, ok := l.foreign.At(t).(bool); ok {
		return known
	}
	l.foreign.Set(t, false) // while recursing into itself
	answer := l.mentionsSource(t)
	l.foreign.Set(t, answer)
	return answer
}

// mentionsSource is interpreted for a type that has not been asked for.
func (l *Lowerer) mentionsSource(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if l.precompiled(t) != "" {
			return false
		}
		if l.ours(t.Obj()) {
			return true
		}
		if n, ok := l.foreignGeneric(t); ok {
			if _, isFunc := n.Underlying().(*types.Signature); !isFunc {
				return true
			}
		}
		if t.Obj().Pkg() == nil {
			return false
		}
		if l.erased(t) {
			return false
		}
		for i := range t.TypeArgs().Len() {
			if l.interpreted(t.TypeArgs().At(i)) {
				return true
			}
		}
		return false
	case *types.Pointer:
		return l.interpreted(t.Elem())
	case *types.Slice:
		return l.interpreted(t.Elem())
	case *types.Array:
		return l.interpreted(t.Elem())
	case *types.Map:
		return l.interpreted(t.Key()) || l.interpreted(t.Elem())
	case *types.Chan:
		return l.interpreted(t.Elem())
	case *types.Struct:
		for i := range t.NumFields() {
			f := t.Field(i)
			if !f.Exported() || f.Embedded() || l.interpreted(f.Type()) {
				return true
			}
		}
	case *types.Signature:
		return l.tupleInterpreted(t.Params()) || l.tupleInterpreted(t.Results())
	case *types.Interface:
		return t.NumMethods() > 0
	}
	return false
}

// tupleInterpreted reports whether one of the types of a tuple is interpreted.
func (l *Lowerer) tupleInterpreted(t *types.Tuple) bool {
	for i := range t.Len() {
		if l.interpreted(t.At(i).Type()) {
			return true
		}
	}
	return false
}
