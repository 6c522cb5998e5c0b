// Package build makes a plain native binary of packages with states.
package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Config says what to build.
type Config struct {
	Dir      string   // where Patterns are resolved; "" is the current directory
	Patterns []string // as for the go command
	Out      string   // the file of the binary
	Env      []string // of the go command; nil is this process's
}

// A Result says what was built.
type Result struct {
	Main      string   // the import path of the main package, "" if one was made
	Generated bool     // what starts and stops the states was made: there was no main, or it did nothing
	States    []string // import paths of the packages that were linked in for their states
	Left      []string // packages with states that are not in the binary, since its main does not import them
	Idle      bool     // the main is the program's own, and no package of the module starts a state
	Size      int64
	Took      time.Duration
}

// Build compiles the packages with the go command. A main package among them is the program, unless the body of its main is
// empty. Without one, or with one that does nothing, the program is one that starts every state of the packages and stops
// them on SIGTERM: it exists in an overlay only, so that nothing is written into the module.
//
// The error of source that does not compile is what the compiler says. Nothing is left behind after an error.
func Build(ctx context.Context, cfg Config) (*Result, error) {
	began := time.Now()
	out, err := filepath.Abs(cfg.Out)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(out); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a directory: -o names the file of the binary, as in -o %s", cfg.Out, filepath.Join(cfg.Out, "NAME"))
	}
	p, err := look(ctx, cfg)
	if err != nil {
		return nil, err
	}
	r := &Result{Main: p.mainPath()}
	target := r.Main
	flags := []string{}
	if p.generates() {
		dir, err := os.MkdirTemp("", "mrepl-build")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		overlay, folder, err := p.generate(dir)
		if err != nil {
			return nil, err
		}
		r.Generated, r.States = true, paths(p.linked())
		target, flags = folder, append(flags, "-overlay="+overlay)
	} else {
		r.Left, r.Idle = p.left(), !p.starts()
		if target == "command-line-arguments" {
			target = strings.Join(cfg.Patterns, "\x00")
		}
	}
	args := slices.Concat([]string{"build", "-o", out}, flags, strings.Split(target, "\x00"))
	if _, err := cfg.run(ctx, args...); err != nil {
		return nil, err
	}
	info, err := os.Stat(out)
	if err != nil {
		return nil, err
	}
	r.Size, r.Took = info.Size(), time.Since(began)
	return r, nil
}

// run runs the go command and returns what it prints. Its error is what the command says.
func (cfg Config) run(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env = cfg.Dir, cfg.Env
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("the go command was not found, and it is what compiles: install Go and put it on PATH")
	case err != nil:
		return nil, &CompileError{Text: problems(strings.TrimSpace(stderr.String()), cfg.Dir), err: fmt.Errorf("go %s: %w", args[0], err)}
	}
	return out, nil
}

// A CompileError is what the go command says about packages that cannot be built, with the files as they are seen from the
// current directory.
type CompileError struct {
	Text string
	err  error
}

func (e *CompileError) Error() string {
	if e.Text == "" {
		return e.err.Error()
	}
	return e.Text
}

func (e *CompileError) Unwrap() error { return e.err }

// list asks the go command about packages.
func (cfg Config) list(ctx context.Context) ([]*listed, error) {
	out, err := cfg.run(ctx, append([]string{"list", "-deps", "-json=" + listFields, "--"}, cfg.Patterns...)...)
	if err != nil {
		return nil, err
	}
	var pkgs []*listed
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		p := new(listed)
		if err := dec.Decode(p); err != nil {
			return nil, fmt.Errorf("go list: unreadable answer: %w", err)
		}
		pkgs = append(pkgs, p)
	}
	return pkgs, nil
}

// listed is what go list says of one package.
type listed struct {
	ImportPath string
	Name       string
	Dir        string
	GoFiles    []string
	Imports    []string
	Deps       []string
	DepOnly    bool
	Module     *struct {
		Path string
		Dir  string
		Main bool
	}
}

const listFields = "ImportPath,Name,Dir,GoFiles,Imports,Deps,DepOnly,Module"
