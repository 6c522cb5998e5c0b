package shell_test

import (
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/states"
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

// TestFirstRunHintWithoutStates: what is told to begin with is there.
func TestFirstRunHintWithoutStates(t *testing.T) {
	t.Parallel()
	for _, able := range []bool{true, false} {
		var errs buffer
		sh := shell.New(shell.Config{Registry: states.NewRegistry(), Out: io.Discard, Err: &errs})
		if able {
			sh.Use(&fakeEngine{})
		}
		if err := sh.Interactive(context.Background(), &historian{}); err != nil {
			t.Fatal(err)
		}
		got := errs.take()
		if strings.Contains(got, "start") || strings.Contains(got, "6 * 7") != able || strings.Contains(got, "type help") == able {
			t.Errorf("with Go: %v: it says %q", able, got)
		}
	}
}

// TestLogFollows: log -f goes on with what happens until it is interrupted, and tells it once.
func TestLogFollows(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.say("start config")
	s.prompt("exchange 1/3> ")
	s.err.take()
	s.say("log -f")
	waitFor(t, func() bool { return strings.Contains(s.out.String(), "▶ conf/config") })
	if _, err := s.registry.Stop(context.Background()); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return strings.Contains(s.out.String(), "■ conf/config") })
	s.interrupt <- os.Interrupt
	s.prompt("exchange 0/3> ")
	if got := s.err.take(); strings.Contains(got, "■") {
		t.Errorf("it is told twice: %s", got)
	}
	s.say("start config") // the lifecycle lines are back
	s.prompt("exchange 1/3> ")
	s.wrote(s.err, "▶ conf/config")
}
