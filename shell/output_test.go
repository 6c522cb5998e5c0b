package shell_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/states"
)

func TestMessagesFitTheTerminalAndWhatCountsAsWrittenDoesNot(t *testing.T) {
	t.Parallel()
	const message, broken = "nothing to do: no state is selected\n", "nothing to do: no state is\nselected\n"
	for _, tt := range []struct {
		name  string
		width int
		aside bool
		want  string
	}{
		{"a terminal", 30, false, broken},
		{"no terminal", 0, false, message},
		{"messages go to a file", 30, true, message},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			sh := shell.New(shell.Config{
				Registry: states.NewRegistry(), Err: &out, ErrAside: tt.aside, Width: func() int { return tt.width },
			})
			err := sh.Script(context.Background(), "in", strings.NewReader("start\nexpect-out no state is selected$\n"))
			if got := out.String(); err != nil || got != tt.want {
				t.Errorf("%q is written, and the script ends with %v; want %q", got, err, tt.want)
			}
		})
	}
}

// printing is a command that leaves the cursor in the middle of a row.
func printing(cfg *shell.Config) {
	cfg.Commands = map[string]shell.Command{"print": {Run: func(_ context.Context, c *shell.Call) error {
		_, _ = io.WriteString(c.Shell.Stdout(), "abc")
		return errors.New("no")
	}}}
}

func TestMessagesBeginOnARowOfTheirOwnAtThePrompt(t *testing.T) {
	t.Parallel()
	s := sit(t, printing)
	s.prompt("exchange 0/3> ")
	s.say("print")
	s.prompt("exchange 0/3> ")
	s.wrote(s.out, `^abc$`)
	s.wrote(s.err, `\n\nno\n$`)
	s.say("stop x")
	s.prompt("exchange 0/3> ")
	s.wrote(s.err, `^no state`)
}

func TestMessagesOfAScriptAreTheSameWhateverIsPrinted(t *testing.T) {
	t.Parallel()
	r := newRig(t, printing)
	_ = r.Script(context.Background(), "in", strings.NewReader("print\n"))
	if got := r.err.take(); got != "in:1: no\n" {
		t.Errorf("%q is written", got)
	}
}
