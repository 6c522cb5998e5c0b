package states_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/mrepl/mrepl/states"
)

func ExampleArgs() {
	r := states.NewRegistry()
	states.NewIn(r, "server", func(context.Context) (string, error) {
		return fmt.Sprint("listening on ", states.Args()["port"]), nil
	})
	must(r.StartWithArgs(background(), map[string]any{"port": 8081}))
	fmt.Println(r.Value("states_test/server"))
	// Output: listening on 8081 true
}

func ExampleArgsFrom() {
	r := states.NewRegistry()
	states.NewIn(r, "server", func(ctx context.Context) (any, error) { return states.ArgsFrom(ctx)["port"], nil })
	must(r.All().WithArgs(map[string]any{"port": 8081}).Start(background()))
	fmt.Println(r.Value("states_test/server"))
	// Output: 8081 true
}

func ExampleAll() {
	fmt.Println(states.All().Except(app).Parallel(4).Timeout(time.Minute))
	// Output: all | except states_test/app | parallel 4 | timeout 1m0s
}

func ExampleExcept() {
	list("started", must(states.Except(conn, app).Start(background())).Started())
	must(states.Stop(background()))
	// Output: started [states_test/config]
}

func ExampleUnswap() {
	r := states.NewRegistry()
	answer := states.ValueIn(r, "answer", 42)
	must(r.Swap(background(), answer, 1))
	must(r.Swap(background(), answer, 2))
	must(r.Start(background()))
	must(r.Unswap(background(), answer))
	fmt.Println(answer.Get())
	must(r.Unswap(background(), answer))
	fmt.Println(answer.Get())
	// Output:
	// 1
	// 42
}

func ExampleName() {
	list("started", must(states.Start(background(), states.Name("config"))).Started())
	must(states.Stop(background()))
	// Output: started [states_test/config]
}

func ExampleWithRegistry() {
	r := states.Default.Fork()
	must(r.StartWith(background(), map[states.Ref]any{config: map[string]string{"uri": "test://"}}))
	handler := func(ctx context.Context) { fmt.Println(conn.From(ctx).uri) }
	handler(states.WithRegistry(background(), r)) // what a server's BaseContext returns
	must(r.Stop(background()))
	// Output: test://
}

func ExampleNewRegistry() {
	r := states.NewRegistry()
	states.ValueIn(r, "answer", 42)
	fmt.Println(r.Names())
	// Output: [states_test/answer]
}

func ExampleState_In() {
	r := states.Default.Fork()
	must(r.Start(background(), config))
	_, here := config.Lookup()
	_, there := config.In(r).Lookup()
	fmt.Println(here, there)
	// Output: false true
}

func ExampleRegistry_Info() {
	must(states.Start(background()))
	must(states.Restart(background(), conn))
	i, err := states.Default.Info(app)
	fmt.Println(i.Status, i.Uses, i.Stale[0].On, err)
	must(states.Stop(background()))
	// Output: running [states_test/conn] states_test/conn <nil>
}

func ExampleRegistry_Value() {
	must(states.Start(background(), config))
	fmt.Println(states.Default.Value("states_test/config"))
	must(states.Stop(background()))
	// Output: map[uri:mem://orders] true
}

func ExampleRegistry_Deps() {
	fmt.Println(states.Default.Deps(app))
	fmt.Println(states.Default.Dependents(config))
	// Output:
	// [states_test/config states_test/conn] <nil>
	// [states_test/conn states_test/app] <nil>
}

func ExampleRegistry_Cycles() {
	r := states.NewRegistry()
	hen := states.ValueIn(r, "hen", 1)
	egg := states.ValueIn(r, "egg", 2).Needs(hen)
	hen.Needs(egg)
	for _, c := range r.Cycles() {
		fmt.Println(c.Path)
	}
	// Output: [states_test/hen states_test/egg states_test/hen]
}

func ExampleRegistry_Check() {
	r := states.NewRegistry()
	states.ValueIn(r, "conn", 1).OnCheck(func(context.Context, int) error { return errors.New("no answer") })
	must(r.Start(background()))
	_, err := r.Check(background())
	fmt.Println(errors.Unwrap(err))
	// Output: no answer
}

func ExampleRegistry_Discard() {
	r := states.NewRegistry()
	states.ValueIn(r, "file", "orders.log").OnStop(func(context.Context, string) error { return errors.New("gone") })
	must(r.Start(background()))
	if _, err := r.Stop(background()); err != nil {
		fmt.Println(r.Discard())
	}
	// Output: 1 <nil>
}

func ExampleRegistry_ReportLeaks() {
	r := states.NewRegistry()
	fmt.Println("before:", r.ReportLeaks(true))
	end := make(chan struct{})
	states.NewIn(r, "listener", func(context.Context) (int, error) {
		go func() { <-end }() // nobody ends this one
		return 1, nil
	})
	must(r.Start(background()))
	for _, leak := range must(r.Stop(background())).Steps[0].Leaks() {
		fmt.Println("goroutines left:", leak.Goroutines)
	}
	close(end)
	// Output:
	// before: false
	// goroutines left: 1
}

func ExampleSelection_WithDeps() {
	fmt.Println(states.Only(app).WithDeps().Plan(states.OpStart))
	// Output:
	// start states_test/config (it is needed by states_test/conn)
	// start states_test/conn (it is needed by states_test/app)
	// start states_test/app
	//  <nil>
}

func ExampleSelection_WithDependents() {
	must(states.Start(background()))
	list("restarted", must(states.Only(conn).WithDependents().Restart(background())).Started())
	must(states.Stop(background()))
	// Output: restarted [states_test/conn states_test/app]
}

func ExampleSelection_SwapStates() {
	r := states.NewRegistry()
	file := states.ValueIn(r, "file", "orders.log")
	must(r.All().SwapStates(file, states.Sub{
		Start: func(context.Context) (any, error) { return "test.log", nil },
		Stop:  func(_ context.Context, v any) error { fmt.Println("removing", v); return nil },
	}).Start(background()))
	must(r.Stop(background()))
	// Output: removing test.log
}

func ExampleSelection_As() {
	r := states.NewRegistry()
	file := states.ValueIn(r, "file", []string{"orders.log"})
	must(r.All().Swap(file, []string{"test.log"}).As("testFiles()").Start(background()))
	fmt.Println(r.Status()[0].Substitute)
	// Output: testFiles()
}

func ExampleSelection_Timeout() {
	r := states.NewRegistry()
	states.NewIn(r, "slow", func(ctx context.Context) (int, error) { <-ctx.Done(); return 0, ctx.Err() })
	_, err := r.All().Timeout(time.Millisecond).Start(background())
	fmt.Println(errors.Is(err, context.DeadlineExceeded))
	// Output: true
}

func ExampleStateError() {
	r := states.NewRegistry()
	states.NewIn(r, "conn", func(context.Context) (int, error) { panic("out of memory") })
	_, err := r.Start(background())
	var e *states.StateError
	if errors.As(err, &e) {
		fmt.Println(e.Op, e.Name, e.Err)
	}
	// Output: start states_test/conn panic: out of memory
}

func ExampleNearest() {
	fmt.Println(states.Nearest("con", []string{"db/conn", "conf/config", "www/app"}))
	// Output: [db/conn]
}

func ExampleStep() {
	must(states.Start(background()))
	for _, step := range must(states.Swap(background(), config, map[string]string{"uri": "test://"})).Steps {
		fmt.Printf("%v %s (%s)\n", step.Action, step.Name, step.Why())
	}
	must(states.Stop(background()))
	// Output:
	// stop states_test/app (it uses states_test/conn)
	// stop states_test/conn (it uses states_test/config)
	// stop states_test/config (it is swapped)
	// swap states_test/config ()
	// start states_test/config (it ran before)
	// start states_test/conn (it ran before)
	// start states_test/app (it ran before)
}

func ExampleSelection_Cleanup() {
	r := states.NewRegistry()
	tries := 0
	file := states.ValueIn(r, "file", "orders.log").OnStop(func(context.Context, string) error {
		if tries++; tries < 3 {
			return errors.New("still in use")
		}
		return nil
	})
	must(r.Start(background()))
	_, err := r.Stop(background())
	for err != nil {
		var rep *states.Report
		rep, err = r.Only(file).Cleanup(background())
		list("cleaned", rep.Done(states.ActionCleanup))
	}
	// Output:
	// cleaned []
	// cleaned [states_test/file]
}

func ExampleRecovered() {
	defer func() {
		if v := recover(); v != nil {
			fmt.Println(states.Recovered(v))
		}
	}()
	panic("no port")
	// Output: panic: no port
}

func ExampleUnit_Refuse() {
	unit := states.NewRegistry().NewUnit("program")
	unit.Refuse(errors.New("main.go:3: it does not compile"))
	rep, err := unit.Apply(background())
	fmt.Println(rep.Refused(), err)
	// Output: true main.go:3: it does not compile
}

func ExampleUnit_Keep() {
	r := states.NewRegistry()
	start := func(context.Context) (any, error) { return "mem://orders", nil }
	first := r.NewUnit("program")
	conn := first.Define(states.Definition{Name: "db/conn", Pos: "db/db.go:9", Version: "1", Start: start})
	must(first.Apply(background()))
	must(r.Start(background()))

	second := r.NewUnit("program") // a line was added above the state
	second.Keep(conn, "1", "db/db.go:10")
	rep := must(second.Apply(background()))
	i, err := r.Info(conn)
	fmt.Println(len(rep.Steps), i.Status, i.Pos, err)
	// Output: 0 running db/db.go:10 <nil>
}
