package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/shell"
)

const execUsage = "usage: mrepl exec FILE.go... | PACKAGE [ARGS]"

// execute interprets a main package: files or a package, then the arguments of the program.
func execute(args []string, linked interp.Exports) int {
	n := 0
	for n < len(args) && strings.HasSuffix(args[n], ".go") {
		n++
	}
	if n == 0 && len(args) > 0 {
		n = 1
	}
	if n == 0 {
		fmt.Fprintln(os.Stderr, execUsage)
		return exitUsage
	}
	switch flag := args[0]; {
	case flag == "-h" || flag == "-help" || flag == "--help":
		fmt.Fprintln(os.Stderr, execUsage)
		return exitOK
	case strings.HasPrefix(flag, "-"):
		fmt.Fprintf(os.Stderr, "mrepl exec: it has no flag %s; flags of the program stand behind its name\n%s\n", flag, execUsage)
		return exitUsage
	}
	patterns, rest := args[:n], args[n:]
	if err := absent(patterns); err != nil {
		fmt.Fprintf(os.Stderr, "mrepl exec: %v\n", err)
		return exitUsage
	}
	program, flags := os.Args, flag.CommandLine
	os.Args = append([]string{patterns[0]}, rest...)
	flag.CommandLine = flag.NewFlagSet(os.Args[0], flag.ExitOnError) // without those of packages that are linked in
	flag.CommandLine.Usage = func() { flag.Usage() }
	err := interp.Exec(context.Background(), interp.Config{
		Patterns: patterns, Linked: linked, Cache: cacheDir(), Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
	})
	os.Args, flag.CommandLine = program, flags
	var missing *interp.NotLinkedError
	if errors.As(err, &missing) {
		err = build(context.Background(), missing, func() {})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, shell.Excerpt(advised(err)))
		return exitUsage
	}
	return exitOK
}
