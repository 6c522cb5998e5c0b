package load

import (
	"bytes"
	"go/ast"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// tree is what decides which files belong to a program: as long as it stays the
// same the go command would list the same packages with the same files.
type tree struct {
	disk    *disk
	found   map[string]entries  // directories that have been read for this
	dirs    map[string][]string // directory -> its Go files, tests aside
	modules map[string]string   // go.mod, go.sum and go.work files -> contents
}

// look returns the tree of a program as it is on disk.
func (l *Loader) look(prog *Program) tree {
	t := tree{disk: &l.disk, found: map[string]entries{}, dirs: map[string][]string{}, modules: map[string]string{}}
	for _, pkg := range prog.Packages {
		t.add(pkg.Dir)
		for _, e := range pkg.Embeds {
			for _, file := range e.Files {
				t.embedded(filepath.Dir(filepath.Join(pkg.Dir, filepath.FromSlash(file.Name))))
			}
		}
	}
	for _, root := range l.roots() {
		t.below(root)
	}
	t.addModules(prog)
	t.found = nil
	return t
}

// parent returns the directory that holds another, "" for the root.
func parent(dir string) string {
	if up := filepath.Dir(dir); up != dir {
		return up
	}
	return ""
}

// add notes the Go files of a directory.
func (t tree) add(dir string) {
	if e := t.list(dir); len(e.sources) > 0 { // one that is gone is a difference too
		t.dirs[dir] = e.sources
	}
}

// list returns what is in a directory, nothing if it is gone.
func (t tree) list(dir string) entries {
	e, ok := t.found[dir]
	if !ok {
		e, _ = t.disk.list(dir)
		t.found[dir] = e
	}
	return e
}

// embedded notes all that is in a directory of which files are embedded.
func (t tree) embedded(dir string) {
	e := t.list(dir)
	t.dirs[dir+" embedded"] = slices.Concat(e.others, e.sources, e.below)
}

// isSource reports whether the go command looks at a file of that name, tests
// aside.
func isSource(name string) bool {
	return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && name[0] != '.' && name[0] != '_'
}

// below notes the Go files of a directory and those below it, as "..." does.
func (t tree) below(dir string) {
	t.add(dir)
	for _, name := range t.list(dir).below {
		if name[0] != '.' && name[0] != '_' && name != "testdata" && name != "vendor" {
			t.below(filepath.Join(dir, name))
		}
	}
}

// equal reports whether two trees are of the same files.
func (t tree) equal(u tree) bool {
	return maps.EqualFunc(t.dirs, u.dirs, slices.Equal[[]string]) && maps.Equal(t.modules, u.modules)
}

// head returns what the go command looks at in a file: its constraints, package
// clause and imports, and the marks that make a package native.
func head(file *ast.File) string {
	var b bytes.Buffer
	for _, group := range file.Comments {
		for _, c := range group.List {
			if directive(c.Text) {
				b.WriteString(c.Text + "\n")
			}
		}
	}
	b.WriteString(file.Name.Name + "\n")
	for _, spec := range file.Imports {
		if spec.Name != nil {
			b.WriteString(spec.Name.Name + " ")
		}
		b.WriteString(spec.Path.Value + "\n")
	}
	return b.String()
}

// directive reports whether a comment is more than one.
func directive(text string) bool {
	for _, prefix := range []string{"//go:", "//mrepl:", "// +build", "//export ", "#cgo", "//line "} {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}
	return false
}
