package progen_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/interp/progen"
)

func ExampleProgram() {
	src := progen.Program(1)
	fmt.Println(strings.HasPrefix(src, "package main"), src == progen.Program(1))
	// Output: true true
}

// TestWellTyped holds that every program compiles.
func TestWellTyped(t *testing.T) {
	t.Parallel()
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "source", nil)
	for seed := range uint64(100) {
		src := progen.Program(seed)
		file, err := parser.ParseFile(fset, fmt.Sprintf("p%d.go", seed), src, 0)
		if err != nil {
			t.Fatal(err)
		}
		conf := types.Config{Importer: imports}
		if _, err := conf.Check("main", fset, []*ast.File{file}, nil); err != nil {
			t.Errorf("program %d: %v", seed, err)
		}
	}
}
