package prompt

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/line"
	"github.com/mrepl/mrepl/states"
)

func TestCandidates(t *testing.T) {
	t.Parallel()
	whole := shell.Completion{Text: "start", From: 0, Hint: "start states", Ends: true}
	open := shell.Completion{Text: "conn=", From: 5}
	tests := []struct {
		list []shell.Completion
		text string
		pos  int
		want []line.Candidate
	}{
		{nil, "x", 1, []line.Candidate{}},
		{[]shell.Completion{whole}, "sta", 3, []line.Candidate{{Text: "start ", End: 3, Description: "start states"}}},
		{[]shell.Completion{whole}, "sta conn", 3, []line.Candidate{{Text: "start", End: 3, Description: "start states"}}},
		{[]shell.Completion{open}, "swap c", 6, []line.Candidate{{Text: "conn=", Start: 5, End: 6}}},
		{[]shell.Completion{whole, open}, "s", 1, []line.Candidate{{Text: "start", End: 1, Description: "start states"}, {Text: "conn=", Start: 5, End: 1}}},
	}
	for _, test := range tests {
		if got := candidates(test.list, test.text, test.pos); fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%q: %v; want %v", test.text, got, test.want)
		}
	}
}

// Where there is no terminal, what comes in is a script.
func ExampleRun() {
	r := states.NewRegistry()
	states.NewIn(r, "clock", func(context.Context) (string, error) { return "tick", nil })
	sh := shell.New(shell.Config{Registry: r, Out: os.Stdout})
	err := Run(context.Background(), sh, Config{In: strings.NewReader("start\nstates\n")})
	fmt.Println(err)
	// Output:
	// NAME                STATUS   SINCE
	// shell/prompt/clock  running  0s
	// <nil>
}
