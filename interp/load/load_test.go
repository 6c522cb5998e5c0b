package load

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// write writes the files of a txtar archive into a folder of its own. A go.mod
// of a module m is added where the archive has none.
func write(t *testing.T, archive string) (dir string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	files := append([]txtar.File{{Name: "go.mod", Data: []byte("module m\n\ngo 1.26.0\n")}}, txtar.Parse([]byte(archive)).Files...)
	for _, f := range files {
		writeFile(t, filepath.Join(dir, f.Name), f.Data)
	}
	return dir
}

// writeFile writes a file and makes its folder.
func writeFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// load loads ./... of an archive.
func load(t *testing.T, archive string) (*Program, error) {
	t.Helper()
	dir := write(t, archive)
	prog, err := New(Config{Dir: dir, Patterns: []string{"./..."}}).Load(context.Background())
	return prog, shortened(err, dir)
}

// shortened takes the folder out of the positions of errors.
func shortened(err error, dir string) error {
	if err == nil {
		return nil
	}
	return errors.New(strings.ReplaceAll(err.Error(), dir+string(filepath.Separator), ""))
}
