package lower

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// instance returns the function that a generic function, or a method of a
// generic type, becomes for these type arguments. It is written when it is
// asked for first.
func (l *Lowerer) instance(origin *types.Func, args []types.Type) string {
	m := l.insts[origin]
	if m == nil {
		m = new(typeutil.Map)
		set(l, l.insts, origin, m)
	}
	key := argsKey(args)
	if name, ok := m.At(key).(string); ok {
		return name
	}
	name := l.unique(fmt.Sprintf("%s__%s", l.pkgName(origin.Pkg()), origin.Name()))
	put(l, m, key, name)
	d, ok := l.decls[origin]
	if !ok {
		l.refuse(origin.Pos(), "%s has no body to interpret", origin.Name())
		return name
	}
	params := origin.Signature().TypeParams()
	if origin.Signature().Recv() != nil {
		params = origin.Signature().RecvTypeParams()
	}
	s := newSubstitution(params, args)
	sig := s.apply(origin.Signature()).(*types.Signature)
	l.later(func() { l.function(name, d, sig, s) })
	return name
}

// argsKey makes one type of a list of type arguments, to compare lists by.
func argsKey(args []types.Type) types.Type { return params(args...) }

// typeArgs returns a list of type arguments as a slice.
func typeArgs(list *types.TypeList) []types.Type {
	out := make([]types.Type, list.Len())
	for i := range out {
		out[i] = list.At(i)
	}
	return out
}
