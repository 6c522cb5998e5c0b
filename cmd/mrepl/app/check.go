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
	"strings"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/shell"
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
	if err := absent(patterns); err != nil {
		fmt.Fprintf(stderr, "mrepl check: %v\n", err)
		return exitUsage
	}
	dir, there := where(patterns)
	v, err := interp.Check(context.Background(), interp.Config{Dir: dir, Patterns: there, Linked: linked, Stdout: io.Discard, Stderr: os.Stderr})
	if err != nil {
		fmt.Fprintln(stderr, shell.Excerpt(advised(err)))
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
		why := "it is of another module"
		if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
			why = "it is not part of every mrepl"
		}
		fmt.Fprintf(stdout, "%s: compiled in, as %s\n", path, why)
	}
	fmt.Fprintf(stdout, "ok: %d interpreted, %d native, %d compiled in\n", len(v.Interpreted), len(v.Native), len(v.Linked))
	return exitOK
}
