package main

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"
)

func TestGeneratedModule(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lines, err := generate(dir, 10)
	if err != nil {
		t.Fatal(err)
	}
	if want := 10 * linesEach; lines < want*9/10 || lines > want*11/10 {
		t.Errorf("%d lines, want about %d", lines, want)
	}
	fset := token.NewFileSet()
	for _, name := range []string{"main.go", "p9/p9.go"} {
		if _, err := parser.ParseFile(fset, filepath.Join(dir, name), nil, parser.AllErrors); err != nil {
			t.Error(err)
		}
	}
	if err := loaded(dir); err != nil {
		t.Error(err)
	}
}
