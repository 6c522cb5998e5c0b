package shell_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/transcript"
)

const replayed = `# A session.
exchange 0/3> start
▶ conf/config 1ms
...
started 3 states in 2ms
exchange 3/3> 1 +
          ... 1
2
exchange 3/3> states conn
NAME STATUS SINCE USES USED BY
db/conn running 0s config nyse-app
> start nobody
no state is named nobody; ...
exchange 3/3> print("x")
x
`

func TestReplay(t *testing.T) {
	t.Parallel()
	want := transcript.Parse(replayed)
	came, err := newRig(t).Replay(context.Background(), want)
	if now, same := want.Against(came); err != nil || !same {
		t.Errorf("%v\n%s", err, transcript.Diff("want", want, "came", now))
	}

	other := transcript.Parse(strings.NewReplacer("\n2\n", "\n3\n", "3/3> states", "2/3> states").Replace(replayed))
	came, err = newRig(t).Replay(context.Background(), other)
	now, same := other.Against(came)
	if err != nil || same || now.String() != replayed {
		t.Errorf("%v, %v\n%s", same, err, transcript.Diff("want", want, "now", now))
	}
}

func TestReplayEnds(t *testing.T) {
	t.Parallel()
	f := transcript.Parse("> exit 3\n> start\n")
	came, err := newRig(t).Replay(context.Background(), f)
	var exit *shell.ExitError
	if !errors.As(err, &exit) || exit.Code != 3 || len(came.Steps) != 1 {
		t.Errorf("%v after %d steps", err, len(came.Steps))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if came, err := newRig(t).Replay(ctx, f); err == nil || len(came.Steps) > 1 {
		t.Errorf("%v after %d steps", err, len(came.Steps))
	}
}
