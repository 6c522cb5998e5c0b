package shell_test

import (
	"context"
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
