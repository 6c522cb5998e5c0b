package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"github.com/mrepl/mrepl/interp"
)

// check type-checks and lowers packages and runs nothing. It says which packages would be native and why, and lists all problems;
// with -lowered it prints what the interpreter would be given instead.
func check(args []string, linked interp.Exports, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(stderr)
	lowered := flags.Bool("lowered", false, "print what the interpreter is given")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: mrepl check [-lowered] [PACKAGES]")
		flags.PrintDefaults()
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil:
		return exitUsage
	}
	patterns := flags.Args()
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	v, err := interp.Check(context.Background(), interp.Config{Patterns: patterns, Linked: linked, Stdout: io.Discard, Stderr: os.Stderr})
	if err != nil {
		fmt.Fprintln(stderr, err)
		return exitUsage
	}
	if *lowered {
		stdout.Write(v.Lowered)
		return exitOK
	}
	for _, path := range slices.Sorted(maps.Keys(v.Native)) {
		fmt.Fprintf(stdout, "%s: native, as %s\n", path, v.Native[path])
	}
	for _, path := range v.Linked {
		fmt.Fprintf(stdout, "%s: compiled in, as it is of another module\n", path)
	}
	fmt.Fprintf(stdout, "ok: %d interpreted, %d native, %d of other modules\n", len(v.Interpreted), len(v.Native), len(v.Linked))
	return exitOK
}
