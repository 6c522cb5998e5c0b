package gen

import (
	"fmt"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Instances returns the instances of the package's own generic struct types that its exported names mention: what a
// function returns, say. They are in its table too, by the names that InstanceName gives them, so that interpreted
// code holds the same type as compiled code does.
func Instances(pkg *types.Package) map[string]*types.Named {
	w := instances{pkg: pkg, found: map[string]*types.Named{}, seen: map[types.Type]bool{}}
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if !obj.Exported() {
			continue
		}
		w.visit(obj.Type())
		if n, ok := obj.Type().(*types.Named); ok && n.TypeParams() == nil {
			w.inside(n)
		}
	}
	return w.found
}

// InstanceName returns what an instance of a generic type is called in the table of its package: the name of the type
// and of its arguments, as an identifier.
func InstanceName(n *types.Named) string {
	args := make([]string, n.TypeArgs().Len())
	for i := range args {
		args[i] = argName(n.TypeArgs().At(i))
	}
	return n.Obj().Name() + "__" + strings.Join(args, "__")
}

// noLetter matches what cannot be in a name.
var noLetter = regexp.MustCompile(`[^A-Za-z0-9]`)

func argName(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return types.Typ[t.Kind()].Name() // uint8, not byte
	case *types.Slice:
		return "slice_" + argName(t.Elem())
	case *types.Pointer:
		return "pointer_" + argName(t.Elem())
	}
	return noLetter.ReplaceAllStringFunc(types.TypeString(t, nil), func(s string) string { return fmt.Sprintf("_%x", s) })
}

// instances is a walk through what a package exports.
type instances struct {
	pkg   *types.Package
	found map[string]*types.Named
	seen  map[types.Type]bool
}

// visit looks at a type, and into those that have no name.
func (w *instances) visit(t types.Type) {
	t = types.Unalias(t)
	if t == nil || w.seen[t] {
		return
	}
	w.seen[t] = true
	switch t := t.(type) {
	case *types.Named:
		w.instance(t)
	case interface{ Elem() types.Type }:
		w.visit(t.Elem())
		if m, ok := t.(*types.Map); ok {
			w.visit(m.Key())
		}
	case *types.Signature:
		w.signature(t)
	}
}

// instance takes an instance in, and what can be reached from it.
func (w *instances) instance(n *types.Named) {
	_, isStruct := n.Underlying().(*types.Struct)
	if n.TypeArgs() == nil || n.Obj().Pkg() != w.pkg || !n.Obj().Exported() || !isStruct || !closed(n) {
		return
	}
	w.found[InstanceName(n)] = n
	w.inside(n)
}

// inside visits the exported fields and methods of a type.
func (w *instances) inside(n *types.Named) {
	if s, ok := n.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if f.Exported() {
				w.visit(f.Type())
			}
		}
	}
	for m := range n.Methods() {
		if m.Exported() {
			w.signature(m.Signature())
		}
	}
}

func (w *instances) signature(s *types.Signature) {
	for _, tuple := range []*types.Tuple{s.Params(), s.Results()} {
		for v := range tuple.Variables() {
			w.visit(v.Type())
		}
	}
}

// closed reports whether the arguments of an instance are types that the interpreter holds as compiled code does,
// none of them a type parameter.
func closed(n *types.Named) bool {
	for t := range n.TypeArgs().Types() {
		switch t := types.Unalias(t).(type) {
		case *types.TypeParam:
			return false
		case *types.Named:
			if !closed(t) {
				return false
			}
		case *types.Basic:
		case *types.Slice:
			if _, basic := types.Unalias(t.Elem()).(*types.Basic); !basic {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// instances writes the entries of the instances that the package mentions.
func (f *symbolFile) instances(skip func(string) bool) (entries string) {
	all := Instances(f.pkg)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if f.spellable(all[name]) && (skip == nil || !skip(name)) {
			entries += fmt.Sprintf("\t\t%q: reflect.ValueOf((*%s)(nil)),\n", name, f.spell(all[name]))
		}
	}
	return entries
}
