package states_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/mrepl/mrepl/states"
)

func TestErrorsSayWhatHappenedAndWhatToDo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want string
	}{
		{&states.StateError{Op: states.OpStart, Name: "db/conn", Pos: "db/db.go:12", Err: io.EOF}, "start db/conn (db/db.go:12): EOF"},
		{&states.StateError{Op: states.OpStop, Name: "db/conn", Err: io.EOF}, "stop db/conn: EOF"},
		{&states.NotStartedError{Name: "db/conn"}, `state db/conn is not started; start it with states.Start(ctx, states.Name("db/conn"))`},
		{&states.NotStartedError{Name: "db/conn", By: "www/app", Status: states.StatusStartFailed, Err: io.EOF}, `www/app needs it: state db/conn is not started (start failed: EOF); start it with states.Start(ctx, states.Name("db/conn"))`},
		{&states.UnknownStateError{Name: "con", Near: []string{"db/conn", "mq/conn"}}, `no state is named "con"; did you mean db/conn, mq/conn?`},
		{&states.UnknownStateError{Name: "x"}, `no state is named "x"; states.Status lists those there are`},
		{&states.AmbiguousError{Name: "conn", Candidates: []string{"db/conn", "mq/conn"}}, `"conn" is ambiguous: it may be db/conn or mq/conn; use the full name`},
		{
			&states.MissingDepsError{Op: states.OpStart, Missing: []states.Missing{{Name: "www/app", Needs: []string{"db/conn", "conf/config"}}, {Name: "mail/out", Needs: []string{"conf/config"}}}},
			"start: nothing was started: www/app needs db/conn, conf/config; mail/out needs conf/config; start db/conn, conf/config too, or add WithDeps() to the selection",
		},
		{&states.WrongTypeError{Name: "db/conn", Want: "*sql.DB", Got: "int"}, "state db/conn is of type *sql.DB; a value of type int cannot take its place"},
		{&states.WrongTypeError{Want: "*sql.DB", Got: "int"}, "a value of type int is not of type *sql.DB"},
		{&states.DefinitionError{Name: "db/conn", Pos: "db/b.go:3", Other: "db/a.go:1", Problem: "it is defined already, at db/a.go:1"}, "db/b.go:3: define db/conn: it is defined already, at db/a.go:1"},
		{&states.CycleError{Path: []string{"a", "b", "a"}}, "states need each other in a circle: a -> b -> a; one of them must do without the next"},
		{&states.ReentrantError{Op: states.OpStart, Inside: states.OpStop, Name: "db/conn"}, "start was called inside the stop of state db/conn: one operation runs at a time; use Needs to order states, or call it after stop has returned"},
		{&states.ReentrantError{Op: states.OpStart, Inside: states.OpStop}, "start was called inside an observer: one operation runs at a time; use Needs to order states, or call it after stop has returned"},
		{&states.BusyError{Op: states.OpStop, Behind: states.OpStart, Name: "db/conn", For: 5 * time.Second, Err: context.Canceled}, "stop: gave up waiting for a start under way (at db/conn for 5s): context canceled; Interrupt ends it"},
		{&states.HungError{After: 3 * time.Second, Err: context.DeadlineExceeded}, "did not return and was abandoned after 3s: context deadline exceeded"},
		{&states.EndedError{Op: states.OpStart, Err: context.Canceled}, "start ended before its last step: context canceled"},
		{&states.PanicError{Value: "ouch"}, "panic: ouch"},
		{&states.PanicError{Value: io.EOF}, "panic: EOF"},
		{&states.PanicError{Value: states.OpStart}, `panic: states.Op("start")`},
		{&states.PanicError{Value: states.StatusRunning}, "panic: running"},
		{&states.PanicError{Value: states.GetStarts}, "panic: states.GetPolicy(1)"},
		{&states.PanicError{Value: 42}, "panic: 42"},
		{&states.PanicError{Value: []string{"a"}}, "panic: ([]string) [a]"},
		{&states.PanicError{Value: states.Missing{Name: "a"}}, "panic: (states.Missing) {Name:a Needs:[]}"},
		{&states.PanicError{Value: &states.Edge{From: "a", To: "b"}}, "panic: (*states.Edge) &{From:a To:b Kind:needs}"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("%T:\n got %s\nwant %s", c.err, got, c.want)
		}
	}
}

func TestErrorsUnwrap(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		&states.StateError{Err: io.EOF}, &states.NotStartedError{Err: io.EOF}, &states.BusyError{Err: io.EOF},
		&states.HungError{Err: io.EOF}, &states.EndedError{Err: io.EOF}, &states.PanicError{Value: io.EOF},
	} {
		if !errors.Is(err, io.EOF) {
			t.Errorf("%T does not unwrap", err)
		}
	}
	if !errors.Is(&states.HungError{Err: io.EOF}, states.ErrHung) {
		t.Error("a HungError is not ErrHung")
	}
}

func TestEveryEventNamesItsState(t *testing.T) {
	t.Parallel()
	for _, e := range []states.Event{
		states.Starting{Name: "x"}, states.Started{Name: "x"}, states.StillStarting{Name: "x"},
		states.Stopping{Name: "x"}, states.Stopped{Name: "x"}, states.StillStopping{Name: "x"},
		states.Failed{Name: "x"}, states.Late{Name: "x"}, states.Swapped{Name: "x"}, states.Unswapped{Name: "x"},
		states.Defined{Name: "x"}, states.Redefined{Name: "x"}, states.Deleted{Name: "x"}, states.Skipped{Name: "x"}, states.Stale{Name: "x"},
	} {
		if e.StateName() != "x" {
			t.Errorf("%T", e)
		}
	}
}

func TestStatusesAndPoliciesReadAsWords(t *testing.T) {
	t.Parallel()
	for got, want := range map[string]string{
		states.StatusStartHung.String(): "start hung", states.StatusNotAttempted.String(): "not attempted",
		states.StatusKind(99).String(): "StatusKind(99)", states.ReloadNoop.String(): "noop",
		states.ReloadStop.String(): "stop", states.ReloadRestart.String(): "restart", states.Policy(9).String(): "Policy(9)",
		states.EdgeOptional.String(): "optional",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if !states.StatusStopHung.Failed() || states.StatusRunning.Failed() || states.StatusNotAttempted.Failed() {
		t.Error("Failed is wrong")
	}
}

func TestASubstituteOfTheWrongTypeIsStoppedByItsOwnStop(t *testing.T) {
	t.Parallel()
	w, a, _, _ := abc(t)
	stopErr := errors.New("cannot stop")
	_, err := w.Only(a).SwapStates(a, states.Sub{
		Start: func(context.Context) (any, error) { return 42, nil },
		Stop:  func(_ context.Context, v any) error { w.log("stopped 42"); return stopErr },
	}).Start(w.ctx)
	w.wantTrace("stopped 42")
	var wrong *states.WrongTypeError
	if !errors.As(err, &wrong) || !errors.Is(err, stopErr) {
		t.Errorf("error is %v", err)
	}
}

// TestSubstituteErrorsAreWhereItWasWritten holds that what fails of a substitute is reported at its position, and what fails of
// the state itself at that of the state.
func TestSubstituteErrorsAreWhereItWasWritten(t *testing.T) {
	t.Parallel()
	r := states.NewRegistry()
	broken := errors.New("broken")
	s := states.NewIn(r, "conn", func(context.Context) (int, error) { return 0, broken })
	at := func(err error) string {
		var failed *states.StateError
		if !errors.As(err, &failed) || !errors.Is(err, broken) {
			t.Fatalf("the error is %v", err)
		}
		return failed.Pos
	}
	_, err := r.Start(t.Context())
	own := at(err)
	if !strings.Contains(own, "errors_test.go:") {
		t.Errorf("the state is at %q", own)
	}
	fail := func(context.Context) (any, error) { return nil, broken }
	start := func(context.Context) (any, error) { return 1, nil }
	stop := func(context.Context, any) error { return broken }
	swap := func(sub states.Sub) error {
		_, err := r.Only(s).SwapStates(s, sub).Start(t.Context())
		return err
	}
	if got := at(swap(states.Sub{Start: fail})); got != own {
		t.Errorf("without a position it is at %q", got)
	}
	if got := at(swap(states.Sub{Start: fail, Pos: "prompt:1"})); got != "prompt:1" {
		t.Errorf("its start is at %q", got)
	}
	if err := swap(states.Sub{Start: start, Stop: stop, Pos: "prompt:2"}); err != nil {
		t.Fatal(err)
	}
	_, err = r.Stop(t.Context())
	if got := at(err); got != "prompt:2" {
		t.Errorf("its stop is at %q", got)
	}
}
