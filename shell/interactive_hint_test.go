package shell_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/shell"
)

// A historian is a LineReader that remembers.
type historian struct {
	lines
	entries []shell.Entry
}

func (h *historian) History() []shell.Entry { return h.entries }

// TestFirstRunHint: who has typed nothing yet is told what to begin with, once.
func TestFirstRunHint(t *testing.T) {
	t.Parallel()
	for _, entries := range [][]shell.Entry{nil, {{Text: "start"}}} {
		r := newRig(t)
		if err := r.Interactive(context.Background(), &historian{lines{"history"}, entries}); err != nil && err != io.EOF {
			t.Fatal(err)
		}
		if hinted := strings.Contains(r.err.take(), "new here?"); hinted != (entries == nil) {
			t.Errorf("with %d entries the hint is %v", len(entries), hinted)
		}
		if got := r.out.take(); entries != nil && !strings.Contains(got, "start") {
			t.Errorf("history shows %q", got)
		}
	}
}
