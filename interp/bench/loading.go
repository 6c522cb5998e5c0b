package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// loading measures how long modules of growing size take to load, and returns the
// table.
func (o options) loading(dir string) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(`
### Loading

A generated module is listed by the go command, type-checked, lowered, compiled for the
interpreter and run, in a fresh process that has nothing of it cached. Beside the time is
what all cores together spent on it.

| packages | lines | time | of all cores | the same for 1,000 lines |
|---:|---:|---:|---:|---:|
`)
	for _, n := range []int{10, 20, 50, 100} {
		module := filepath.Join(dir, fmt.Sprint("module", n))
		lines, err := generate(module, n)
		if err != nil {
			return "", err
		}
		runs, errs := medians(o.runs, []string{self, asLoad, module})
		if errs[0] != nil {
			return "", errs[0]
		}
		run := runs[0]
		row := fmt.Sprintf("| %d | %d | %s | %s | %s |", n, lines, millis(run.took), millis(run.cpu), millis(run.cpu*1000/time.Duration(lines)))
		fmt.Fprintln(os.Stderr, row)
		fmt.Fprintln(&b, row)
	}
	return b.String(), nil
}
