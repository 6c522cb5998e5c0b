package interp

import (
	"testing"
	"testing/fstest"

	"github.com/mrepl/mrepl/interp/load"
)

// TestEmbeddedFileSystem holds that the file system is laid out as the one that the compiler makes.
func TestEmbeddedFileSystem(t *testing.T) {
	t.Parallel()
	var files []load.EmbedFile
	names := []string{"a.txt", "b/c.txt", "b/d/e", "b/d/f", "b-x/y", "z"}
	for _, name := range names {
		files = append(files, load.EmbedFile{Name: name, Data: []byte("text of " + name)})
	}
	fs := embedFS(files)
	if err := fstest.TestFS(fs, names...); err != nil {
		t.Error(err)
	}
	if text, err := fs.ReadFile("b/d/f"); err != nil || string(text) != "text of b/d/f" {
		t.Errorf("%q, %v", text, err)
	}
}
