package lower_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/interp/symbols"
)

// A program becomes one file of plain Go, of which each line has a position in the
// source.
func Example() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "main.go")
	if err := os.WriteFile(file, []byte("package main\n\nfunc main() {\n\tfor range 3 {\n\t}\n}\n"), 0o644); err != nil {
		log.Fatal(err)
	}
	loader := load.New(load.Config{Dir: dir, Patterns: []string{file}})
	prog, err := loader.Load(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	l := lower.New(prog.Fset, symbols.All(nil))
	l.Borrow(loader)
	unit, err := l.Program(prog)
	if err != nil {
		log.Fatal(err)
	}
	for i, line := range strings.Split(unit.Source, "\n") {
		if pos := unit.Position(i + 1); pos.IsValid() {
			fmt.Printf("%d: %s\n", pos.Line, line)
		}
	}

	// Output:
	// 3: func main__main() {
	// 4: {
	// 4: var n int = 3
	// 4: var i int
	// 4: for ; i < n; i++ {
	// 5: }
	// 5: }
	// 6: }
}
