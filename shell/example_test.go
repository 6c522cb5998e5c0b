package shell_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/states"
)

// A shell without Go: commands over the states of a program.
func Example() {
	r := states.NewRegistry()
	states.NewIn(r, "clock", func(context.Context) (string, error) { return "tick", nil })

	sh := shell.New(shell.Config{Registry: r, Out: os.Stdout})
	ctx := context.Background()
	if err := sh.Line(ctx, "", "start; states"); err != nil {
		fmt.Println(err)
	}
	if err := sh.Close(ctx); err != nil {
		fmt.Println(err)
	}
	// Output:
	// NAME              STATUS   SINCE
	// shell_test/clock  running  0s
}

func ExampleShell_Script() {
	sh := shell.New(shell.Config{Registry: states.NewRegistry(), Err: os.Stdout})
	script := strings.NewReader("args\n! start nobody\nstart nobody\n")
	err := sh.Script(context.Background(), "demo.mrepl", script)
	fmt.Println("failed:", err != nil)
	// Output:
	// demo.mrepl:3: no state is named nobody; states lists those there are
	// failed: true
}

// A program can have commands of its own.
func ExampleConfig_commands() {
	hello := shell.Command{
		Group: shell.Session, Args: "NAME",
		Summary: "greet somebody", Detail: "It is an example.",
		Run: func(_ context.Context, c *shell.Call) error {
			fmt.Println("hello,", strings.Join(c.Words(), " "))
			return nil
		},
	}
	sh := shell.New(shell.Config{Registry: states.NewRegistry(), Commands: map[string]shell.Command{"hello": hello}})
	if err := sh.Line(context.Background(), "", "hello 'New York'"); err != nil {
		fmt.Println(err)
	}
	// Output: hello, New York
}

// lines is a LineReader that reads what is there, in the place of a person.
type lines []string

func (l *lines) ReadLine(prompt string) (string, error) {
	if len(*l) == 0 {
		return "", io.EOF
	}
	line := (*l)[0]
	*l = (*l)[1:]
	fmt.Println(prompt + line)
	return line, nil
}

func (l *lines) Notify(text string) { fmt.Println(text) }
func (l *lines) Close() error       { return nil }

func ExampleShell_Interactive() {
	r := states.NewRegistry()
	states.NewIn(r, "clock", func(context.Context) (string, error) { return "tick", nil })
	sh := shell.New(shell.Config{Name: "demo", Registry: r, Out: os.Stdout, Err: io.Discard})
	err := sh.Interactive(context.Background(), &lines{"with-args zone=UTC | start", "args", "exit 3"})
	fmt.Println(err)
	// Output:
	// demo 0/1> with-args zone=UTC | start
	// demo 1/1> args
	// zone="UTC"
	// demo 1/1> exit 3
	// exit 3
}

func ExampleShell_Complete() {
	sh := shell.New(shell.Config{Registry: states.NewRegistry()})
	for _, c := range sh.Complete("only a | ex", 11) {
		fmt.Println(c.Text)
	}
	// Output:
	// except
}

func ExampleArgValue() {
	fmt.Printf("%#v %#v %#v %#v\n", shell.ArgValue("8081"), shell.ArgValue("0.5"), shell.ArgValue("true"), shell.ArgValue("007"))
	// Output: 8081 0.5 true "007"
}
