package load

import (
	"bytes"
	"go/ast"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// tree is what decides which files belong to a program: as long as it stays the
// same the go command would list the same packages with the same files.
type tree struct {
	dirs    map[string][]string // directory -> its Go files, tests aside
	modules map[string]string   // go.mod, go.sum and go.work files -> contents
}

// look returns the tree of a program as it is on disk.
func (l *Loader) look(prog *Program) (tree, error) {
	t := tree{dirs: map[string][]string{}, modules: map[string]string{}}
	for _, pkg := range prog.Packages {
		t.add(pkg.Dir)
	}
	for _, pattern := range l.cfg.Patterns {
		if dir, ok := strings.CutSuffix(pattern, "..."); ok && (dir == "" || strings.HasPrefix(dir, ".") || filepath.IsAbs(dir)) {
			t.below(filepath.Join(l.cfg.Dir, dir))
		}
	}
	for dir := prog.ModDir; dir != ""; dir = parent(dir) {
		for _, name := range []string{"go.mod", "go.sum", "go.work", "go.work.sum"} {
			if text, err := os.ReadFile(filepath.Join(dir, name)); err == nil {
				t.modules[filepath.Join(dir, name)] = string(text)
			}
		}
	}
	return t, nil
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
	if _, known := t.dirs[dir]; known {
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // gone, which is a difference too
	}
	names := []string{}
	for _, e := range entries {
		if isSource(e.Name()) && !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	if len(names) > 0 {
		t.dirs[dir] = names
	}
}

// isSource reports whether the go command looks at a file of that name, tests
// aside.
func isSource(name string) bool {
	return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && name[0] != '.' && name[0] != '_'
}

// below notes the Go files of a directory and those below it, as "..." does.
func (t tree) below(root string) {
	root = filepath.Clean(root)
	filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch name := filepath.Base(path); {
		case err != nil:
			return nil
		case !e.IsDir():
			return nil
		case path != root && (name[0] == '.' || name[0] == '_' || name == "testdata" || name == "vendor"):
			return fs.SkipDir
		}
		t.add(path)
		return nil
	})
}

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
