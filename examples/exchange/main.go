// Exchange is a small New York Stock Exchange: it takes orders over HTTP and
// keeps them in a database.
//
// The same source runs two ways: as a program, built by go build, and under
// mrepl, where its states (the configuration, the database, the web server)
// are started, stopped and swapped by hand while it runs.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/mrepl/mrepl/examples/exchange/conf"
	"github.com/mrepl/mrepl/examples/exchange/www"
	"github.com/mrepl/mrepl/states"
)

func main() {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, cancel) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stderr))
}

// run starts every state, waits until ctx is done, and stops them. It returns
// the exit code: 0, or 1 if a state did not start or stop, or 2 for wrong usage.
func run(ctx context.Context, arguments []string, stderr io.Writer) int {
	args, err := parse(arguments, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return 2
	}
	log := slog.New(slog.NewTextHandler(stderr, nil))
	slog.SetDefault(log)
	unobserve := states.Observe(func(event states.Event) { observe(log, event) })
	defer unobserve()

	code := 0
	if _, err := states.StartWithArgs(ctx, args); err != nil {
		log.Error("the exchange did not start", "error", err)
		code = 1
	} else {
		log.Info("the exchange is open", "url", www.NyseApp.Get().URL(), "config", conf.Config.Get().File)
		<-ctx.Done()
	}

	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	if _, err := states.Stop(ctx); err != nil {
		log.Error("the exchange did not stop cleanly", "error", err)
		code = 1
	}
	return code
}

// parse turns the command line into the arguments of conf/config: only the
// flags that were given, since these win over the file.
func parse(arguments []string, stderr io.Writer) (map[string]any, error) {
	flags := flag.NewFlagSet("exchange", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.String("config", "", "the configuration `file`")
	flags.String("db", "", "the `uri` of the database: sqlite::memory:, sqlite:FILE or postgres://...")
	flags.String("host", "", "the `host` to listen on")
	flags.Int("port", 0, "the `port` to listen on, 0 for any that is free")
	if err := flags.Parse(arguments); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "exchange: unexpected argument %q\n", flags.Arg(0))
		flags.Usage()
		return nil, errors.New("unexpected argument")
	}
	args := map[string]any{}
	flags.Visit(func(f *flag.Flag) { args[f.Name] = f.Value.String() })
	return args, nil
}

// observe logs what happens to the states. Failures are not among it: Start and
// Stop return them.
func observe(log *slog.Logger, event states.Event) {
	switch event := event.(type) {
	case states.Started:
		log.Info("started", "state", event.Name, "took", event.Took)
	case states.StillStarting:
		log.Warn("still starting", "state", event.Name, "for", event.Elapsed)
	case states.Stopped:
		log.Info("stopped", "state", event.Name, "took", event.Took)
	case states.StillStopping:
		log.Warn("still stopping", "state", event.Name, "for", event.Elapsed)
	}
}
