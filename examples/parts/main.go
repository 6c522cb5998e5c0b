// Parts is a system of two services, annagreta and wildrank, that is described by a
// file, system.yaml, and kept as one value.
//
// The same source runs two ways: as a program, built by go build, and under mrepl, where
// the parts are started and stopped one by one.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/mrepl/mrepl/examples/parts/annagreta"
	"github.com/mrepl/mrepl/examples/parts/site"
	"github.com/mrepl/mrepl/states/parts"
)

func main() {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, cancel) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stderr))
}

// run starts the system, waits until ctx is done, and stops it. It returns the exit
// code: 0, or 1 if a part did not start or stop, or 2 for wrong usage.
func run(ctx context.Context, args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("parts", flag.ContinueOnError)
	flags.SetOutput(stderr)
	file := flags.String("system", "examples/parts/system.yaml", "the system `file`")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	system, err := Read(*file)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 2
	}

	system, failed := kinds.Start(ctx, system)
	fmt.Fprint(stderr, table(system))
	if failed == nil {
		<-ctx.Done()
	}

	// Also after a failure: what started before it runs.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	system, err = kinds.Stop(ctx, system.Clear())
	fmt.Fprint(stderr, system.Clear())
	if failed != nil || err != nil {
		return 1
	}
	return 0
}

// table returns the system in words, with the addresses of what runs.
func table(s parts.System) string {
	text := s.String()
	for _, name := range s.Running() {
		text += fmt.Sprintf("%s is at %s\n", name, address(s.Parts[name].State))
	}
	return text
}

// address returns the URL of a running part, by its state.
func address(state any) string {
	switch s := state.(type) {
	case *annagreta.Site:
		return s.Server.URL
	case *site.Server:
		return s.URL
	}
	return ""
}
