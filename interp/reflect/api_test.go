package reflect

import (
	std "reflect"
	"strings"
	"testing"

	"github.com/traefik/yaegi/stdlib"

	tables "github.com/mrepl/mrepl/interp/symbols/std"
)

// own are the types of which this package has its own, by what they are in the standard library.
var own = map[std.Type]std.Type{
	std.TypeFor[std.Value]():      std.TypeFor[Value](),
	std.TypeFor[std.Method]():     std.TypeFor[Method](),
	std.TypeFor[std.MapIter]():    std.TypeFor[MapIter](),
	std.TypeFor[std.SelectCase](): std.TypeFor[SelectCase](),
}

// sameButOwn reports whether ours is what a type of the standard library's package is here.
func sameButOwn(theirs, ours std.Type) bool {
	if want, ok := own[theirs]; ok {
		return ours == want
	}
	if theirs == ours {
		return true
	}
	if theirs.Kind() != ours.Kind() {
		return false
	}
	switch theirs.Kind() {
	case std.Pointer, std.Slice:
		return sameButOwn(theirs.Elem(), ours.Elem())
	case std.Func:
		return sameFunc(theirs, ours, 0)
	}
	return false
}

// sameFunc compares the types of functions after their first parameters.
func sameFunc(theirs, ours std.Type, skip int) bool {
	if theirs.NumIn() != ours.NumIn() || theirs.NumOut() != ours.NumOut() || theirs.IsVariadic() != ours.IsVariadic() {
		return false
	}
	for i := skip; i < theirs.NumIn(); i++ {
		if !sameButOwn(theirs.In(i), ours.In(i)) {
			return false
		}
	}
	for i := range theirs.NumOut() {
		if !sameButOwn(theirs.Out(i), ours.Out(i)) {
			return false
		}
	}
	return true
}

// TestMethodsAreThoseOfTheStandardLibrary holds that the types of this package have the
// methods that those of the standard library have, with the same parameters and results.
func TestMethodsAreThoseOfTheStandardLibrary(t *testing.T) {
	t.Parallel()
	for theirs, ours := range own {
		theirs, ours = std.PointerTo(theirs), std.PointerTo(ours)
		for m := range theirs.Methods() {
			got, ok := ours.MethodByName(m.Name)
			if !ok || !sameFunc(m.Type, got.Type, 1) {
				t.Errorf("%s.%s is not %s", ours, m.Name, m.Type)
			}
		}
	}
}

// TestFunctionsAreThoseOfTheStandardLibrary holds that no function of the standard
// library's package is left that has or gives one of its values.
func TestFunctionsAreThoseOfTheStandardLibrary(t *testing.T) {
	t.Parallel()
	for _, table := range []map[string]map[string]std.Value{stdlib.Symbols, tables.Symbols} {
		for name, theirs := range table["reflect/reflect"] {
			if strings.HasPrefix(name, "_") || theirs.Kind() != std.Func {
				continue
			}
			ours, ok := Names[name]
			if !ok {
				t.Errorf("%s is missing", name)
				continue
			}
			if !sameFunc(theirs.Type(), ours.Type(), 0) {
				t.Errorf("%s is a %s, want %s", name, ours.Type(), theirs.Type())
			}
		}
	}
}
