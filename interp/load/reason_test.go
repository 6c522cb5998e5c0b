package load

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const reasons = `
-- main.go --
package main

import (
	_ "m/asm"
	_ "m/c"
	_ "m/linked"
	_ "m/marked"
	_ "m/plain"
)

func main() {}
-- c/c.go --
package c

// int one(void) { return 1; }
import "C"

import _ "m/below"
-- below/below.go --
package below
-- asm/asm.go --
package asm
-- asm/asm_amd64.s --
-- asm/asm_arm64.s --
-- marked/marked.go --
// Package marked is one.

//mrepl:native
package marked
-- linked/linked.go --
package linked

import _ "unsafe"

//go:linkname now runtime.nanotime
func now() int64
-- plain/plain.go --
package plain

const text = "//mrepl:native in a string is no mark"
`

// sortOut sorts the packages of an archive into interpreted and native ones.
func sortOut(t *testing.T, archive string) (prog *Program, err error) {
	t.Helper()
	dir := write(t, archive)
	l := New(Config{Dir: dir, Patterns: []string{"."}, Env: append(os.Environ(), "CGO_ENABLED=1")})
	prog, _, err = l.list(context.Background())
	return prog, shortened(err, dir)
}

func TestReasonsForCompilingAPackageHaveAPosition(t *testing.T) {
	t.Parallel()
	prog, err := sortOut(t, reasons)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for path, r := range prog.Reasons {
		r.Pos.Filename = strings.TrimSuffix(filepath.Base(r.Pos.Filename), filepath.Ext(r.Pos.Filename))
		got[path] = strings.ReplaceAll(r.String(), "_arm64", "_amd64")
	}
	want := map[string]string{
		"m/c":      "it uses cgo (c:4:8)",
		"m/below":  "imported by m/c, which is native (c:6:8)",
		"m/asm":    "it has assembly (asm_amd64)",
		"m/marked": "it is marked //mrepl:native (marked:3:1)",
		"m/linked": "it is marked //go:linkname (linked:5:1)",
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

func TestAMainPackageThatCannotBeInterpreted(t *testing.T) {
	t.Parallel()
	_, err := sortOut(t, "-- main.go --\npackage main\n\nimport \"C\"\n\nfunc main() {}\n")
	want := "main.go:3:8: m cannot be interpreted: it uses cgo; move the code that needs it to a package of its own, which is compiled then"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestWhatIsImportedForItsEffectOnly(t *testing.T) {
	t.Parallel()
	prog, err := load(t, "-- a.go --\npackage a\n\nimport (\n\t_ \"embed\"\n\t\"strings\"\n\t_ \"time\"\n)\n\nvar x = strings.ToUpper(\"x\")\n-- b.go --\npackage a\n\nimport \"time\"\n\nvar y time.Duration\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(prog.Blank, " "); got != "embed" {
		t.Errorf("blank: %s", got)
	}
	if got := strings.Join(prog.Native, " "); got != "embed strings time" {
		t.Errorf("native: %s", got)
	}
	if !strings.HasPrefix(prog.Go, "go1.") {
		t.Errorf("the version of Go is %q", prog.Go)
	}
}

func TestAllProblemsOfAllPackages(t *testing.T) {
	t.Parallel()
	_, err := load(t, "-- a/a.go --\npackage a\n\nvar x int = \"\"\nvar y = none\n-- b/b.go --\npackage b\n\nfunc f() { return 1 }\n")
	want := "a/a.go:3:13: cannot use \"\" (untyped string constant) as int value in variable declaration\n" +
		"a/a.go:4:9: undefined: none\n" +
		"b/b.go:3:19: too many return values\n\thave (number)\n\twant ()"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}
