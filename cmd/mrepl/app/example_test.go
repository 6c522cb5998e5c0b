package app_test

import (
	"context"
	"fmt"
	"os"

	"github.com/mrepl/mrepl/cmd/mrepl/app"
	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/states"
)

// A program that has states of its own, and Go at its prompt.
func ExampleNewEngine() {
	ctx, registry := context.Background(), states.NewRegistry()
	states.ValueIn(registry, "answer", 42)
	sh := shell.New(shell.Config{Registry: registry, Out: os.Stdout})
	session, err := interp.Open(ctx, interp.Config{Registry: registry, Stdout: sh.Stdout(), Stderr: sh.Stderr()})
	if err != nil {
		fmt.Println(err)
		return
	}
	sh.Use(app.NewEngine(session, registry))
	if err := sh.Line(ctx, "", "start\nx := 20\nstrings.Repeat(\"go \", 2) + strconv.Itoa(x+1)"); err != nil {
		fmt.Println(err)
	}
	// Output: "go go 21"
}
