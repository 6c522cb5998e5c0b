// Bench measures interpreted code: the speed of programs, under mrepl, plain yaegi
// and compiled, and how long loading a large module takes. It writes what it finds
// into its section of docs/benchmarks.md.
//
//	go run ./interp/bench [-o FILE] [-runs N] [-run TEXT]
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mrepl/mrepl/interp/bench/section"
)

func main() {
	if len(os.Args) == 3 {
		switch os.Args[1] {
		case asOurs:
			os.Exit(report(interpreted(os.Args[2])))
		case asYaegi:
			os.Exit(report(plain(os.Args[2])))
		case asLoad:
			os.Exit(report(loaded(os.Args[2])))
		}
	}
	var o options
	out := flag.String("o", filepath.Join("docs", "benchmarks.md"), "the `file` whose section to write, - for the standard output")
	flag.IntVar(&o.runs, "runs", 5, "how often each program runs, of which the median counts")
	flag.StringVar(&o.match, "run", "", "only programs whose name contains this `text`")
	flag.Parse()
	text, err := o.page()
	if err == nil {
		err = section.Write(*out, "interp/bench", text)
	}
	os.Exit(report(err))
}

// options are the flags of the command.
type options struct {
	runs  int
	match string
}

func report(err error) int {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 1
	}
	return 0
}
