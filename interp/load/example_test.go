package load_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/mrepl/mrepl/interp/load"
)

// source makes a module of one file.
func source(dir, text string) {
	files := map[string]string{"go.mod": "module app\n\ngo 1.26.0\n", "app.go": text}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// A program is loaded once and then edited: an edit says what has changed, and is
// checked before it counts.
func Example() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	source(dir, "package app\n\nfunc Port() int { return 8080 }\n")

	ctx := context.Background()
	l := load.New(load.Config{Dir: dir, Patterns: []string{"./..."}})
	prog, err := l.Load(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(prog.Roots, prog.Package("app").Types.Scope().Lookup("Port"))

	source(dir, "package app\n\nfunc Port() int { return \"9090\" }\n")
	_, err = l.Edit(ctx, prog)
	fmt.Println(err.(load.Errors)[0].Msg)

	source(dir, "package app\n\nfunc Port() int { return 9090 }\n")
	edit, err := l.Edit(ctx, prog)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(edit.Bodies[0].Func)
	edit.Commit()
	l.Done(edit)

	// Output:
	// [app] func app.Port() int
	// cannot use "9090" (untyped string constant) as int value in return statement
	// func app.Port() int
}
