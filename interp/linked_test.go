package interp

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/mrepl/mrepl/interp/load"
)

// TestWhatHasToBeLinked holds that the standard library is compiled in, but for the packages left out, unless the Go
// in use is newer than it: then a host has the names that are new.
func TestWhatHasToBeLinked(t *testing.T) {
	t.Parallel()
	imports := []string{"example.com/lib", "fmt", "github.com/mrepl/mrepl/states", "plugin"}
	for _, test := range []struct {
		version string
		linked  Exports
		want    []string
	}{
		{"go1.26.1", nil, []string{"example.com/lib", "plugin"}},
		{"", nil, []string{"example.com/lib", "plugin"}},
		{"go1.99.1", nil, []string{"example.com/lib", "fmt", "plugin"}},
		{"go1.99.1", table("fmt/fmt"), []string{"example.com/lib", "plugin"}},
		{"go1.26.1", table("example.com/lib/lib", "plugin/plugin"), nil},
	} {
		s := newSession(Config{Linked: test.linked})
		var missing *NotLinkedError
		errors.As(s.linked(&load.Program{Native: imports, Go: test.version}), &missing)
		var got []string
		if missing != nil {
			got = missing.Missing
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("Go %q, linked %v: missing %v, want %v", test.version, test.linked, got, test.want)
		}
	}
}

// table makes empty tables of packages.
func table(keys ...string) Exports {
	exports := Exports{}
	for _, key := range keys {
		exports[key] = map[string]reflect.Value{}
	}
	return exports
}
