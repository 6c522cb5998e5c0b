package interp_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/interp/show"
	"github.com/mrepl/mrepl/states"
)

func ExampleOpen() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	for name, text := range map[string]string{
		"go.mod":  "module hello\n\ngo 1.26\n",
		"main.go": "package main\n\nfunc Greet(name string) string { return \"hello, \" + name }\n\nfunc main() {}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			log.Fatal(err)
		}
	}
	ctx := context.Background()
	s, err := interp.Open(ctx, interp.Config{Dir: dir, Patterns: []string{"."}, Registry: states.NewRegistry()})
	if err != nil {
		log.Fatal(err)
	}
	values, err := s.Eval(ctx, `main.Greet("you")`)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(values[0].TypeName(), values[0].Format(show.Limits{}))
	// Output: string "hello, you"
}

func ExampleSession_Eval() {
	ctx := context.Background()
	s, err := interp.Open(ctx, interp.Config{Registry: states.NewRegistry()})
	if err != nil {
		log.Fatal(err)
	}
	for _, src := range []string{"x := []int{3, 1, 2}", "sort.Ints(x)", "x", "_[0] + y"} {
		values, err := s.Eval(ctx, src)
		if err != nil {
			fmt.Println(err)
		}
		for _, v := range values {
			fmt.Println(v.Format(show.Limits{}))
		}
	}
	// Output:
	// []int{1, 2, 3}
	// prompt:1:8: undefined: y
}

func ExampleSession_Complete() {
	s, err := interp.Open(context.Background(), interp.Config{Registry: states.NewRegistry()})
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range s.Complete("strings.ToUpp", 13) {
		fmt.Println(c.Text, c.Hint)
	}
	// Output:
	// ToUpper func(s string) string
	// ToUpperSpecial func(c unicode.SpecialCase, s string) string
}

// What an evaluation has failed with can be looked into by the next.
func ExampleSession_Remember() {
	ctx := context.Background()
	s, err := interp.Open(ctx, interp.Config{Registry: states.NewRegistry()})
	if err != nil {
		log.Fatal(err)
	}
	_, err = s.Eval(ctx, `os.Open("/no/such/file")`)
	fmt.Println(s.Remember(err))
	values, err := s.Eval(ctx, "errors.Is(err, fs.ErrNotExist)")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(values[0].Format(show.Limits{}))
	_, err = s.Eval(ctx, "this does not compile")
	fmt.Println(s.Remember(err))
	// Output:
	// true
	// true
	// false
}

func ExampleSession_ErrorName() {
	s, err := interp.Open(context.Background(), interp.Config{Registry: states.NewRegistry()})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.ErrorName(io.ErrUnexpectedEOF))
	// Output: io.ErrUnexpectedEOF
}

func ExampleSession_GuardStacks() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s, err := interp.Open(ctx, interp.Config{Registry: states.NewRegistry(), Stderr: io.Discard})
	if err != nil {
		log.Fatal(err)
	}
	go s.GuardStacks(ctx)
	for _, src := range []string{"func down(n int) int { return down(n + 1) }", "down(0)"} {
		if _, err := s.Eval(ctx, src); err != nil {
			fmt.Println(err)
		}
	}
	// Output: stack overflow: functions call each other without end
}
