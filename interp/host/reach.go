package host

import (
	"go/types"
	"maps"
	"slices"
)

// neighbours returns the packages, other than pkg, whose types the exported declarations of pkg mention, sorted by
// import path. A program that uses pkg meets their types without importing them: an interpreted value that is to
// be one of their interfaces needs the wrapper of that interface.
func neighbours(pkg *types.Package) []*types.Package {
	n := neighbourhood{pkg: pkg, found: map[string]*types.Package{}, seen: map[types.Type]bool{}}
	for _, name := range pkg.Scope().Names() {
		if obj := pkg.Scope().Lookup(name); obj.Exported() {
			n.visit(obj.Type())
		}
	}
	return slices.SortedFunc(maps.Values(n.found), func(a, b *types.Package) int {
		if a.Path() < b.Path() {
			return -1
		}
		return 1
	})
}

type neighbourhood struct {
	pkg   *types.Package
	found map[string]*types.Package
	seen  map[types.Type]bool
}

// visit looks at a type as its users see it: at exported fields and methods only, and not into the types of other
// packages.
func (n *neighbourhood) visit(t types.Type) {
	if n.seen[t] {
		return
	}
	n.seen[t] = true
	switch t := t.(type) {
	case *types.Alias:
		n.mention(t.Obj())
		n.visit(types.Unalias(t))
	case *types.Named:
		n.mention(t.Obj())
		for arg := range t.TypeArgs().Types() {
			n.visit(arg)
		}
		if t.Obj().Pkg() != n.pkg {
			return
		}
		for m := range t.Methods() {
			if m.Exported() {
				n.visit(m.Signature())
			}
		}
		n.visit(t.Underlying())
	case *types.Struct:
		for f := range t.Fields() {
			if f.Exported() {
				n.visit(f.Type())
			}
		}
	case *types.Interface:
		for m := range t.Methods() {
			if m.Exported() {
				n.visit(m.Signature())
			}
		}
	case *types.Signature:
		for v := range t.Params().Variables() {
			n.visit(v.Type())
		}
		for v := range t.Results().Variables() {
			n.visit(v.Type())
		}
	case *types.Map:
		n.visit(t.Key())
		n.visit(t.Elem())
	case interface{ Elem() types.Type }: // pointers, slices, arrays and channels
		n.visit(t.Elem())
	}
}

func (n *neighbourhood) mention(obj *types.TypeName) {
	if pkg := obj.Pkg(); pkg != nil && pkg != n.pkg {
		n.found[pkg.Path()] = pkg
	}
}
