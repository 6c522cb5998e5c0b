package interp_test

import (
	"context"
	"fmt"
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
