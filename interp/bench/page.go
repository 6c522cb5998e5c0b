package main

import (
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

//go:embed testdata/*.go
var programs embed.FS

// names are the programs, in the order of the table.
var names = []string{"fib", "sieve", "nbody", "maps", "strings", "channels", "json", "defers", "closures", "interfaces"}

// page measures and returns the section.
func (o options) page() (string, error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	var b strings.Builder
	fmt.Fprintf(&b, `## Interpreted code

Made by

    go run ./interp/bench

in one run, with %d cores, %s, %s/%s. Medians of %d runs, each in a process of its own,
of what the program itself measures: compiling and loading are left out. "of yaegi" is the
time under mrepl as a part of that under plain yaegi. The programs are in interp/bench/testdata.
%s

| program | mrepl | yaegi | of yaegi | compiled | compiling |
|---|---:|---:|---:|---:|---:|
`, runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, o.runs, load())
	for _, name := range names {
		if !strings.Contains(name, o.match) {
			continue
		}
		row, err := o.row(dir, name)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(os.Stderr, row)
		fmt.Fprintln(&b, row)
	}
	text, err := o.loading(dir)
	return b.String() + text, err
}

// row measures a program.
func (o options) row(dir, name string) (string, error) {
	src, err := programs.ReadFile("testdata/" + name + ".go")
	if err != nil {
		return "", err
	}
	file, bin := filepath.Join(dir, name+".go"), filepath.Join(dir, name+".exe")
	if err := os.WriteFile(file, src, 0o666); err != nil {
		return "", err
	}
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	compiling, err := build(file, bin)
	if err != nil {
		return "", err
	}
	runs, errs := medians(o.runs, []string{bin}, []string{self, asOurs, file}, []string{self, asYaegi, file})
	if err := errors.Join(errs[0], errs[1]); err != nil {
		return "", err
	}
	compiled, ours, yaegi := runs[0], runs[1], runs[2]
	if ours.result != compiled.result {
		return "", fmt.Errorf("%s: interpreted it prints %q, compiled %q", name, ours.result, compiled.result)
	}
	theirs, part := "fails", "–"
	if errs[2] == nil && yaegi.result == compiled.result {
		theirs, part = millis(yaegi.took), fmt.Sprintf("%.2f", float64(ours.took)/float64(yaegi.took))
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s |", name, millis(ours.took), theirs, part, millis(compiled.took), millis(compiling)), nil
}

// load says how busy the machine is, where that is known: the figures of a busy one
// are rough.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	one, _, _ := strings.Cut(string(text), " ")
	return "The load average at the start was " + one + "; above 1 the figures are rough.\n"
}

func millis(d time.Duration) string {
	if d >= time.Second {
		return fmt.Sprintf("%.2f s", d.Seconds())
	}
	return fmt.Sprintf("%.3g ms", float64(d)/float64(time.Millisecond))
}
