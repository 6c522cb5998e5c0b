package app

import (
	"os"
	"path/filepath"
	"reflect"
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
		{[]string{other, "."}, "", []string{other, "."}},
	}
	for _, test := range tests {
		if dir, there := where(test.patterns); dir != test.dir || !reflect.DeepEqual(there, test.there) {
			t.Errorf("where(%q) = %q, %q; want %q, %q", test.patterns, dir, there, test.dir, test.there)
		}
	}
}
