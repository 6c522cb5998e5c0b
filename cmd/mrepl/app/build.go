package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	nativebuild "github.com/mrepl/mrepl/cmd/mrepl/build"
	"github.com/mrepl/mrepl/shell"
)

const buildUsage = `usage: mrepl build -o BIN [PACKAGES]

Builds a plain native binary, for which neither mrepl nor the source is needed. A main package among PACKAGES (default:
the current directory) is the program. Without one, or with one whose main is empty, the binary starts every state of
PACKAGES, waits for SIGTERM or an interrupt, and stops them, last started first; its arguments, KEY=VALUE, are what
states.Args returns. GOOS, GOARCH, CGO_ENABLED and GOFLAGS count as for go build.
`

// buildBinary is mrepl build.
func buildBinary(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("build", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	out := flags.String("o", "", "")
	var patterns []string
	for {
		err := flags.Parse(args)
		switch {
		case errors.Is(err, flag.ErrHelp):
			fmt.Fprint(stderr, buildUsage)
			return exitOK
		case err != nil:
			fmt.Fprintf(stderr, "mrepl build: %v\n\n%s", err, buildUsage)
			return exitUsage
		}
		if flags.NArg() == 0 {
			break
		}
		patterns = append(patterns, flags.Arg(0))
		args = flags.Args()[1:]
	}
	if *out == "" {
		fmt.Fprintf(stderr, "mrepl build: it is not said where the binary goes: mrepl build -o BIN%s\n", strings.TrimRight(" "+strings.Join(patterns, " "), " "))
		return exitUsage
	}
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	sig := catchSignals()
	defer sig.release()
	ctx, opened := sig.opening()
	defer opened()
	dir, there := where(patterns)
	waiting := wait(stderr, term.IsTerminal(int(os.Stderr.Fd())), "building "+*out)
	r, err := nativebuild.Build(ctx, nativebuild.Config{Dir: dir, Patterns: there, Out: *out})
	waiting.end()
	switch {
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "mrepl build: interrupted, nothing was written")
		return exitCode(context.Cause(ctx))
	case err != nil:
		fmt.Fprintln(stderr, shell.Excerpt(err.Error()))
		return exitUsage
	}
	tellBuilt(stderr, *out, r)
	return exitOK
}

// tellBuilt says what was built, and what a person might miss in it.
func tellBuilt(w io.Writer, out string, r *nativebuild.Result) {
	what := r.Main
	switch {
	case r.Generated && r.Main == "":
		what = "starts the states of " + strings.Join(r.States, ", ") + " and stops them on SIGTERM"
	case r.Generated:
		what = r.Main + ", whose main is empty: it starts every state and stops them on SIGTERM"
	}
	fmt.Fprintf(w, "built %s, %.1f MB, in %v: %s\n", out, float64(r.Size)/1e6, r.Took.Round(100*time.Millisecond), what)
	if r.Idle {
		fmt.Fprintf(w, "! %s starts no state: states.Start does, or an empty main, for which mrepl build does it\n", r.Main)
	}
	if len(r.Left) > 0 {
		fmt.Fprintf(w, "! not in it, since %s does not import them: %s\n", r.Main, strings.Join(r.Left, ", "))
	}
}
