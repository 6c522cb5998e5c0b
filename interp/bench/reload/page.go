package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// page measures and returns the section.
func (o options) page() (string, error) {
	dir, err := os.MkdirTemp("", "reload")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	root, err := root()
	if err != nil {
		return "", err
	}
	mrepl, app := filepath.Join(dir, "mrepl.exe"), filepath.Join(dir, "exchange")
	build := []string{"go", "build", "-o", mrepl}
	if o.race {
		build = append(build, "-race")
		os.Setenv("GOFLAGS", strings.TrimSpace(os.Getenv("GOFLAGS")+" -race"))
	}
	if err := run(root, append(build, "./cmd/mrepl")...); err != nil {
		return "", err
	}
	if err := exchange(root, app); err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, `## From an edit to its answer

Made by

    go run ./interp/bench/reload

in one run, with %d cores, %s, %s/%s. A file is written, and the program
is asked over HTTP until it answers what the edit says. Medians of %d edits.

`, runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, o.runs)
	parts := []func(mrepl, root, app, dir string) (string, error){o.edited, o.growing, o.lost, o.left}
	if o.race {
		parts = []func(mrepl, root, app, dir string) (string, error){o.lost}
	}
	for _, part := range parts {
		text, err := part(mrepl, root, app, dir)
		if err != nil {
			return "", err
		}
		fmt.Fprint(os.Stderr, text)
		b.WriteString(text)
	}
	return b.String(), nil
}

// edited is the part about the exchange.
func (o options) edited(mrepl, root, app, dir string) (string, error) {
	t, err := o.exchange(mrepl, app)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("| edit of a handler of the exchange | time | building takes |\n|---|---:|---:|\n")
	for _, row := range []struct {
		what string
		took time.Duration
	}{
		{"`reload`, a line of a body", t.body}, {"`reload`, another signature too", t.declaration}, {"`watch`, a line of a body", t.watched}, {"`go build`, and start it again", t.built},
	} {
		fmt.Fprintf(&b, "| %s | %s | %.1fx |\n", row.what, millis(row.took), float64(t.built)/float64(row.took))
	}
	return b.String(), nil
}

// growing is the part about modules of growing size.
func (o options) growing(mrepl, root, app, dir string) (string, error) {
	var b strings.Builder
	b.WriteString("\nThe same by `reload`, in a generated module, of a package that one other imports.\n\n" +
		"| packages | a line of a body | another signature |\n|---:|---:|---:|\n")
	for _, n := range []int{10, 100, 1000} {
		module := filepath.Join(dir, fmt.Sprint("module", n))
		if err := generate(root, module, n); err != nil {
			return "", err
		}
		body, signature, err := o.grown(mrepl, module)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "| %d | %s | %s |\n", n, millis(body), millis(signature))
	}
	return b.String(), nil
}

// lost is the part about requests under way.
func (o options) lost(mrepl, root, app, dir string) (string, error) {
	t, err := o.underLoad(mrepl, app)
	if err != nil {
		return "", err
	}
	text := fmt.Sprintf("\n%d reloads of the exchange in %.0f s, under %d requests a second: %d requests, of which %d failed or were answered wrong; "+
		"%d orders were added, and all are there.\n", o.under, t.took.Seconds(), perSecond, t.requests.Load(), t.failed.Load(), t.orders.Load())
	if first, ok := t.first.Load().(string); ok {
		text += "The first failure: " + first + "\n"
	}
	return text, nil
}

// left is the part about memory.
func (o options) left(mrepl, root, app, dir string) (string, error) {
	each, goroutines, err := o.keeps(mrepl, app)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("\nAfter %d reloads, a third of which change declarations, %.1f KB each are kept, and there are %d goroutines more.\n",
		o.kept, float64(each)/1000, goroutines), nil
}

func millis(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}
