package interp_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/states"
)

// loaded returns a session on a module of one package, and writes another text of its source.
func loaded(dir string) (s *interp.Session, save func(body string)) {
	save = func(body string) {
		src := "package greet\n\nfunc Text() string { return " + body + " }\n"
		if err := os.WriteFile(filepath.Join(dir, "greet.go"), []byte(src), 0o644); err != nil {
			log.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module greet\n\ngo 1.26\n"), 0o644); err != nil {
		log.Fatal(err)
	}
	save(`"hello"`)
	s, err := interp.Open(context.Background(), interp.Config{Dir: dir, Patterns: []string{"."}, Registry: states.NewRegistry()})
	if err != nil {
		log.Fatal(err)
	}
	return s, save
}

// A reset calls what stops the states only for source that can be loaded.
func ExampleSession_Reset() {
	dir, err := os.MkdirTemp("", "greet")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	s, save := loaded(dir)
	stop := func() error { fmt.Println("stop"); return nil }
	for _, body := range []string{"1", `"good morning"`} {
		save(body)
		changes, err := s.Reset(context.Background(), false, stop)
		fmt.Println(changes.Patched, err != nil)
	}
	// Output:
	// [] true
	// stop
	// [greet.Text] false
}

// What is watched is where a save makes a difference.
func ExampleSession_Watched() {
	dir, err := os.MkdirTemp("", "greet")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	s, _ := loaded(dir)
	w := s.Watched()
	fmt.Println(len(w.Dirs), len(w.Trees), filepath.Base(w.Files[0]))
	// Output: 1 0 go.mod
}

func ExampleSession_Declared() {
	ctx := context.Background()
	s, err := interp.Open(ctx, interp.Config{Registry: states.NewRegistry()})
	if err != nil {
		log.Fatal(err)
	}
	for _, src := range []string{"n := 1", "func twice(n int) int { return 2 * n }"} {
		if _, err := s.Eval(ctx, src); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(s.Declared())
	// Output: [n twice]
}
