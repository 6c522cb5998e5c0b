package reflect_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/states"
)

// The types of an interpreted program are told apart, though to the interpreter both are
// numbers.
func Example() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	const program = `package main

import (
	"fmt"
	"reflect"
)

type Level int

func (l Level) String() string { return "level" }

func main() {
	fmt.Println(reflect.TypeOf(Level(1)), reflect.ValueOf(Level(1)).NumMethod(), reflect.TypeOf(1))
}
`
	file := filepath.Join(dir, "main.go")
	if err := os.WriteFile(file, []byte(program), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	if err := interp.Exec(context.Background(), interp.Config{Patterns: []string{file}, Registry: states.NewRegistry(), Stdout: os.Stdout, Stderr: os.Stdout}); err != nil {
		fmt.Println(err)
	}
	// Output: main.Level 1 int
}
