package statestest_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mrepl/mrepl/states"
	"github.com/mrepl/mrepl/states/statestest"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("runtime.handleEvent")) // how a browser calls in
}

// running returns the short names of the states of r that run.
func running(r *states.Registry) string {
	var names []string
	for _, info := range r.Status() {
		if info.Status == states.StatusRunning {
			names = append(names, info.Short)
		}
	}
	return strings.Join(names, " ")
}

func wantRunning(t *testing.T, r *states.Registry, want string) {
	t.Helper()
	if got := running(r); got != want {
		t.Errorf("running: got %q, want %q", got, want)
	}
}

func wantValue(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func wantText(t *testing.T, got string, want ...string) {
	t.Helper()
	if len(want) == 0 && got != "" {
		t.Errorf("the test failed with\n%s", got)
	}
	for _, text := range want {
		if !strings.Contains(got, text) {
			t.Errorf("the failures\n%s\nlack %q", got, text)
		}
	}
}

func TestStartsEverythingAndStopsIt(t *testing.T) {
	t.Parallel()
	a := newApp()
	wantText(t, try(t.Context(), func(tb testing.TB) {
		run := statestest.Start(tb, statestest.In(a.Registry))
		wantRunning(t, a.Registry, "conn www")
		if got := len(run.Report.Started()); got != 2 {
			t.Errorf("the report names %d states", got)
		}
	}))
	wantRunning(t, a.Registry, "")
}

func TestStopsWhatTheTestHasStartedSince(t *testing.T) {
	t.Parallel()
	a := newApp()
	wantText(t, try(t.Context(), func(tb testing.TB) {
		run := statestest.Start(tb, statestest.In(a.Registry), statestest.Only(a.db))
		wantRunning(t, a.Registry, "conn")
		if _, err := run.Registry.Start(tb.Context()); err != nil {
			t.Error(err)
		}
	}))
	wantRunning(t, a.Registry, "")
}

func TestWhatRanBeforeRunsOn(t *testing.T) {
	t.Parallel()
	a := newApp()
	if _, err := a.StartWithArgs(t.Context(), map[string]any{"n": 1}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Stop(t.Context(), a.www); err != nil {
		t.Fatal(err)
	}
	wantText(t, try(t.Context(), func(tb testing.TB) {
		statestest.Start(tb, statestest.In(a.Registry),
			statestest.Swap(a.db, "fake"), statestest.Args(map[string]any{"n": 2}))
		wantValue(t, a.www.Get(), "www on fake")
	}))
	wantRunning(t, a.Registry, "conn")
	if got := a.Args()["n"]; got != 1 {
		t.Errorf("the arguments are %v", a.Args())
	}
	if _, err := a.Registry.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(a.www.Get(), "fake") {
		t.Error("the substitute is still there")
	}
}

func TestASwapThatWaitsIsTakenBack(t *testing.T) {
	t.Parallel()
	a := newApp()
	wantText(t, try(t.Context(), func(tb testing.TB) {
		statestest.Start(tb, statestest.In(a.Registry), statestest.Only(), statestest.Swap(a.db, "fake"))
	}))
	info, err := a.Info(a.db)
	if err != nil || info.Substitute != "" {
		t.Errorf("got %q, %v", info.Substitute, err)
	}
}

func TestAFailingStartEndsTheTestAndIsUndone(t *testing.T) {
	t.Parallel()
	a := newApp()
	a.wwwErr = errBusy
	got := try(t.Context(), func(tb testing.TB) {
		statestest.Start(tb, statestest.In(a.Registry))
		t.Error("the test went on")
	})
	wantText(t, got, "the states did not start: start states/statestest_test/www", "busy", "conn")
	wantRunning(t, a.Registry, "")
}

func TestAFailingStopFailsTheTest(t *testing.T) {
	t.Parallel()
	a := newApp()
	a.stopErr = errBusy
	got := try(t.Context(), func(tb testing.TB) { statestest.Start(tb, statestest.In(a.Registry)) })
	wantText(t, got, "the states did not stop: stop states/statestest_test/www", "busy")
	wantRunning(t, a.Registry, "")
}

func TestAGoroutineThatIsLeftFailsTheTest(t *testing.T) {
	t.Parallel()
	for name, option := range map[string]struct {
		allow statestest.Option
		want  []string
	}{
		"any":              {nil, []string{"www is stopped and has left behind:\n  1 goroutine, begun at", "fake_test.go"}},
		"of another state": {statestest.AllowLeaks(states.Name("conn")), []string{"www is stopped and has left behind"}},
		"of the state":     {statestest.AllowLeaks(states.Name("www")), nil},
		"of all":           {statestest.AllowLeaks(), nil},
		"of nobody":        {statestest.AllowLeaks(states.Name("cnn")), []string{`AllowLeaks: no state is named "cnn"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newApp()
			a.release = make(chan struct{})
			options := []statestest.Option{statestest.In(a.Registry)}
			if option.allow != nil {
				options = append(options, option.allow)
			}
			wantText(t, try(t.Context(), func(tb testing.TB) { statestest.Start(tb, options...) }), option.want...)
			close(a.release)
		})
	}
}

// A stop that the test asks for is looked at like any other.
func TestALeakOfAnEarlierStopFailsTheTest(t *testing.T) {
	t.Parallel()
	a := newApp()
	a.release = make(chan struct{})
	defer close(a.release)
	wantText(t, try(t.Context(), func(tb testing.TB) {
		run := statestest.Start(tb, statestest.In(a.Registry))
		if _, err := run.Stop(tb.Context()); err != nil {
			t.Error(err)
		}
	}), "www is stopped and has left behind")
}

func TestForksAreApart(t *testing.T) {
	t.Parallel()
	a := newApp()
	for _, name := range []string{"one", "two", "three"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run := statestest.Start(t, statestest.In(a.Registry), statestest.Fork(), statestest.Swap(a.db, name))
			wantValue(t, statestest.Get(run, a.www), "www on "+name)
			wantValue(t, a.www.From(run.Context()), "www on "+name)
			wantRunning(t, a.Registry, "")
		})
	}
}

func TestSwapStates(t *testing.T) {
	t.Parallel()
	a := newApp()
	var stopped []string
	wantText(t, try(t.Context(), func(tb testing.TB) {
		run := statestest.Start(tb, statestest.In(a.Registry), statestest.SwapStates(a.db,
			func(context.Context) (string, error) { return "fake", nil },
			func(_ context.Context, v string) error { stopped = append(stopped, v); return nil }))
		wantValue(t, statestest.Get(run, a.www), "www on fake")
	}))
	if !slices.Equal(stopped, []string{"fake"}) {
		t.Errorf("stopped: %v", stopped)
	}
}

func TestWithDepsAndArgs(t *testing.T) {
	t.Parallel()
	a := newApp()
	a.www.Needs(a.db)
	run := statestest.Start(t, statestest.In(a.Registry), statestest.Only(a.www), statestest.WithDeps(),
		statestest.Args(map[string]any{"n": 7}))
	wantValue(t, statestest.Get(run, a.www), "www on conn7")
}

func TestSelectRefines(t *testing.T) {
	t.Parallel()
	a := newApp()
	statestest.Start(t, statestest.In(a.Registry), statestest.Select(func(s states.Selection) states.Selection {
		return s.Except(a.www).Parallel(2)
	}))
	wantRunning(t, a.Registry, "conn")
}

func TestTimeoutBoundsTheStart(t *testing.T) {
	t.Parallel()
	r := states.NewRegistry()
	states.NewIn(r, "slow", func(ctx context.Context) (int, error) { <-ctx.Done(); return 0, ctx.Err() })
	got := try(t.Context(), func(tb testing.TB) {
		statestest.Start(tb, statestest.In(r), statestest.Timeout(time.Millisecond))
	})
	wantText(t, got, "slow", "deadline exceeded")
}
