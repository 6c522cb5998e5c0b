package load

import (
	"path/filepath"
	"slices"
	"testing"
)

func TestWhatAProgramComesFrom(t *testing.T) {
	t.Parallel()
	s := begin(t, "-- a.go --\npackage a\n\nimport _ \"embed\"\n\n//go:embed text/x\nvar x string\n-- text/x --\none\n-- b/b.go --\npackage b\n")
	dirs, trees, embeds, files := s.l.Watched(s.prog)
	in := func(names ...string) (out []string) {
		for _, name := range names {
			out = append(out, filepath.Join(s.dir, name))
		}
		return out
	}
	for _, test := range []struct {
		what      string
		got, want []string
	}{
		{"directories", dirs, in("", "b")},
		{"trees", trees, in("")},
		{"embedded", embeds, in("text")},
		{"files", files, in("go.mod", "go.sum", "go.work", "go.work.sum")},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("%s: got %v, want %v", test.what, test.got, test.want)
		}
	}
}
