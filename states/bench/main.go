// Bench measures the states library against others that start and stop the services
// of a program, in one run, and writes the outcome as a page:
//
//	go -C states/bench run .
//
// It is a module of its own, so that the others are no dependencies of mrepl.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"
)

func main() {
	testing.Init()
	out := flag.String("o", "../../docs/benchmarks.md", "the `file` to write, - for the standard output")
	each := flag.Duration("time", 200*time.Millisecond, "how long each measurement takes, about")
	limit := flag.Duration("limit", 10*time.Second, "skip what is bound to take longer than this, once")
	most := flag.Int("n", 100_000, "the largest `number` of services")
	flag.Parse()
	r := run{progress: os.Stderr, limit: *limit, most: *most}
	if err := write(*out, *each, r); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// write makes the page and writes it.
func write(out string, each time.Duration, r run) error {
	if err := flag.Set("test.benchtime", each.String()); err != nil {
		return err
	}
	text := r.page()
	if out == "-" {
		_, err := os.Stdout.WriteString(text)
		return err
	}
	page, err := os.ReadFile(out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.WriteFile(out, []byte(text+others(string(page))), 0o644)
}

// others returns the sections that other commands have written at the end of a
// page, each between comments.
func others(page string) string {
	i := strings.Index(page, "<!-- ")
	if i < 0 {
		return ""
	}
	return "\n" + page[i:]
}
