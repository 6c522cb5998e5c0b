package states_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/mrepl/mrepl/states"
)

// A small program: the states are package variables, on the default registry.
var (
	config = states.Value("config", map[string]string{"uri": "mem://orders"})
	conn   = states.New("conn", connect).OnStop(disconnect).Needs(config).Doc("The order book.")
	app    = states.New("app", serve).Needs(conn)
)

type db struct{ uri string }

func connect(context.Context) (*db, error)  { return &db{config.Get()["uri"]}, nil }
func disconnect(context.Context, *db) error { return nil }
func serve(context.Context) (string, error) { return "serving " + conn.Get().uri, nil }
func background() context.Context           { return context.Background() }
func list(what string, names []string)      { fmt.Println(what, names) }
func must(rep *states.Report, e error) *states.Report {
	if e != nil {
		panic(e)
	}
	return rep
}

// printEvents prints starts and stops of the default registry until it is called off.
func printEvents() (cancel func()) {
	return states.Observe(func(e states.Event) {
		switch e := e.(type) {
		case states.Started:
			fmt.Println("started", e.Name)
		case states.Stopped:
			fmt.Println("stopped", e.Name)
		}
	})
}

func Example() {
	defer printEvents()()
	if _, err := states.Start(background()); err != nil {
		fmt.Println(err)
	}
	fmt.Println(app.Get())
	if _, err := states.Stop(background()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// started states_test/config
	// started states_test/conn
	// started states_test/app
	// serving mem://orders
	// stopped states_test/app
	// stopped states_test/conn
	// stopped states_test/config
}

func ExampleNew() {
	// At package level:
	//	var conn = states.New("conn", connect).OnStop(disconnect)
	must(states.Only(conn).WithDeps().Start(background()))
	fmt.Println(conn.Name(), conn.Get().uri)
	must(states.Stop(background()))
	// Output: states_test/conn mem://orders
}

func ExampleNewIn() {
	r := states.NewRegistry()
	clock := states.NewIn(r, "clock", func(context.Context) (time.Duration, error) { return time.Second, nil })
	must(r.Start(background()))
	fmt.Println(clock.Get())
	// Output: 1s
}

func ExampleValue() {
	// At package level:
	//	var config = states.Value("config", map[string]string{"uri": "mem://orders"})
	must(states.Start(background(), config))
	fmt.Println(config.Get()["uri"])
	must(states.Stop(background()))
	// Output: mem://orders
}

func ExampleValueIn() {
	r := states.NewRegistry()
	answer := states.ValueIn(r, "answer", 42)
	must(r.Start(background()))
	fmt.Println(answer.Get())
	// Output: 42
}

func ExampleState_Get() {
	defer func() { fmt.Println(recover()) }()
	conn.Get()
	// Output: state states_test/conn is not started; start it with states.Start(ctx, states.Name("states_test/conn"))
}

func ExampleState_Lookup() {
	_, ok := config.Lookup()
	fmt.Println(ok)
	// Output: false
}

func ExampleState_Needs() {
	_, err := states.Start(background(), app)
	fmt.Println(err)
	// Output: start: nothing was started: states_test/app needs states_test/conn, which is not started; start states_test/conn too, or add WithDeps() to the selection
}

func ExampleState_OnStop() {
	r := states.NewRegistry()
	states.ValueIn(r, "file", "orders.log").OnStop(func(_ context.Context, name string) error {
		fmt.Println("closing", name)
		return nil
	})
	must(r.Start(background()))
	must(r.Stop(background()))
	// Output: closing orders.log
}

func ExampleState_OnCheck() {
	r := states.NewRegistry()
	states.ValueIn(r, "conn", 3).OnCheck(func(_ context.Context, open int) error {
		if open > 2 {
			return fmt.Errorf("%d connections are open", open)
		}
		return nil
	})
	must(r.Start(background()))
	rep, _ := r.Check(background())
	fmt.Println(rep.Steps[0].Name, "is not well:", errors.Unwrap(rep.Steps[0].Err()))
	// Output: states_test/conn is not well: 3 connections are open
}

func ExampleState_Timeout() {
	r := states.NewRegistry()
	states.NewIn(r, "slow", func(ctx context.Context) (int, error) {
		<-ctx.Done()
		return 0, ctx.Err()
	}).Timeout(time.Millisecond)
	_, err := r.Start(background())
	fmt.Println(errors.Is(err, context.DeadlineExceeded))
	// Output: true
}

func ExampleState_OnReload() {
	r := states.NewRegistry()
	load := func(version int) {
		u := r.NewUnit("program")
		u.Define(states.Definition{
			Name:  "db/conn",
			Start: func(context.Context) (any, error) { return version, nil },
		}).OnReload(states.ReloadNoop)
		must(u.Apply(background()))
	}
	load(1)
	must(r.Start(background()))
	load(2)
	fmt.Println(r.Value("db/conn"))
	must(r.Restart(background()))
	fmt.Println(r.Value("db/conn"))
	// Output:
	// 1 true
	// 2 true
}

func ExampleState_Doc() {
	info, _ := states.Default.Info(conn)
	fmt.Println(info.Name, "-", info.Doc)
	// Output: states_test/conn - The order book.
}

func ExampleStart() {
	list("started", must(states.Start(background(), conn, config)).Started())
	list("started", must(states.Start(background())).Started())
	must(states.Stop(background()))
	// Output:
	// started [states_test/config states_test/conn]
	// started [states_test/app]
}

func ExampleStop() {
	must(states.Start(background()))
	list("stopped", must(states.Stop(background(), app)).Stopped())
	list("stopped", must(states.Stop(background())).Stopped())
	// Output:
	// stopped [states_test/app]
	// stopped [states_test/conn states_test/config]
}

func ExampleStopExcept() {
	must(states.Start(background()))
	list("stopped", must(states.StopExcept(background(), config)).Stopped())
	must(states.Stop(background()))
	// Output: stopped [states_test/app states_test/conn]
}

func ExampleStartWithout() {
	list("started", must(states.StartWithout(background(), app)).Started())
	must(states.Stop(background()))
	// Output: started [states_test/config states_test/conn]
}

func ExampleStartWith() {
	must(states.StartWith(background(), map[states.Ref]any{conn: &db{"fake://"}}))
	fmt.Println(app.Get())
	must(states.Stop(background())) // the original is back
	// Output: serving fake://
}

func ExampleStartWithStates() {
	must(states.StartWithStates(background(), map[states.Ref]states.Sub{conn: {
		Start: func(context.Context) (any, error) { return &db{"test://"}, nil },
		Stop:  func(_ context.Context, v any) error { fmt.Println("closing", v.(*db).uri); return nil },
	}}))
	must(states.Stop(background()))
	// Output: closing test://
}

func ExampleStartWithArgs() {
	must(states.StartWithArgs(background(), map[string]any{"port": 8081}, config))
	fmt.Println(states.Args()["port"])
	must(states.Stop(background()))
	// Output: 8081
}

func ExampleStartWithDeps() {
	list("started", must(states.StartWithDeps(background(), states.Name("app"))).Started())
	must(states.Stop(background()))
	// Output: started [states_test/config states_test/conn states_test/app]
}

func ExampleStopWithDependents() {
	must(states.Start(background()))
	list("stopped", must(states.StopWithDependents(background(), conn)).Stopped())
	must(states.Stop(background()))
	// Output: stopped [states_test/app states_test/conn]
}

func ExampleRestart() {
	must(states.Start(background()))
	rep := must(states.Restart(background(), conn))
	for _, s := range rep.Stale {
		fmt.Printf("%s is stale: it was built on another %s\n", s.Name, s.On)
	}
	must(states.Stop(background()))
	// Output: states_test/app is stale: it was built on another states_test/conn
}

func ExampleSwap() {
	must(states.Start(background()))
	must(states.Swap(background(), conn, &db{"other://"}))
	fmt.Println(app.Get())
	must(states.Unswap(background(), conn))
	fmt.Println(app.Get())
	must(states.Stop(background()))
	// Output:
	// serving other://
	// serving mem://orders
}

func ExampleSwapStates() {
	must(states.Start(background()))
	must(states.SwapStates(background(), conn, states.Sub{
		Start: func(context.Context) (any, error) { return &db{"test://"}, nil },
	}))
	fmt.Println(app.Get())
	must(states.Stop(background()))
	// Output: serving test://
}

func ExampleOnly() {
	sel := states.Only(config, conn, app).Except(app).Swap(config, map[string]string{"uri": "test://"})
	fmt.Println(sel)
	must(sel.Start(background()))
	fmt.Println(conn.Get().uri)
	must(states.Stop(background()))
	// Output:
	// only states_test/config states_test/conn states_test/app | except states_test/app | swap states_test/config=map[string]string
	// test://
}

func ExampleSelection_Plan() {
	must(states.Start(background()))
	plan, _ := states.Only().Swap(conn, &db{"other://"}).Plan(states.OpSwap)
	fmt.Print(plan)
	must(states.Stop(background()))
	// Output:
	// stop states_test/app (it uses states_test/conn)
	// stop states_test/conn (it is swapped)
	// swap states_test/conn
	// start states_test/conn (it ran before)
	// start states_test/app (it ran before)
}

func ExampleSelection_Rollback() {
	r := states.NewRegistry()
	states.ValueIn(r, "a", 1)
	states.NewIn(r, "b", func(context.Context) (int, error) { return 0, errors.New("no disk") })
	rep, err := r.All().Rollback().Start(background())
	fmt.Println(errors.Unwrap(err))
	list("stopped", rep.Stopped())
	// Output:
	// no disk
	// stopped [states_test/a]
}

func ExampleSelection_KeepGoing() {
	r := states.NewRegistry()
	a := states.NewIn(r, "a", func(context.Context) (int, error) { return 0, errors.New("no disk") })
	states.ValueIn(r, "b", 2).Needs(a)
	states.ValueIn(r, "c", 3)
	rep, _ := r.All().KeepGoing().Start(background())
	list("started", rep.Started())
	list("not attempted", rep.NotAttempted())
	// Output:
	// started [states_test/c]
	// not attempted [states_test/b]
}

func ExampleSelection_Parallel() {
	r := states.NewRegistry()
	one := make(chan struct{})
	a := states.NewIn(r, "a", func(context.Context) (int, error) { <-one; return 1, nil })
	b := states.NewIn(r, "b", func(context.Context) (int, error) { close(one); return 2, nil })
	states.NewIn(r, "sum", func(context.Context) (int, error) { return a.Get() + b.Get(), nil })
	must(r.All().Parallel(4).Start(background()))
	fmt.Println(r.Value("states_test/sum"))
	// Output: 3 true
}

func ExampleStatus() {
	must(states.Start(background(), config))
	for _, i := range states.Status() {
		fmt.Println(i.Name, i.Status, i.Uses)
	}
	must(states.Stop(background()))
	// Output:
	// states_test/config running []
	// states_test/conn stopped [states_test/config]
	// states_test/app stopped [states_test/conn]
}

func ExampleObserve() {
	cancel := states.Observe(func(e states.Event) {
		switch e := e.(type) {
		case states.Starting:
			fmt.Println("▶", e.Name)
		case states.Stopping:
			fmt.Println("■", e.Name)
		}
	})
	must(states.Start(background(), config))
	must(states.Stop(background()))
	cancel()
	// Output:
	// ▶ states_test/config
	// ■ states_test/config
}

// Parallel tests share definitions and not instances.
func ExampleRegistry_Fork() {
	test := func(uri string) {
		r := states.Default.Fork()
		must(r.StartWith(background(), map[states.Ref]any{config: map[string]string{"uri": uri}}))
		defer func() { must(r.Stop(background())) }()
		fmt.Println(app.In(r).Get())
	}
	test("test://one")
	test("test://two")
	_, running := app.Lookup()
	fmt.Println(running)
	// Output:
	// serving test://one
	// serving test://two
	// false
}

func ExampleState_From() {
	r := states.Default.Fork()
	must(r.Start(background()))
	ctx := states.WithRegistry(background(), r) // the base context of a server, say
	fmt.Println(conn.From(ctx).uri)
	// Output: mem://orders
}

func ExampleRegistry_SetGet() {
	r := states.Default.Fork()
	r.SetGet(states.GetStarts)
	fmt.Println(app.In(r).Get())
	list("stopped", must(r.Stop(background())).Stopped())
	// Output:
	// serving mem://orders
	// stopped [states_test/app states_test/conn states_test/config]
}

func ExampleRegistry_Leftovers() {
	r := states.NewRegistry()
	busy := true
	states.ValueIn(r, "file", "orders.log").OnStop(func(context.Context, string) error {
		if busy {
			return errors.New("still in use")
		}
		return nil
	})
	must(r.Start(background()))
	_, err := r.Stop(background())
	fmt.Println(errors.Unwrap(err))
	for _, l := range r.Leftovers() {
		fmt.Println(l.Name, l.Value)
	}
	busy = false
	must(r.Cleanup(background()))
	fmt.Println(len(r.Leftovers()))
	// Output:
	// still in use
	// states_test/file orders.log
	// 0
}

func ExampleRegistry_OnChange() {
	r := states.NewRegistry()
	states.NewIn(r, "config", func(context.Context) (int, error) { fmt.Println("reading"); return 1, nil })
	if err := r.Watch("config.yaml", states.Name("config")); err != nil {
		fmt.Println(err)
	}
	must(r.Start(background()))
	must(r.OnChange(background(), "config.yaml"))
	// Output:
	// reading
	// reading
}

func ExampleRegistry_Graph() {
	must(states.Start(background()))
	must(states.Stop(background()))
	for _, e := range states.Default.Graph() {
		fmt.Println(e.From, "uses", e.To, "-", e.Kind)
	}
	// Output:
	// states_test/conn uses states_test/config - needs
	// states_test/app uses states_test/conn - needs
}

func ExampleRegistry_Resolve() {
	fmt.Println(states.Default.Resolve("conn"))
	_, err := states.Default.Resolve("cnon")
	fmt.Println(err)
	// Output:
	// states_test/conn <nil>
	// no state is named "cnon"; did you mean states_test/conn?
}

func ExampleRegistry_Interrupt() {
	r := states.NewRegistry()
	entered := make(chan struct{})
	states.NewIn(r, "slow", func(ctx context.Context) (int, error) {
		close(entered)
		<-ctx.Done()
		return 0, context.Cause(ctx)
	})
	go func() {
		<-entered
		r.Interrupt(errors.New("enough"))
	}()
	_, err := r.Start(background())
	fmt.Println(errors.Unwrap(err))
	// Output: enough
}

func ExampleRegistry_Timings() {
	must(states.Start(background()))
	for _, t := range states.Default.Timings() {
		fmt.Println(t.Name, t.Took < time.Minute)
	}
	must(states.Stop(background()))
	// Output:
	// states_test/config true
	// states_test/conn true
	// states_test/app true
}

func ExampleRegistry_NewUnit() {
	r := states.NewRegistry()
	load := func(defs ...states.Definition) {
		u := r.NewUnit("program")
		for _, d := range defs {
			u.Define(d)
		}
		u.Edges(map[string][]string{"www/app": {"db/conn"}})
		for _, s := range must(u.Apply(background())).Steps {
			fmt.Println(s.Action, s.Name)
		}
	}
	define := func(name, version string) states.Definition {
		return states.Definition{
			Name: name, Version: version,
			Start: func(context.Context) (any, error) { return version, nil },
		}
	}
	load(define("db/conn", "1"), define("www/app", "1"))
	must(r.Start(background()))
	load(define("db/conn", "2"), define("www/app", "1"))
	// Output:
	// define db/conn
	// define www/app
	// stop www/app
	// stop db/conn
	// redefine db/conn
	// start db/conn
	// start www/app
}

func ExampleReport() {
	r := states.NewRegistry()
	states.ValueIn(r, "a", 1)
	b := states.NewIn(r, "b", func(context.Context) (int, error) { return 0, os.ErrNotExist })
	states.ValueIn(r, "c", 3)
	rep, err := r.Start(background())
	list("started", rep.Started())
	list("not attempted", rep.NotAttempted())
	for _, step := range rep.Failed() {
		fmt.Println(step.Name, step.Status)
	}
	var e *states.StateError
	fmt.Println(errors.As(err, &e), e.Name == b.Name(), e.Err)
	// Output:
	// started [states_test/a]
	// not attempted [states_test/c]
	// states_test/b start failed
	// true true file does not exist
}
