package app

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestOtherModule holds that a directory of another module is looked at from that module's root.
func TestOtherModule(t *testing.T) {
	other := t.TempDir()
	for _, dir := range []string{"a/b", "c"} {
		if err := os.MkdirAll(filepath.Join(other, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(other, "go.mod"), []byte("module other\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		patterns []string
		dir      string
		want     []string
	}{
		{[]string{filepath.Join(other, "a", "b")}, other, []string{"./a/b"}},
		{[]string{other}, other, []string{"./."}},
		{[]string{other + "/..."}, other, []string{"./..."}},
		{[]string{filepath.Join(other, "a"), filepath.Join(other, "c")}, other, []string{"./a", "./c"}},
		{[]string{"."}, "", []string{"."}},
		{[]string{"../..", other}, "", []string{"../..", other}},
		{[]string{"example.com/x"}, "", []string{"example.com/x"}},
		{[]string{"main.go"}, "", []string{"main.go"}},
		{nil, "", nil},
	}
	for _, test := range tests {
		if dir, got := inModule(test.patterns); dir != test.dir || !slices.Equal(got, test.want) {
			t.Errorf("inModule(%q) = %q, %q; want %q, %q", test.patterns, dir, got, test.dir, test.want)
		}
	}
}
