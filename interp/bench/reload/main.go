// Reload measures how long it takes from an edit to a new answer over HTTP, of the
// sample exchange and of generated modules, against building and starting the program
// again; what is lost on the way; and what reloads leave behind. It writes what it finds
// into its section of docs/benchmarks.md.
//
//	go run ./interp/bench/reload [-o FILE] [-runs N] [-reloads N] [-race]
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mrepl/mrepl/interp/bench/section"
)

func main() {
	var o options
	out := flag.String("o", filepath.Join("docs", "benchmarks.md"), "the `file` whose section to write, - for the standard output")
	flag.IntVar(&o.runs, "runs", 15, "how often each edit is made, of which the median counts")
	flag.IntVar(&o.under, "under", 300, "how many reloads there are under load")
	flag.IntVar(&o.kept, "kept", 1000, "how many reloads there are to measure what they keep")
	flag.BoolVar(&o.race, "race", false, "have the race detector look on, under load, and measure nothing else")
	flag.Parse()
	text, err := o.page()
	if err == nil {
		err = section.Write(*out, "interp/bench/reload", text)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "reload:", err)
		os.Exit(1)
	}
}

// options are the flags of the command.
type options struct {
	runs, under, kept int
	race              bool
}
