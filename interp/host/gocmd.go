package host

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// ErrNoGo is returned when there is no go command to build with.
var ErrNoGo = errors.New("the go command is not in PATH, and it is needed to compile the packages that are not interpreted: install Go from https://go.dev/dl")

// A goTool runs the go command in one folder with one environment.
type goTool struct {
	path string
	dir  string
	env  []string
}

// newGoTool finds the go command. What it builds must run on this machine, so a GOOS or GOARCH in env that is
// meant for the program's own builds is overridden.
func newGoTool(dir string, env []string) (*goTool, error) {
	goPath, err := exec.LookPath("go")
	if err != nil {
		return nil, ErrNoGo
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if env == nil {
		env = os.Environ()
	}
	g := &goTool{path: goPath, dir: dir, env: env}
	return g.with("GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH), nil
}

// with returns a copy of g that has more variables in its environment, which override those of the same name.
func (g *goTool) with(env ...string) *goTool {
	return &goTool{path: g.path, dir: g.dir, env: slices.Concat(g.env, env)}
}

// at returns a copy of g that runs in another folder.
func (g *goTool) at(dir string) *goTool {
	return &goTool{path: g.path, dir: dir, env: g.env}
}

// run runs the go command and returns its standard output. Each line of its standard error goes to note, if that
// is not nil. The error of a run that fails is a *commandError.
func (g *goTool) run(ctx context.Context, note func(line string), args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, g.path, args...)
	cmd.Dir = g.dir
	cmd.Env = slices.Concat(g.env, []string{"PWD=" + g.dir})
	cmd.Cancel = func() error { return interrupt(cmd.Process) }
	cmd.WaitDelay = killDelay

	var stdout, stderr bytes.Buffer
	cmd.Stdout = &stdout
	cmd.Stderr = io.Writer(&stderr)
	if note != nil {
		cmd.Stderr = io.MultiWriter(&stderr, &lineWriter{line: note})
	}
	err := cmd.Run()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		return nil, &commandError{args: args, text: withoutProgress(stderr.String()), err: err}
	}
	return stdout.Bytes(), nil
}

// runJSON runs the go command and decodes the one JSON value that it prints into v.
func (g *goTool) runJSON(ctx context.Context, v any, args ...string) error {
	out, err := g.run(ctx, nil, args...)
	if err != nil {
		return err
	}
	return json.Unmarshal(out, v)
}

// A commandError is a run of the go command that failed.
type commandError struct {
	args []string
	text string // what it said
	err  error
}

func (e *commandError) Error() string {
	if e.text == "" {
		return fmt.Sprintf("go %s: %v", e.args[0], e.err)
	}
	return e.text
}

func (e *commandError) Unwrap() error { return e.err }

// withoutProgress takes the lines out of the go command's standard error that report progress only: the packages
// that -v names and the modules that are downloaded.
func withoutProgress(stderr string) string {
	var kept []string
	for line := range strings.Lines(stderr) {
		line = strings.TrimRight(line, "\r\n")
		if line != "" && activity(line) == "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// activity returns what a line of the go command's standard error says about its progress, or "".
func activity(line string) string {
	if module, ok := strings.CutPrefix(line, "go: downloading "); ok {
		return "downloading " + module
	}
	if strings.HasSuffix(line, "/"+hostFolder) {
		return "linking"
	}
	if line != "" && !strings.ContainsAny(line, " \t:") {
		return line
	}
	return ""
}

// A lineWriter hands on what is written to it line by line.
type lineWriter struct {
	line    func(string)
	partial []byte
}

func (w *lineWriter) Write(p []byte) (int, error) {
	w.partial = append(w.partial, p...)
	for {
		i := bytes.IndexByte(w.partial, '\n')
		if i < 0 {
			return len(p), nil
		}
		w.line(strings.TrimRight(string(w.partial[:i]), "\r"))
		w.partial = w.partial[i+1:]
	}
}
