// Command embed is a compiled service with a prompt of its own, without the interpreter: type start, then states, then greet.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/prompt"
	"github.com/mrepl/mrepl/states"
)

var greeting = states.Value("greeting", "hello").Doc("what people are greeted with")

var greeter = states.New("greeter", func(context.Context) (func(string) string, error) {
	word := greeting.Get()
	return func(name string) string { return word + ", " + name }, nil
}).Doc("greets people")

func main() {
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	sh := shell.New(shell.Config{
		Name: "embed", Out: os.Stdout, Err: os.Stderr, Interrupt: interrupts, Commands: map[string]shell.Command{"greet": greet},
	})
	ctx := context.Background()
	err := prompt.Run(ctx, sh, prompt.Config{History: "embed"})
	if sh.Close(ctx) != nil || err != nil {
		os.Exit(1)
	}
}

// greet is a command beside those of every shell: help shows it, and it composes, completes and is scripted like the others.
var greet = shell.Command{
	Group: shell.Looking, Args: "NAME", Summary: "greet somebody", Detail: "It takes the greeter, which must run.",
	Run: func(_ context.Context, c *shell.Call) error {
		_, err := fmt.Fprintln(c.Shell.Stdout(), greeter.Get()(strings.Join(c.Words(), " ")))
		return err
	},
}
