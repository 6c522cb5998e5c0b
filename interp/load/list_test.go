package load

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// program is what the tests of listing load.
const program = `
-- cmd/serve/main.go --
package main

import (
	"m/db"
	"m/store"
)

func main() { db.Open(); store.Open() }
-- cmd/serve/web/web.go --
package web
-- db/db.go --
package db

import "m/store"

func Open() { store.Open() }
-- db/db_test.go --
package db

import "testing"

func Test(t *testing.T) { none() }
-- store/store.go --
package store

import "strings"

func Open() { strings.ToUpper("") }
-- store/other_windows.go --
package store

func Open() {}
-- store/left_out.go --
//go:build never

package store

func Open() {}
-- store/testdata/broken.go --
package
`

func TestWhatPatternsName(t *testing.T) {
	t.Parallel()
	dir := write(t, program)
	for _, test := range []struct{ patterns, roots, packages, rels string }{
		{"./...", "m/cmd/serve m/cmd/serve/web m/db m/store", "m/store m/db m/cmd/serve m/cmd/serve/web", "store db cmd/serve cmd/serve/web"},
		{"./db", "m/db", "m/store m/db", "store db"},
		{"m/store ./db", "m/db m/store", "m/store m/db", "store db"},
		{"./cmd/serve", "m/cmd/serve", "m/store m/db m/cmd/serve", "store db main"},
		{"./cmd/...", "m/cmd/serve m/cmd/serve/web", "m/store m/db m/cmd/serve m/cmd/serve/web", "store db cmd/serve cmd/serve/web"},
		{"db/db.go", "command-line-arguments", "m/store command-line-arguments", "store db"},
	} {
		t.Run(test.patterns, func(t *testing.T) {
			t.Parallel()
			prog, err := New(Config{Dir: dir, Patterns: strings.Fields(test.patterns)}).Load(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			var packages, rels []string
			for _, pkg := range prog.Packages {
				packages, rels = append(packages, pkg.Path), append(rels, pkg.Rel)
			}
			slices.Sort(prog.Roots)
			equal(t, "roots", strings.Join(prog.Roots, " "), test.roots)
			equal(t, "packages", strings.Join(packages, " "), test.packages)
			equal(t, "places", strings.Join(rels, " "), test.rels)
			equal(t, "native", strings.Join(prog.Native, " "), "strings")
			equal(t, "module", prog.Module+" in "+prog.ModDir, "m in "+dir)
		})
	}
}

func TestAProgramIsFoundByItsPath(t *testing.T) {
	t.Parallel()
	prog, err := load(t, program)
	if err != nil {
		t.Fatal(err)
	}
	if pkg := prog.Package("m/db"); pkg == nil || pkg.Types.Scope().Lookup("Open") == nil {
		t.Errorf("m/db is %v", pkg)
	}
	if pkg := prog.Package("strings"); pkg != nil {
		t.Error("a native package is among the interpreted ones")
	}
}

func TestWhatCannotBeListed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, archive, patterns, want string }{
		{"nothing matches", "-- a/a.go --\npackage a\n", "./b/...", "pattern ./b/...: lstat ./b/: no such file or directory"},
		{"only tests", "-- a/a_test.go --\npackage a\n", "./...", "no Go files match ./..."},
		{"no such folder", "-- a/a.go --\npackage a\n", "./b", "./b: stat b: directory not found"},
		{"no such import", "-- a.go --\npackage a\n\nimport \"m/none\"\n", ".", "a.go:3:8: package m/none is not in std"},
		{"no such module", "-- a.go --\npackage a\n\nimport \"x.invalid/y\"\n", ".", "a.go:3:8: no required module provides package x.invalid/y"},
		{"a cycle", "-- a/a.go --\npackage a\n\nimport _ \"m/b\"\n-- b/b.go --\npackage b\n\nimport _ \"m/a\"\n", "./a", "import cycle not allowed: m/a imports m/b imports m/a"},
		{"two packages in a folder", "-- a.go --\npackage a\n-- b.go --\npackage b\n", ".", "found packages a (a.go) and b (b.go) in "},
		{"an internal package", "-- a.go --\npackage a\n\nimport _ \"internal/abi\"\n", ".", "a.go:3:8: use of internal package internal/abi not allowed"},
		{"a module that is none", "-- go.mod --\nmodul m\n-- a.go --\npackage a\n", ".", "go list: errors parsing go.mod:\ngo.mod:1: unknown directive: modul"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := write(t, test.archive)
			_, err := New(Config{Dir: dir, Patterns: strings.Fields(test.patterns)}).Load(context.Background())
			if err = shortened(err, dir); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestSyntaxErrorsAreTheParsersAllOfThem(t *testing.T) {
	t.Parallel()
	_, err := load(t, "-- a.go --\npackage a\n\nvar x = 1 2\n-- b/b.go --\npackage b\n\nvar x = )\n")
	want := "a.go:3:11: expected ';', found 2\nb/b.go:3:9: expected operand, found ')'"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestTheGoCommandThatIsNotThere(t *testing.T) {
	empty := t.TempDir()
	t.Setenv("PATH", empty)
	_, err := New(Config{Dir: empty, Patterns: []string{"."}}).Load(context.Background())
	if err == nil || !strings.Contains(err.Error(), "install Go and put it on PATH") {
		t.Errorf("got %v", err)
	}
}

func TestALoadThatIsCalledOff(t *testing.T) {
	t.Parallel()
	dir := write(t, "-- a.go --\npackage a\n")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := New(Config{Dir: dir, Patterns: []string{"."}}).Load(ctx); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

func TestReadyIsAskedBeforeTypesAreRead(t *testing.T) {
	t.Parallel()
	dir := write(t, program)
	stop := os.ErrClosed
	var native []string
	_, err := New(Config{Dir: dir, Patterns: []string{"./..."}, Ready: func(p *Program) error {
		native = p.Native
		if p.Packages[0].Types != nil {
			t.Error("it has been checked already")
		}
		return stop
	}}).Load(context.Background())
	if err != stop || !slices.Equal(native, []string{"strings"}) {
		t.Errorf("%v, with %v", err, native)
	}
}

func TestTheLanguageIsTheModules(t *testing.T) {
	t.Parallel()
	_, err := load(t, "-- go.mod --\nmodule m\n\ngo 1.21\n-- a.go --\npackage a\n\nfunc f() {\n\tfor range 3 {\n\t}\n}\n")
	if want := "a.go:4:12: cannot range over 3 (untyped int constant): requires go1.22 or later"; err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestAWorkspaceIsOneProgram(t *testing.T) {
	t.Parallel()
	dir := write(t, "-- go.work --\ngo 1.26.0\n\nuse (\n\t.\n\t./other\n)\n-- a.go --\npackage a\n\nimport _ \"x.invalid/other\"\n-- other/go.mod --\nmodule x.invalid/other\n\ngo 1.26.0\n-- other/o.go --\npackage other\n")
	prog, err := New(Config{Dir: dir, Patterns: []string{"."}}).Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if pkg := prog.Package("x.invalid/other"); pkg == nil || pkg.Dir != filepath.Join(dir, "other") {
		t.Errorf("the other module's package is %v", pkg)
	}
}

func equal(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %s, want %s", what, got, want)
	}
}
