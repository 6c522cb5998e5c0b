package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	yaegi "github.com/traefik/yaegi/interp"
	"github.com/traefik/yaegi/stdlib"
	"github.com/traefik/yaegi/stdlib/unsafe"

	"github.com/mrepl/mrepl/interp"
)

// asOurs and asYaegi, followed by a file, are what the command executes itself
// with to run that file.
const (
	asOurs  = "-as-mrepl"
	asYaegi = "-as-yaegi"
)

// timeOut is the failure of a program that does not end in time.
const timeOut = "time-out"

// runOurs interprets a program and returns the exit code of the process.
func runOurs(file string) int {
	os.Args = []string{file}
	err := interp.Exec(context.Background(), interp.Config{
		Patterns: []string{file}, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
	})
	return report(err)
}

// runYaegi evaluates a program with yaegi as it is.
func runYaegi(file string) int {
	os.Args = []string{file}
	i := yaegi.New(yaegi.Options{Unrestricted: true})
	for _, symbols := range []yaegi.Exports{stdlib.Symbols, unsafe.Symbols} {
		if err := i.Use(symbols); err != nil {
			return report(err)
		}
	}
	_, err := i.EvalPath(file)
	return report(err)
}

func report(err error) int {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	return 0
}

// programs returns the single-file programs below dir whose path contains match,
// in order, as paths relative to dir.
func programs(dir, match string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		first, _, _ := bytes.Cut(src, []byte("\n"))
		rel, err := filepath.Rel(dir, path)
		rel = filepath.ToSlash(rel)
		if string(first) == "// run" && strings.Contains(rel, match) {
			out = append(out, rel)
		}
		return err
	})
	return out, err
}

// runAll runs programs side by side. The result says for each why it failed, or
// "" if it passed.
func runAll(o options, dir string, files []string, self, as string) map[string]string {
	out := make(map[string]string, len(files))
	var (
		mu    sync.Mutex
		group sync.WaitGroup
		next  = make(chan string)
	)
	for range max(1, o.jobs) {
		group.Go(func() {
			for file := range next {
				failure := runOne(o, filepath.Join(dir, filepath.FromSlash(file)), self, as)
				mu.Lock()
				out[file] = failure
				mu.Unlock()
			}
		})
	}
	for _, file := range files {
		next <- file
	}
	close(next)
	group.Wait()
	return out
}

// runOne runs a program in its directory and returns why it failed, or "". What
// it prints must be the contents of the .out file beside it, and nothing if there is
// none, as for Go's own runner.
func runOne(o options, path, self, as string) string {
	ctx, cancel := context.WithTimeout(context.Background(), o.limit)
	defer cancel()
	var printed bytes.Buffer
	cmd := exec.CommandContext(ctx, self, as, filepath.Base(path))
	cmd.Dir, cmd.Stdout, cmd.Stderr, cmd.WaitDelay = filepath.Dir(path), &printed, &printed, o.limit
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return timeOut
	case err != nil:
		return firstLine(printed.String(), err)
	}
	want, err := os.ReadFile(strings.TrimSuffix(path, ".go") + ".out")
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err.Error()
	case !bytes.Equal(want, printed.Bytes()):
		return "other output: " + difference(string(want), printed.String())
	}
	return ""
}

// firstLine returns what a program that failed said first.
func firstLine(text string, err error) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			return shortened(line)
		}
	}
	return err.Error()
}

// difference returns the first line that is not as it should be.
func difference(want, have string) string {
	wanted := strings.Split(want, "\n")
	for i, line := range strings.Split(have, "\n") {
		if i >= len(wanted) || line != wanted[i] {
			return shortened(fmt.Sprintf("line %d is %q", i+1, line))
		}
	}
	return "it ends early"
}

func shortened(line string) string {
	if len(line) > 120 {
		return line[:120] + "..."
	}
	return line
}
