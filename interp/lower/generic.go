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
	name := l.instanceName(origin, args)
	put(l, m, key, name)
	l.instantiate(name, origin, args)
	return name
}

// instantiate queues the function that an instance becomes.
func (l *Lowerer) instantiate(name string, origin *types.Func, args []types.Type) {
	d, ok := l.decls[origin]
	if !ok {
		l.refuse(origin.Pos(), "%s has no body to interpret", origin.Name())
		return
	}
	s := newSubstitution(typeParamsOf(origin), args)
	s.local = func(s substitution, t *types.Named) types.Type { return l.localInstance(t, s, args) }
	sig := s.apply(origin.Signature()).(*types.Signature)
	l.later(func() { l.function(name, d, sig, s) })
}

// instanceName names an instance.
func (l *Lowerer) instanceName(origin *types.Func, args []types.Type) string {
	name := l.keptInstance(origin, args)
	l.called.Store(name, sourceName(origin))
	return name
}

// keptInstance is instanceName, which is the same over reloads.
func (l *Lowerer) keptInstance(origin *types.Func, args []types.Type) string {
	base := fmt.Sprintf("%s__%s", l.pkgName(origin.Pkg()), origin.Name())
	key, ok := l.keyed(argsKey(args))
	if !ok || !l.keeps(origin.Pkg()) {
		return l.unique(base)
	}
	sig := newSubstitution(typeParamsOf(origin), args).apply(origin.Signature())
	return l.stable(fmt.Sprintf("instance %s [%s] %s", origin.FullName(), key, l.signature(sig.(*types.Signature))), base)
}

// typeParamsOf returns the type parameters of a function, or of the type that
// it is a method of.
func typeParamsOf(f *types.Func) *types.TypeParamList {
	if f.Signature().Recv() != nil {
		return f.Signature().RecvTypeParams()
	}
	return f.Signature().TypeParams()
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
