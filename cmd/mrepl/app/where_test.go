package app

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestWhere(t *testing.T) {
	t.Parallel()
	other := t.TempDir()
	if err := os.MkdirAll(filepath.Join(other, "cmd"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(other, "go.mod"), []byte("module other\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	lone := t.TempDir()
	tests := []struct {
		patterns []string
		dir      string
		there    []string
	}{
		{nil, "", nil},
		{[]string{"."}, "", []string{"."}},
		{[]string{"./..."}, "", []string{"./..."}},
		{[]string{"example.com/x"}, "", []string{"example.com/x"}},
		{[]string{lone}, "", []string{lone}},
		{[]string{other}, other, []string{"."}},
		{[]string{other + "/..."}, other, []string{"./..."}},
		{[]string{other + "/cmd"}, other + "/cmd", []string{"."}},
		{[]string{other + "/a.go", other + "/b.go"}, other + "/", []string{"a.go", "b.go"}},
		{[]string{other + "/a.go", "b.go"}, "", []string{other + "/a.go", "b.go"}},
		{[]string{lone + "/a.go"}, "", []string{lone + "/a.go"}},
		{[]string{other, "."}, "", []string{other, "."}},
	}
	for _, test := range tests {
		if dir, there := where(test.patterns); dir != test.dir || !reflect.DeepEqual(there, test.there) {
			t.Errorf("where(%q) = %q, %q; want %q, %q", test.patterns, dir, there, test.dir, test.there)
		}
	}
}

// TestAbsent holds that what is not there is told before the go command is asked, which says something else.
func TestAbsent(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"main.go", "go.mod"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for pattern, want := range map[string]string{
		dir: "", dir + "/...": "", dir + "/main.go": "", "example.com/x": "", "...": "", "std": "",
		dir + "/nope":     "there is no folder",
		dir + "/nope/...": "there is no folder",
		"./nope":          "there is no folder ./nope",
		"nope.go":         "there is no file nope.go",
		dir + "/go.mod":   "is a file without Go",
	} {
		err := absent([]string{pattern})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v; want %q", pattern, err, want)
		}
	}
}
