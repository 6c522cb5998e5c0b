package statestest_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/mrepl/mrepl/states"
	"github.com/mrepl/mrepl/states/statestest"
)

// A program has its states in package variables.
var (
	Config = states.New("config", func(ctx context.Context) (string, error) {
		if host := states.ArgsFrom(ctx)["host"]; host != nil {
			return fmt.Sprint(host), nil
		}
		return "example.com", nil
	})
	Mail = states.New("mail", connect).OnStop(func(_ context.Context, m Mailer) error { return m.Close() })
)

// A Mailer sends mail.
type Mailer interface {
	Send(text string) string
	Close() error
}

func connect(context.Context) (Mailer, error) { return smtp(Config.Get()), nil }

type smtp string

func (s smtp) Send(text string) string { return text + ", sent to " + string(s) }
func (s smtp) Close() error            { return nil }

// An outbox is a Mailer for tests.
type outbox struct{}

func (outbox) Send(text string) string { return text + ", kept" }
func (outbox) Close() error            { fmt.Println("outbox closed"); return nil }

// test runs a test function as go test does, and prints how it failed.
func test(f func(t testing.TB)) {
	if failures := try(context.Background(), f); failures != "" {
		fmt.Println(failures)
	}
}

func Example() {
	test(func(t testing.TB) {
		statestest.Start(t)
		fmt.Println(Mail.Get().Send("hello"))
	})
	_, runs := Mail.Lookup()
	fmt.Println("runs after the test:", runs)
	// Output:
	// hello, sent to example.com
	// runs after the test: false
}

// Tests that run in parallel, each with instances and substitutes of its own.
func Example_parallel() {
	testPlain := func(t testing.TB) { // after t.Parallel()
		run := statestest.Start(t, statestest.Fork())
		fmt.Println(statestest.Get(run, Mail).Send("hello"))
	}
	testArgs := func(t testing.TB) { // after t.Parallel()
		run := statestest.Start(t, statestest.Fork(), statestest.Args(map[string]any{"host": "localhost"}))
		fmt.Println(statestest.Get(run, Mail).Send("hello"))
		testPlain(t) // in the middle of it: they do not see one another
	}
	test(testArgs)
	// Output:
	// hello, sent to localhost
	// hello, sent to example.com
}

func ExampleStart() {
	r := states.NewRegistry()
	states.NewIn(r, "conn", func(context.Context) (int, error) { return 0, errors.New("no route to host") })
	failures := try(context.Background(), func(t testing.TB) {
		statestest.Start(t, statestest.In(r))
		fmt.Println("this is not reached")
	})
	fmt.Println("failed:", failures != "")
	// Output: failed: true
}

func ExampleGet() {
	test(func(t testing.TB) {
		run := statestest.Start(t, statestest.Fork())
		_, shared := Config.Lookup()
		fmt.Println(statestest.Get(run, Config), shared)
	})
	// Output: example.com false
}

func ExampleRun_Context() {
	handle := func(ctx context.Context) string { return Mail.From(ctx).Send("hello") }
	test(func(t testing.TB) {
		run := statestest.Start(t, statestest.Fork())
		fmt.Println(handle(run.Context()))
	})
	// Output: hello, sent to example.com
}

func ExampleSwap() {
	test(func(t testing.TB) {
		statestest.Start(t, statestest.Swap(Mail, Mailer(outbox{})))
		fmt.Println(Mail.Get().Send("hello"))
	})
	// Output: hello, kept
}

func ExampleSwapStates() {
	test(func(t testing.TB) {
		statestest.Start(t, statestest.SwapStates(Mail,
			func(context.Context) (Mailer, error) { return outbox{}, nil },
			func(_ context.Context, m Mailer) error { return m.Close() }))
		fmt.Println(Mail.Get().Send("hello"))
	})
	// Output:
	// hello, kept
	// outbox closed
}

func ExampleArgs() {
	test(func(t testing.TB) {
		statestest.Start(t, statestest.Args(map[string]any{"host": "localhost"}))
		fmt.Println(Mail.Get().Send("hello"))
	})
	// Output: hello, sent to localhost
}

func ExampleOnly() {
	test(func(t testing.TB) {
		statestest.Start(t, statestest.Only(Config))
		_, runs := Mail.Lookup()
		fmt.Println(Config.Get(), runs)
	})
	// Output: example.com false
}

func ExampleWithDeps() {
	test(func(t testing.TB) {
		Mail.Needs(Config)
		statestest.Start(t, statestest.Only(Mail), statestest.WithDeps())
		fmt.Println(Mail.Get().Send("hello"))
	})
	// Output: hello, sent to example.com
}

func ExampleSelect() {
	test(func(t testing.TB) {
		statestest.Start(t, statestest.Select(func(s states.Selection) states.Selection {
			return s.Except(Mail).Parallel(4)
		}))
		_, runs := Mail.Lookup()
		fmt.Println(Config.Get(), runs)
	})
	// Output: example.com false
}

func ExampleIn() {
	r := states.NewRegistry()
	port := states.NewIn(r, "port", func(context.Context) (int, error) { return 8080, nil })
	test(func(t testing.TB) {
		statestest.Start(t, statestest.In(r))
		fmt.Println(port.Get())
	})
	// Output: 8080
}

func ExampleFork() {
	test(func(t testing.TB) {
		run := statestest.Start(t, statestest.Fork())
		fmt.Println(run.Registry == states.Default)
	})
	// Output: false
}

func ExampleTimeout() {
	test(func(t testing.TB) {
		run := statestest.Start(t, statestest.Timeout(time.Minute))
		fmt.Println(run.Report.Err())
	})
	// Output: <nil>
}

func ExampleAllowLeaks() {
	quit := make(chan struct{})
	defer close(quit)
	r := states.NewRegistry()
	states.NewIn(r, "poller", func(context.Context) (int, error) {
		go func() { <-quit }()
		return 1, nil
	})
	test(func(t testing.TB) {
		statestest.Start(t, statestest.In(r), statestest.AllowLeaks(states.Name("poller")))
		fmt.Println("started")
	})
	// Output: started
}
