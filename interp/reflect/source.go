package reflect

import (
	"go/types"
	std "reflect"

	"github.com/mrepl/mrepl/interp/dyn"
)

// mustSource returns a type as the checker knows it. It panics for a compiled one that
// the program does not import.
func mustSource(tab *dyn.Table, t std.Type) types.Type {
	s := source(tab, t)
	if s == nil {
		fail("reflect: the program does not import " + t.PkgPath() + ", so that no type can be made of its " + t.String() + " and types of the program: import it")
	}
	return s
}

// source returns a type as the checker knows it, or nil.
func source(tab *dyn.Table, t std.Type) types.Type {
	if r, ok := t.(*rtype); ok {
		return r.source()
	}
	if t.Name() != "" {
		return namedSource(tab, t)
	}
	switch t.Kind() {
	case std.Pointer:
		return of(tab, func(p []types.Type) types.Type { return types.NewPointer(p[0]) }, t.Elem())
	case std.Slice:
		return of(tab, func(p []types.Type) types.Type { return types.NewSlice(p[0]) }, t.Elem())
	case std.Array:
		return of(tab, func(p []types.Type) types.Type { return types.NewArray(p[0], int64(t.Len())) }, t.Elem())
	case std.Map:
		return of(tab, func(p []types.Type) types.Type { return types.NewMap(p[0], p[1]) }, t.Key(), t.Elem())
	case std.Chan:
		return of(tab, func(p []types.Type) types.Type { return types.NewChan(checkerDir(t.ChanDir()), p[0]) }, t.Elem())
	case std.Func:
		var parts []std.Type
		for in := range t.Ins() {
			parts = append(parts, in)
		}
		for out := range t.Outs() {
			parts = append(parts, out)
		}
		return of(tab, func(p []types.Type) types.Type {
			return types.NewSignatureType(nil, nil, nil, tuple(p[:t.NumIn()]), tuple(p[t.NumIn():]), t.IsVariadic())
		}, parts...)
	case std.Struct:
		return structSource(tab, t)
	case std.Interface:
		if t.NumMethod() == 0 {
			return types.NewInterfaceType(nil, nil)
		}
	}
	return nil
}

// of returns a type made of others, or nil if one of those is not known.
func of(tab *dyn.Table, build func([]types.Type) types.Type, list ...std.Type) types.Type {
	parts := make([]types.Type, len(list))
	for i, t := range list {
		if parts[i] = source(tab, t); parts[i] == nil {
			return nil
		}
	}
	return build(parts)
}

// structSource is source for a struct type without a name.
func structSource(tab *dyn.Table, t std.Type) types.Type {
	var parts []std.Type
	for f := range t.Fields() {
		parts = append(parts, f.Type)
	}
	return of(tab, func(p []types.Type) types.Type {
		vars, tags := make([]*types.Var, len(p)), make([]string, len(p))
		for i := range p {
			f := t.Field(i)
			vars[i], tags[i] = types.NewField(0, tab.Package(f.PkgPath), f.Name, p[i], f.Anonymous), string(f.Tag)
		}
		return types.NewStruct(vars, tags)
	}, parts...)
}

// namedSource is source for a predeclared type and one of a compiled package.
func namedSource(tab *dyn.Table, t std.Type) types.Type {
	scope := types.Universe
	if t.PkgPath() != "" {
		pkg := tab.Package(t.PkgPath())
		if pkg == nil {
			return nil
		}
		scope = pkg.Scope()
	}
	if obj, ok := scope.Lookup(t.Name()).(*types.TypeName); ok {
		return obj.Type()
	}
	if t.Kind() == std.UnsafePointer {
		return types.Typ[types.UnsafePointer]
	}
	return nil
}

// checkerDir returns the direction of a channel as the checker has it.
func checkerDir(d std.ChanDir) types.ChanDir {
	switch d {
	case std.SendDir:
		return types.SendOnly
	case std.RecvDir:
		return types.RecvOnly
	}
	return types.SendRecv
}
