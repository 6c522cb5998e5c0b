package gen

import (
	"go/types"
	"strings"
)

// spellable reports whether the generated file can write the type t: every name in it is exported by a package
// that the file may import.
func (f *symbolFile) spellable(t types.Type) bool {
	switch t := t.(type) {
	case *types.Alias:
		return f.nameable(t.Obj()) && f.allSpellable(t.TypeArgs())
	case *types.Named:
		return f.nameable(t.Obj()) && f.allSpellable(t.TypeArgs())
	case *types.Pointer:
		return f.spellable(t.Elem())
	case *types.Slice:
		return f.spellable(t.Elem())
	case *types.Array:
		return f.spellable(t.Elem())
	case *types.Chan:
		return f.spellable(t.Elem())
	case *types.Map:
		return f.spellable(t.Key()) && f.spellable(t.Elem())
	case *types.Signature:
		return f.tupleSpellable(t.Params()) && f.tupleSpellable(t.Results())
	case *types.Struct:
		for field := range t.Fields() {
			if !field.Exported() || !f.spellable(field.Type()) {
				return false
			}
		}
		return true
	case *types.Interface:
		for m := range t.Methods() {
			if !m.Exported() || !f.spellable(m.Signature()) {
				return false
			}
		}
		for e := range t.EmbeddedTypes() {
			if !f.spellable(e) {
				return false
			}
		}
		return true
	}
	_, basic := t.(*types.Basic)
	return basic
}

func (f *symbolFile) tupleSpellable(vars *types.Tuple) bool {
	for v := range vars.Variables() {
		if !f.spellable(v.Type()) {
			return false
		}
	}
	return true
}

func (f *symbolFile) allSpellable(list *types.TypeList) bool {
	for t := range list.Types() {
		if !f.spellable(t) {
			return false
		}
	}
	return true
}

// nameable reports whether a type name can be written in the file. Names without a package are predeclared.
func (f *symbolFile) nameable(obj *types.TypeName) bool {
	if obj.Pkg() == nil {
		return true
	}
	return obj.Exported() && obj.Parent() == obj.Pkg().Scope() && Importable(obj.Pkg().Path(), f.within)
}

// Importable reports whether the package at path may be imported by the package at from: no element of path is
// "internal", or from lies within the parent of that element. The standard library's vendored packages are
// nobody's but its own.
func Importable(path, from string) bool {
	if strings.HasPrefix(path, "vendor/") {
		return false
	}
	parent, internal := InternalParent(path)
	return !internal || (parent != "" && (from == parent || strings.HasPrefix(from, parent+"/")))
}

// InternalParent returns the path of the folder that holds the last element "internal" of an import path, and
// whether there is such an element.
func InternalParent(path string) (parent string, internal bool) {
	padded := "/" + path + "/"
	i := strings.LastIndex(padded, "/internal/")
	if i < 0 {
		return "", false
	}
	return strings.Trim(padded[:i], "/"), true
}
