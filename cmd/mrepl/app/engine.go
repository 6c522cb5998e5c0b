package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/interp/host"
	"github.com/mrepl/mrepl/interp/show"
	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/states"
)

// engineConfig says what the Go of a session is.
type engineConfig struct {
	Dir      string   // where the patterns are looked at, "" is here
	Patterns []string // the packages to load; none: Go alone
	Registry *states.Registry
	Linked   interp.Exports
	Exit     func(code int) // what os.Exit calls
	Stdin    io.Reader
	Stdout   io.Writer // what the program prints; keeps clear of the prompt
	Stderr   io.Writer
	Waiting  *waiting // told that the packages are loaded
	Before   func()   // called before this process becomes another
}

// hostVariable is set in the environment of a host, so that it is known there
// that this is one.
const hostVariable = "MREPL_HOST"

// openEngine loads the packages. Where they import packages that are not linked into this process, it does not return but becomes
// a host that has them, which is built if need be. The error says why they cannot be had, one problem a line.
func openEngine(ctx context.Context, cfg engineConfig) (shell.Engine, error) {
	hosted := os.Getenv(hostVariable) != ""
	if !hosted && len(cfg.Patterns) > 0 {
		if bin, err := host.Recent(ctx, host.Config{Dir: cfg.Dir}); err == nil && bin != "" {
			cfg.Before()
			return nil, become(bin)
		}
	}
	session, err := interp.Open(ctx, interp.Config{
		Dir: cfg.Dir, Patterns: cfg.Patterns, Registry: cfg.Registry, Linked: cfg.Linked, Exit: cfg.Exit, Cache: cacheDir(),
		Stdin: cfg.Stdin, Stdout: cfg.Stdout, Stderr: cfg.Stderr,
	})
	cfg.Waiting.end() // a build tells about itself
	var missing *interp.NotLinkedError
	if errors.As(err, &missing) {
		return nil, build(ctx, missing, cfg.Before)
	}
	if err != nil {
		return nil, err
	}
	log.SetOutput(session.LogWriter(cfg.Stderr))
	go session.GuardStacks(context.WithoutCancel(ctx))
	return rebuilder{
		engine: engine{session, cfg.Registry, &watching{}},
		dir:    cfg.Dir, patterns: cfg.Patterns, bin: os.Getenv(hostVariable),
	}, nil
}

// build makes a host with what is missing, calls before, and becomes it.
func build(ctx context.Context, missing *interp.NotLinkedError, before func()) error {
	bin, err := host.Ensure(ctx, host.Config{
		Dir: missing.Dir, Packages: missing.Packages, Blank: missing.Blank,
		Progress: os.Stderr, Terminal: term.IsTerminal(int(os.Stderr.Fd())),
	})
	if err != nil {
		return err
	}
	if bin == os.Getenv(hostVariable) {
		return fmt.Errorf("mrepl: %w, though the host %s was built to have it", missing, bin)
	}
	before()
	return become(bin)
}

// become replaces this process by a host.
func become(bin string) error {
	if err := os.Setenv(hostVariable, bin); err != nil {
		return err
	}
	return host.Exec(bin, os.Args[1:], os.Environ())
}

// cacheDir returns where to keep what the go command says of compiled packages, "" where there is no place for it.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "mrepl", "exports")
}

// NewEngine returns the Go of a shell over a registry: a program that embeds both the shell and the interpreter gives it to
// Shell.Use.
func NewEngine(session *interp.Session, registry *states.Registry) shell.Engine {
	return engine{session, registry, &watching{}}
}

// An engine is a session as the shell wants it.
type engine struct {
	session  *interp.Session
	registry *states.Registry
	watching *watching
}

func (e engine) Eval(ctx context.Context, src string) ([]shell.Value, error) {
	values, err := e.session.Eval(ctx, src)
	out := make([]shell.Value, len(values))
	for i, v := range values {
		out[i] = value{v, e.registry}
	}
	return out, err
}

func (e engine) Substitute(ctx context.Context, state, expr string) (any, error) {
	return e.session.Substitute(ctx, state, expr)
}

func (e engine) SubstituteStates(ctx context.Context, state, start, stop string) (states.Sub, error) {
	return e.session.SubstituteStates(ctx, state, start, stop)
}

func (e engine) Plan(ctx context.Context) (shell.Changes, error) {
	changes, err := e.session.Plan(ctx)
	return shell.Changes(changes), err
}

func (e engine) Reload(ctx context.Context) (shell.Changes, error) {
	changes, err := e.session.Reload(ctx, false)
	e.watching.update(e.session)
	return shell.Changes(changes), err
}

func (e engine) Reset(ctx context.Context, all bool, stop func() error) (shell.Changes, error) {
	changes, err := e.session.Reset(ctx, all, stop)
	e.watching.update(e.session)
	return shell.Changes(changes), err
}

func (e engine) Complete(line string, pos int) []shell.Completion {
	return completions(e.session.Complete(line, pos))
}

// A value is the result of an evaluation as the shell wants it.
type value struct {
	interp.Value
	registry *states.Registry
}

func (v value) Type() string { return v.TypeName() }

// Format prints the value. The variable of a state is told as what it is, not as what the library keeps in it.
func (v value) Format(l shell.Limits) string {
	name, ok := strings.CutPrefix(v.TypeName(), "*states.State[")
	ref, isRef := v.Interface().(*states.State[any])
	if !ok || !isRef || ref == nil {
		return v.Value.Format(show.Limits(l))
	}
	info, err := v.registry.Info(states.Name(ref.StateName()))
	if err != nil {
		return v.Value.Format(show.Limits(l))
	}
	return fmt.Sprintf("states.State[%s %s, %s", name, info.Name, info.Status)
}
