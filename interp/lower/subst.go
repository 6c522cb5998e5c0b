package lower

import "go/types"

// substitution replaces type parameters by type arguments, and the types that a
// generic function declares by those of its instance.
type substitution struct {
	args  map[*types.TypeParam]types.Type
	local func(substitution, *types.Named) types.Type // nil where no function is written
}

// newSubstitution pairs parameters with arguments.
func newSubstitution(params *types.TypeParamList, args []types.Type) substitution {
	s := substitution{args: map[*types.TypeParam]types.Type{}}
	for i := range params.Len() {
		s.args[params.At(i)] = args[i]
	}
	return s
}

// none reports whether there is nothing to replace.
func (s substitution) none() bool { return len(s.args) == 0 }

// apply returns t with its type parameters replaced.
func (s substitution) apply(t types.Type) types.Type {
	if s.none() || t == nil {
		return t
	}
	return mapping(s.replacement).apply(t)
}

// replacement returns the argument for a type parameter, and the instance's own type
// for one that the function declares.
func (s substitution) replacement(t types.Type) (types.Type, bool) {
	switch t := t.(type) {
	case *types.TypeParam:
		arg, ok := s.args[t]
		return arg, ok
	case *types.Named:
		if s.local != nil && declaredInFunc(t.Obj()) {
			return s.local(s, t), true
		}
	}
	return nil, false
}

// mapping replaces types, where it says so.
type mapping func(types.Type) (types.Type, bool)

// apply returns t with the types in it replaced.
func (s mapping) apply(t types.Type) types.Type {
	if to, ok := s(t); ok {
		return to
	}
	switch t := t.(type) {
	case *types.Alias:
		return s.apply(types.Unalias(t))
	case *types.Named:
		return s.named(t)
	case *types.Pointer:
		return types.NewPointer(s.apply(t.Elem()))
	case *types.Slice:
		return types.NewSlice(s.apply(t.Elem()))
	case *types.Array:
		return types.NewArray(s.apply(t.Elem()), t.Len())
	case *types.Map:
		return types.NewMap(s.apply(t.Key()), s.apply(t.Elem()))
	case *types.Chan:
		return types.NewChan(t.Dir(), s.apply(t.Elem()))
	case *types.Tuple:
		return s.tuple(t)
	case *types.Signature:
		return types.NewSignatureType(nil, nil, nil, s.tuple(t.Params()), s.tuple(t.Results()), t.Variadic())
	case *types.Struct:
		return s.structure(t)
	case *types.Interface:
		return s.iface(t)
	}
	return t
}

// iface replaces types in the methods of an interface.
func (s mapping) iface(t *types.Interface) types.Type {
	changed := false
	methods := make([]*types.Func, t.NumMethods())
	for i := range methods {
		m := t.Method(i)
		sig := s.apply(m.Signature()).(*types.Signature)
		changed = changed || !types.Identical(sig, m.Signature())
		methods[i] = types.NewFunc(m.Pos(), m.Pkg(), m.Name(), sig)
	}
	if !changed {
		return t
	}
	return types.NewInterfaceType(methods, nil).Complete()
}

// named replaces type parameters in the arguments of an instance.
func (s mapping) named(t *types.Named) types.Type {
	if t.TypeArgs().Len() == 0 {
		return t
	}
	args := make([]types.Type, t.TypeArgs().Len())
	for i := range args {
		args[i] = s.apply(t.TypeArgs().At(i))
	}
	inst, err := types.Instantiate(nil, t.Origin(), args, false)
	if err != nil {
		return t
	}
	return inst
}

// tuple replaces them in parameters or results.
func (s mapping) tuple(t *types.Tuple) *types.Tuple {
	vars := make([]*types.Var, t.Len())
	for i := range vars {
		v := t.At(i)
		vars[i] = types.NewVar(v.Pos(), v.Pkg(), v.Name(), s.apply(v.Type()))
	}
	return types.NewTuple(vars...)
}

// structure replaces them in the fields of a struct.
func (s mapping) structure(t *types.Struct) types.Type {
	fields := make([]*types.Var, t.NumFields())
	tags := make([]string, t.NumFields())
	for i := range fields {
		f := t.Field(i)
		fields[i] = types.NewField(f.Pos(), f.Pkg(), f.Name(), s.apply(f.Type()), f.Embedded())
		tags[i] = t.Tag(i)
	}
	return types.NewStruct(fields, tags)
}
