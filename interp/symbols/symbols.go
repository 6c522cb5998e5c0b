// Package symbols holds what interpreted code sees of the packages that are
// always compiled in: the standard library, and the states library, whose
// State[T] it sees as State[any].
package symbols

import (
	"maps"
	"path"
	"reflect"
	"slices"
	"sync"

	"github.com/traefik/yaegi/stdlib"
	"github.com/traefik/yaegi/stdlib/syscall"
	"github.com/traefik/yaegi/stdlib/unrestricted"
	"github.com/traefik/yaegi/stdlib/unsafe"

	reflected "github.com/mrepl/mrepl/interp/reflect"
	"github.com/mrepl/mrepl/interp/symbols/std"
)

// Exports maps "import/path/name" of a package to its exported names, and the
// names of interfaces after an underscore to types that wrap an interpreted value as one.
type Exports = map[string]map[string]reflect.Value

// Table is the packages that interpreted code can reach.
type Table struct {
	Exports Exports
	byPath  map[string]map[string]reflect.Value
	linked  map[string]bool // packages that a host has linked in
	errors  func() map[any]string
}

// All returns the standard library, the states library, and what a host has
// linked in besides.
func All(linked Exports) *Table {
	t := newTable(append(slices.Clone(foreign), std.Symbols, instances, Exports{"reflect/reflect": reflected.Names}, godebug, states, linked)...)
	for key := range linked {
		t.linked[path.Dir(key)] = true
	}
	return t
}

// foreign are yaegi's own tables.
var foreign = []Exports{stdlib.Symbols, syscall.Symbols, unrestricted.Symbols, unsafe.Symbols}

func newTable(list ...Exports) *Table {
	t := &Table{Exports: Exports{}, byPath: map[string]map[string]reflect.Value{}, linked: map[string]bool{}}
	t.errors = sync.OnceValue(t.findErrors)
	for _, exports := range list {
		t.add(exports)
	}
	return t
}

// add merges tables, name by name: some tables complete others.
func (t *Table) add(exports Exports) {
	for key, names := range exports {
		if have, ok := t.Exports[key]; ok {
			merged := maps.Clone(have)
			maps.Copy(merged, names)
			names = merged
		}
		t.Exports[key] = names
		t.byPath[path.Dir(key)] = names
	}
}

// Replace puts other values in place of names. It must be called before the
// table is used.
func (t *Table) Replace(exports Exports) { t.add(exports) }

// Has reports whether the package at path has that name.
func (t *Table) Has(path, name string) bool {
	_, ok := t.byPath[path][name]
	return ok
}

// Value returns what a name of the package at path is, or the zero Value.
func (t *Table) Value(path, name string) reflect.Value { return t.byPath[path][name] }

// Linked reports whether the package at path can be reached.
func (t *Table) Linked(path string) bool { return t.byPath[path] != nil }

// ByHost reports whether a host has linked the package at path in.
func (t *Table) ByHost(path string) bool { return t.linked[path] }

// Wrapper returns the type that lets an interpreted value be that interface of
// the package at path, as a nil pointer to it, or nil.
func (t *Table) Wrapper(path, name string) any {
	v, ok := t.byPath[path]["_"+name]
	if !ok {
		return nil
	}
	return v.Interface()
}

// Paths returns the import paths of all packages, in no order.
func (t *Table) Paths() []string { return slices.Collect(maps.Keys(t.byPath)) }
