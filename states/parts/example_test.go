package parts_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/mrepl/mrepl/states"
	"github.com/mrepl/mrepl/states/parts"
)

// Site is the configuration of a web site.
type Site struct{ Port int }

// A Server stands for something that has to be stopped.
type Server struct{ port int }

func serve(_ context.Context, c Site) (*Server, error) {
	if c.Port == 0 {
		return nil, errors.New("no port")
	}
	fmt.Println("listening on", c.Port)
	return &Server{c.Port}, nil
}

func shutDown(_ context.Context, _ Site, s *Server) error {
	fmt.Println("closed", s.port)
	return nil
}

func Example() {
	kinds := parts.Kinds{
		"annagreta": parts.KindOf(serve, shutDown),
		"wildrank":  parts.KindOf(serve, shutDown),
	}
	system := parts.System{
		StartOrder: []string{"annagreta", "wildrank"},
		Parts: map[string]parts.Part{
			"annagreta": {Config: Site{Port: 8060}},
			"wildrank":  {Config: Site{Port: 8080}},
		},
	}
	ctx := context.Background()
	system, err := kinds.Start(ctx, system)
	if err != nil {
		fmt.Println(err)
	}
	fmt.Print(system)
	if _, err := kinds.Stop(ctx, system); err != nil {
		fmt.Println(err)
	}
	// Output:
	// listening on 8060
	// listening on 8080
	// annagreta  running
	// wildrank   running
	// closed 8080
	// closed 8060
}

func ExampleKinds_Start() {
	kinds := parts.Kinds{"site": parts.KindOf(serve, shutDown)}
	system := parts.System{
		StartOrder: []string{"north", "south", "west"},
		Parts: map[string]parts.Part{
			"north": {Kind: "site", Config: Site{Port: 8060}},
			"south": {Kind: "site"},
			"west":  {Kind: "site", Config: Site{Port: 8080}},
		},
	}
	system, err := kinds.Start(context.Background(), system)
	fmt.Println("error:", err)
	fmt.Print(system)
	// Output:
	// listening on 8060
	// error: start south: no port
	// north  running
	// south  start failed  start south: no port
	// west   stopped       skipped start west: south failed
}

func ExampleKinds_Stop() {
	kinds := parts.Kinds{"site": parts.KindOf(serve, nil)}
	system := parts.System{
		StartOrder: []string{"site"},
		Parts:      map[string]parts.Part{"site": {Config: Site{Port: 8060}}},
	}
	system, err := kinds.Stop(context.Background(), system)
	fmt.Print(err, "\n", system)
	// Output:
	// <nil>
	// site  stopped  skipped stop site: it does not run
}

func ExampleKinds_Restart() {
	kinds := parts.Kinds{"site": parts.KindOf(serve, shutDown)}
	system := parts.System{
		StartOrder: []string{"site"},
		Parts:      map[string]parts.Part{"site": {Config: Site{Port: 8060}}},
	}
	ctx := context.Background()
	system, _ = kinds.Restart(ctx, system)
	system, _ = kinds.Restart(ctx, system)
	fmt.Print(system)
	// Output:
	// listening on 8060
	// closed 8060
	// listening on 8060
	// site  running
}

func ExampleKinds_Register() {
	kinds := parts.Kinds{"wildrank": parts.KindOf(serve, shutDown)}
	system := parts.System{
		StartOrder: []string{"wildrank"},
		Parts:      map[string]parts.Part{"wildrank": {Config: Site{Port: 8080}}},
	}
	ctx := context.Background()
	registry := states.NewRegistry()
	if _, err := kinds.Register(ctx, registry, "site", system); err != nil {
		fmt.Println(err)
	}
	report, _ := registry.Start(ctx, states.Name("wildrank"))
	fmt.Println("started", report.Started())

	// Another port: the part that runs is restarted.
	system.Parts["wildrank"] = parts.Part{Config: Site{Port: 8081}}
	if _, err := kinds.Register(ctx, registry, "site", system); err != nil {
		fmt.Println(err)
	}
	// Output:
	// listening on 8080
	// started [site/wildrank]
	// closed 8080
	// listening on 8081
}

func ExampleKinds_Check() {
	kinds := parts.Kinds{"site": parts.KindOf(serve, shutDown)}
	fmt.Println(kinds.Check(parts.System{
		StartOrder: []string{"site", "ghost"},
		Parts:      map[string]parts.Part{"site": {Config: 8080}},
	}))
	// Output:
	// part site: its configuration does not fit: its type is int, not parts_test.Site
	// part ghost: the start order names it, but it is not among the parts
}

func ExampleSystem_Discard() {
	stuck := func(context.Context, Site, *Server) error { return errors.New("stuck") }
	kinds := parts.Kinds{"site": parts.KindOf(serve, stuck)}
	system := parts.System{
		StartOrder: []string{"site"},
		Parts:      map[string]parts.Part{"site": {Config: Site{Port: 8060}}},
	}
	ctx := context.Background()
	system, _ = kinds.Start(ctx, system)
	system, err := kinds.Stop(ctx, system)
	fmt.Println(err)
	fmt.Print(system.Discard("site").Clear())
	// Output:
	// listening on 8060
	// stop site: stuck
	// site  stopped
}

func ExampleSystem_Clear() {
	kinds := parts.Kinds{"site": parts.KindOf(serve, shutDown)}
	system := parts.System{
		StartOrder: []string{"site"},
		Parts:      map[string]parts.Part{"site": {}},
	}
	system, _ = kinds.Start(context.Background(), system)
	fmt.Print(system)
	fmt.Print(system.Clear())
	// Output:
	// site  start failed  start site: no port
	// site  start failed
}

func ExampleSystem_Running() {
	kinds := parts.Kinds{"site": parts.KindOf(serve, shutDown)}
	system := parts.System{
		StartOrder: []string{"north", "south"},
		Parts: map[string]parts.Part{
			"north": {Kind: "site", Config: Site{Port: 8060}},
			"south": {Kind: "site"},
		},
	}
	system, _ = kinds.Start(context.Background(), system)
	fmt.Println(system.Running())
	// Output:
	// listening on 8060
	// [north]
}

func ExampleKindOf() {
	greeter := parts.KindOf(
		func(_ context.Context, name string) (string, error) { return "hello " + name, nil },
		func(_ context.Context, name, greeting string) error { fmt.Println("no more", greeting); return nil })
	ctx := context.Background()
	greeting, err := greeter.Start(ctx, "world")
	fmt.Println(greeting, err, greeter.Type)
	fmt.Println(greeter.Stop(ctx, "world", greeting))
	fmt.Println(greeter.Check(7))
	// Output:
	// hello world <nil> string
	// no more hello world
	// <nil>
	// its type is int, not string
}

func ExampleAs() {
	part := parts.Part{State: &Server{8080}}
	server, err := parts.As[*Server](part.State)
	fmt.Println(server.port, err)
	// Output: 8080 <nil>
}
