package load_test

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/interp/load"
)

// TestExportsAreKept holds that a program is loaded again without asking where
// export data is, and that what is not there any more is asked for again.
func TestExportsAreKept(t *testing.T) {
	t.Parallel()
	dir, cache := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module app\n\ngo 1.26\n")
	write(t, filepath.Join(dir, "main.go"), "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println() }\n")
	open := func() {
		t.Helper()
		l := load.New(load.Config{Dir: dir, Patterns: []string{"."}, Cache: cache})
		if _, err := l.Load(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	open()
	kept, err := filepath.Glob(filepath.Join(cache, "*.json"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept: %v, %v", kept, err)
	}
	before := read(t, kept[0])
	open()
	if after := read(t, kept[0]); after != before {
		t.Errorf("it was written again: %s", after)
	}
	for _, text := range []string{`{"fmt": "/nowhere"}`, "{", ""} {
		write(t, kept[0], text)
		open()
		if after := read(t, kept[0]); after != before {
			t.Errorf("after %q it is %s", text, after)
		}
	}
	write(t, filepath.Join(dir, "go.mod"), "module app\n\ngo 1.26\n\nrequire x.invalid/y v1.0.0\n\nreplace x.invalid/y => ./y\n")
	write(t, filepath.Join(dir, "y", "go.mod"), "module x.invalid/y\n")
	open()
	if kept, _ := filepath.Glob(filepath.Join(cache, "*.json")); len(kept) != 1 {
		t.Errorf("kept beside a local module: %v", kept)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestExportsOfTheModuleAreKept holds that native packages of the main module are kept by
// what their sources are, and those of what they import there.
func TestExportsOfTheModuleAreKept(t *testing.T) {
	t.Parallel()
	dir, cache := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module app\n\ngo 1.26\n")
	write(t, filepath.Join(dir, "main.go"), "package main\n\nimport \"app/lib\"\n\nfunc main() { var _ int = lib.V.F }\n")
	write(t, filepath.Join(dir, "lib", "lib.go"), "//mrepl:native\npackage lib\n\nimport \"app/inner\"\n\nvar V inner.T\n")
	write(t, filepath.Join(dir, "inner", "inner.go"), "package inner\n\ntype T struct{ F int }\n")
	open := func() (kept []string, err error) {
		t.Helper()
		l := load.New(load.Config{Dir: dir, Patterns: []string{"."}, Cache: cache})
		_, err = l.Load(context.Background())
		files, _ := filepath.Glob(filepath.Join(cache, "*.json"))
		if len(files) != 1 {
			t.Fatalf("kept: %v", files)
		}
		known := map[string]string{}
		if err := json.Unmarshal([]byte(read(t, files[0])), &known); err != nil {
			t.Fatal(err)
		}
		return slices.Sorted(maps.Keys(known)), err
	}
	first, err := open()
	if err != nil || len(first) != 1 || !strings.HasPrefix(first[0], "app/lib ") {
		t.Fatalf("kept %q, %v", first, err)
	}
	if again, err := open(); err != nil || !slices.Equal(first, again) {
		t.Errorf("kept %q, and then %q, %v", first, again, err)
	}
	write(t, filepath.Join(dir, "inner", "inner.go"), "package inner\n\ntype T struct{ F string }\n")
	if after, err := open(); err == nil || len(after) != 1 || slices.Equal(first, after) {
		t.Errorf("after an edit of what it imports it is kept as %q, and main is checked with error %v", after, err)
	}
}
