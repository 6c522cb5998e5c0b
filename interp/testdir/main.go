// Testdir runs the programs of Go's own test directory in the interpreter: the
// files of $(go env GOROOT)/test whose first line is "// run", each in a process of
// its own. It prints how many pass, folder by folder, beside plain yaegi's figures,
// and compares with a checked-in list of those that are known to fail.
//
//	go run ./interp/testdir [-side both|ours|yaegi] [-quick] [-run TEXT] [-update]
//
// It exits with 1 when a program fails that is not on the list.
package main

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

func main() {
	if len(os.Args) == 3 {
		switch os.Args[1] {
		case asOurs:
			os.Exit(runOurs(os.Args[2]))
		case asYaegi:
			os.Exit(runYaegi(os.Args[2]))
		}
	}
	os.Exit(command(os.Stdout, os.Args[1:]))
}

// options are the flags of the command.
type options struct {
	dir, list, match, side string
	update, quick          bool
	limit                  time.Duration
	jobs                   int
}

func command(w io.Writer, args []string) int {
	var o options
	flags := flag.NewFlagSet("testdir", flag.ContinueOnError)
	flags.SetOutput(w)
	flags.StringVar(&o.dir, "dir", "", "the `directory` of programs (default that of the Go installation)")
	flags.StringVar(&o.list, "list", filepath.Join("interp", "testdir", "failing.txt"), "the `file` with the programs known to fail")
	flags.StringVar(&o.match, "run", "", "only programs whose path contains this `text`")
	flags.StringVar(&o.side, "side", "both", "whose figures: both, ours or yaegi")
	flags.BoolVar(&o.update, "update", false, "write the list anew, keeping its reasons")
	flags.BoolVar(&o.quick, "quick", false, "leave out the programs that are listed as time-outs")
	flags.DurationVar(&o.limit, "limit", 10*time.Second, "how long a program may take")
	flags.IntVar(&o.jobs, "jobs", runtime.NumCPU(), "how many programs run at a time")
	if flags.Parse(args) != nil {
		return 2
	}
	code, err := o.do(w)
	if err != nil {
		fmt.Fprintln(w, "testdir:", err)
		return 2
	}
	return code
}

func (o options) do(w io.Writer) (int, error) {
	dir, err := testDir(o.dir)
	if err != nil {
		return 0, err
	}
	files, err := programs(dir, o.match)
	if err != nil {
		return 0, err
	}
	known, err := readList(o.list)
	if err != nil {
		return 0, err
	}
	if o.quick {
		files = slices.DeleteFunc(files, func(file string) bool { return strings.HasPrefix(known[file], timeOut) })
	}
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	var ours, yaegi map[string]string
	if o.side != "yaegi" {
		ours = runAll(o, dir, files, self, asOurs)
	}
	if o.side != "ours" {
		yaegi = runAll(o, dir, files, self, asYaegi)
	}
	table(w, files, ours, yaegi)
	if ours == nil {
		return 0, nil
	}
	if o.update {
		return 0, writeList(o.list, known, files, ours)
	}
	return compare(w, known, files, ours), nil
}

// testDir returns the directory of programs.
func testDir(dir string) (string, error) {
	if dir == "" {
		root, err := exec.Command("go", "env", "GOROOT").Output()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(strings.TrimSpace(string(root)), "test")
	}
	if _, err := os.Stat(dir); err != nil {
		return "", fmt.Errorf("this Go installation has no test directory: %w", err)
	}
	return filepath.Abs(dir)
}

// compare says what differs from the list, and returns 1 for a regression.
func compare(w io.Writer, known map[string]string, files []string, ours map[string]string) int {
	code := 0
	for _, file := range files {
		why, listed := known[file]
		switch failure := ours[file]; {
		case failure != "" && !listed:
			fmt.Fprintf(w, "FAIL  %s: %s\n", file, failure)
			code = 1
		case failure == "" && listed:
			fmt.Fprintf(w, "passes now  %s (listed: %s)\n", file, why)
		}
	}
	return code
}

// table prints how many programs of each folder pass.
func table(w io.Writer, files []string, ours, yaegi map[string]string) {
	type count struct{ all, ours, yaegi int }
	counts := map[string]*count{"all": {}}
	for _, file := range files {
		dir, _, nested := strings.Cut(file, "/")
		if !nested {
			dir = "."
		}
		if counts[dir] == nil {
			counts[dir] = &count{}
		}
		for _, c := range []*count{counts[dir], counts["all"]} {
			c.all++
			if ours != nil && ours[file] == "" {
				c.ours++
			}
			if yaegi != nil && yaegi[file] == "" {
				c.yaegi++
			}
		}
	}
	fmt.Fprintf(w, "%-12s %9s %7s %7s\n", "folder", "programs", "mrepl", "yaegi")
	cell := func(n int, run map[string]string) string {
		if run == nil {
			return "-"
		}
		return fmt.Sprint(n)
	}
	for _, dir := range slices.Sorted(maps.Keys(counts)) {
		c := counts[dir]
		fmt.Fprintf(w, "%-12s %9d %7s %7s\n", dir, c.all, cell(c.ours, ours), cell(c.yaegi, yaegi))
	}
}
