package build_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/mrepl/mrepl/cmd/mrepl/build"
)

// newModule writes the files of an archive, with a go.mod that knows the library of this repository.
func newModule(tb testing.TB, archive string) string {
	tb.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		tb.Fatal(err)
	}
	dir := tb.TempDir()
	files := txtar.Parse([]byte(archive)).Files
	files = append(files, txtar.File{Name: "go.mod", Data: []byte(
		"module example.com/app\n\ngo 1.26.0\n\nrequire github.com/mrepl/mrepl v0.0.0\n\nreplace github.com/mrepl/mrepl => " + root + "\n")})
	for _, f := range files {
		name := filepath.Join(dir, f.Name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, f.Data, 0o644)); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

func compile(tb testing.TB, dir string, patterns ...string) (*build.Result, string, error) {
	tb.Helper()
	bin := filepath.Join(tb.TempDir(), "bin")
	r, err := build.Build(context.Background(), build.Config{
		Dir: dir, Patterns: patterns, Out: bin, Env: append(os.Environ(), "GOFLAGS=", "GOPROXY=off", "GOWORK=off"),
	})
	return r, bin, err
}

// run starts a binary, sends it SIGTERM once a line of its log holds up, and returns what it wrote and its exit code.
func run(t *testing.T, up, bin string, args ...string) (string, int) {
	t.Helper()
	cmd := exec.Command(bin, args...)
	out, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout = cmd.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() }).Stop()
	var text strings.Builder
	for lines := bufio.NewScanner(out); lines.Scan(); {
		text.WriteString(lines.Text() + "\n")
		if up != "" && strings.Contains(lines.Text(), up) {
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
		}
	}
	err = cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return text.String(), exit.ExitCode()
	}
	return text.String(), 0
}

const library = `
-- conf/conf.go --
package conf

import (
	"context"
	"errors"

	"github.com/mrepl/mrepl/states"
)

// Config is the configuration.
var Config = states.New("config", func(context.Context) (any, error) {
	if states.Args()["fail"] == true {
		return nil, errors.New("no configuration")
	}
	return states.Args()["port"], nil
}).Doc("the configuration")
-- internal/db/db.go --
package db

import (
	"context"
	"fmt"

	"example.com/app/conf"
	"github.com/mrepl/mrepl/states"
)

var Conn = states.New("conn", func(context.Context) (string, error) {
	return fmt.Sprintf("port is %T", conf.Config.Get()), nil
}).OnStop(func(_ context.Context, v string) error { fmt.Println(v); return nil })
`

// order returns the names of the states that a log says were started, or stopped, in order.
func order(log, what string) string {
	var names []string
	for line := range strings.Lines(log) {
		if _, rest, ok := strings.Cut(line, "msg="+what+" state="); ok {
			name, _, _ := strings.Cut(rest, " ")
			names = append(names, name)
		}
	}
	return strings.Join(names, " ")
}

func TestPackagesWithoutMain(t *testing.T) {
	t.Parallel()
	dir := newModule(t, library)
	r, bin, err := compile(t, dir, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if !r.Generated || r.Main != "" || len(r.States) != 2 || r.Size == 0 {
		t.Errorf("%+v", r)
	}
	log, code := run(t, "msg=up", bin, "port=8080")
	if started, stopped := order(log, "started"), order(log, "stopped"); code != 0 ||
		started != "conf/config internal/db/conn" || stopped != "internal/db/conn conf/config" || !strings.Contains(log, "port is int") {
		t.Errorf("exit code %d, started %s, stopped %s:\n%s", code, started, stopped, log)
	}
	if log, code := run(t, "", bin, "fail=true"); code != 1 || !strings.Contains(log, "no configuration") {
		t.Errorf("exit code %d:\n%s", code, log)
	}
	if text, err := exec.Command(bin, "-h").Output(); err != nil || !strings.Contains(string(text), "conf/config  the configuration") {
		t.Errorf("%v: %s", err, text)
	}
	if found, _ := filepath.Glob(filepath.Join(dir, ".mrepl*")); len(found) > 0 {
		t.Error("the module now holds ", found)
	}
}

func TestEmptyMain(t *testing.T) {
	t.Parallel()
	dir := newModule(t, library+`
-- main.go --
package main

import _ "example.com/app/internal/db"

func main() {}
`)
	r, bin, err := compile(t, dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	log, code := run(t, "msg=up", bin)
	if !r.Generated || r.Main != "example.com/app" || code != 0 || order(log, "stopped") != "internal/db/conn conf/config" {
		t.Errorf("exit code %d, %+v:\n%s", code, r, log)
	}
}

func TestMainOfItsOwn(t *testing.T) {
	t.Parallel()
	dir := newModule(t, library+`
-- main.go --
package main

import "example.com/app/conf"

func main() { println("mine", conf.Config != nil) }
`)
	r, bin, err := compile(t, dir, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if log, code := run(t, "", bin); code != 0 || log != "mine true\n" {
		t.Errorf("exit code %d: %s", code, log)
	}
	if r.Generated || !r.Idle || fmt.Sprint(r.Left) != "[example.com/app/internal/db]" {
		t.Errorf("%+v", r)
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	dir := newModule(t, `
-- a/main.go --
package main

func main() { println(1) }
-- b/main.go --
package main

func main() { println(2) }
-- none/none.go --
package none
-- wrong/main.go --
package main

func main() { missing() }
-- syntax/main.go --
package main

func main() {
`)
	for pattern, want := range map[string]string{
		"./a ./b":  "example.com/app/a, example.com/app/b are all programs: name the one to build",
		"./none":   "./none: no main package, and no package with a state that could be started: states.New defines one",
		"./wrong":  "wrong/main.go:3:15: undefined: missing",
		"./gone":   "directory not found",
		"./syntax": "syntax/main.go:3:1",
	} {
		t.Run(pattern, func(t *testing.T) {
			t.Parallel()
			_, bin, err := compile(t, dir, strings.Fields(pattern)...)
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("got %v; want %s", err, want)
			}
			if _, err := os.Stat(bin); err == nil {
				t.Error("a binary was written")
			}
		})
	}
	if _, err := build.Build(t.Context(), build.Config{Dir: dir, Patterns: []string{"./a"}, Out: dir}); err == nil || !strings.Contains(err.Error(), "is a directory") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := build.Build(ctx, build.Config{Dir: dir, Patterns: []string{"./a"}, Out: filepath.Join(dir, "x")}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func ExampleBuild() {
	_, err := build.Build(context.Background(), build.Config{Patterns: []string{"strings"}, Out: filepath.Join(os.TempDir(), "never")})
	fmt.Println(err)
	// Output: strings: no main package, and no package with a state that could be started: states.New defines one
}
