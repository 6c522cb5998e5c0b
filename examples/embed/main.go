// Command embed is a compiled service with a prompt of its own: type start, then states, then greet New York.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/prompt"
	"github.com/mrepl/mrepl/states"
)

var greeting = states.Value("greeting", "hello")

var greeter = states.New("greeter", func(context.Context) (string, error) { return greeting.Get() + ", ", nil })

var greet = shell.Command{Group: shell.Session, Args: "NAME", Summary: "greet somebody", Run: func(_ context.Context, c *shell.Call) error {
	_, err := fmt.Fprintln(c.Shell.Stdout(), greeter.Get()+strings.Join(c.Words(), " "))
	return err
}}

func main() { os.Exit(prompt.Main(shell.Config{Commands: map[string]shell.Command{"greet": greet}})) }
