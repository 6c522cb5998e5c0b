package interp_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestWatchedIsWhatAReloadLooksAt(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import (
	_ "embed"

	"app/lib"
)

//go:embed page.html
var page string

func main() { println(page, lib.Text()) }
-- page.html --
hello
-- lib/lib.go --
package lib

func Text() string { return "one" }
`, ".", "./lib/...")
	w := m.session.Watched()
	rel := func(paths []string) string {
		var names []string
		for _, path := range paths {
			if name, err := filepath.Rel(m.dir, path); err == nil && filepath.IsLocal(name) {
				names = append(names, filepath.ToSlash(name))
			}
		}
		slices.Sort(names)
		return strings.Join(names, " ")
	}
	same(t, "watched", fmt.Sprint(rel(w.Dirs), "; ", rel(w.Trees), "; ", rel(w.Embeds), "; ", rel(w.Files)),
		". lib; lib; .; go.mod go.sum go.work go.work.sum")
}
