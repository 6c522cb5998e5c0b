package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/interp/host"
	"github.com/mrepl/mrepl/shell"
)

// A rebuilder is an engine in a process that can become another one. It is what the command mrepl has; a program that embeds
// the shell has what is linked into it.
type rebuilder struct {
	engine
	dir      string   // where the patterns are looked at
	patterns []string // the packages that are loaded
	bin      string   // the host that this process is, "" if it is none
}

var _ shell.Rebuilder = rebuilder{}

// An outgrownError says that sources need what this process does not have: packages, or newer versions of them.
type outgrownError struct {
	what            string
	dir             string
	packages, blank []string
	err             error
}

func (e *outgrownError) Error() string { return e.what }
func (e *outgrownError) Unwrap() error { return e.err }

// outgrown returns what an error of the session, or the state of what is linked in, says about this process.
func (r rebuilder) outgrown(err error) error {
	var missing *interp.NotLinkedError
	if errors.As(err, &missing) {
		what := "not compiled into this mrepl: " + strings.Join(missing.Missing, ", ")
		if len(missing.Missing) == 0 {
			what = "another version is compiled into this mrepl: the module wants " + strings.Join(missing.Outdated, ", ")
		}
		return &outgrownError{what, missing.Dir, missing.Packages, missing.Blank, err}
	}
	if err != nil || r.bin == "" {
		return err
	}
	files, err := host.Outdated(r.bin)
	if err != nil || len(files) == 0 {
		return nil // a host that has been taken out of the cache has no record of its files
	}
	packages, blank, err := host.Linked(r.bin)
	if err != nil {
		return nil
	}
	return &outgrownError{"changed, and compiled into this mrepl as it was: " + nearNames(files), r.dir, packages, blank, nil}
}

// nearNames writes files relative to the current directory, the first few of them.
func nearNames(files []string) string {
	var names []string
	wd, _ := os.Getwd() // without one the names are whole
	for _, file := range files[:min(len(files), 3)] {
		if rel, err := filepath.Rel(wd, file); err == nil && wd != "" {
			file = rel
		}
		names = append(names, file)
	}
	if n := len(files) - len(names); n > 0 {
		names = append(names, fmt.Sprintf("%d more", n))
	}
	return strings.Join(names, ", ")
}

func (r rebuilder) Plan(ctx context.Context) (shell.Changes, error) {
	if err := r.outgrown(nil); err != nil {
		return shell.Changes{}, err
	}
	changes, err := r.engine.Plan(ctx)
	return changes, r.outgrownBy(err)
}

func (r rebuilder) Reload(ctx context.Context) (shell.Changes, error) {
	if err := r.outgrown(nil); err != nil {
		return shell.Changes{}, err
	}
	changes, err := r.engine.Reload(ctx)
	return changes, r.outgrownBy(err)
}

func (r rebuilder) Reset(ctx context.Context, all bool, stop func() error) (shell.Changes, error) {
	if err := r.outgrown(nil); err != nil {
		return shell.Changes{}, err
	}
	changes, err := r.engine.Reset(ctx, all, stop)
	return changes, r.outgrownBy(err)
}

// outgrownBy is outgrown for what the session has said alone.
func (r rebuilder) outgrownBy(err error) error {
	if err == nil {
		return nil
	}
	return r.outgrown(err)
}

// Outgrown reports whether an error asks for another process.
func (r rebuilder) Outgrown(err error) bool {
	var o *outgrownError
	return errors.As(err, &o)
}

// Declared returns the names that were declared at the prompt.
func (r rebuilder) Declared() []string { return r.session.Declared() }

// Rebuild builds a host that has what is missing, and has it check the sources.
func (r rebuilder) Rebuild(ctx context.Context, err error) (successor func() error, _ error) {
	var o *outgrownError
	if !errors.As(err, &o) {
		return nil, err
	}
	bin, err := host.Ensure(ctx, host.Config{
		Dir: o.dir, Packages: o.packages, Blank: o.blank,
		Progress: os.Stderr, Terminal: term.IsTerminal(int(os.Stderr.Fd())),
	})
	if err != nil {
		return nil, err
	}
	if bin == r.bin {
		return nil, fmt.Errorf("%s, though the host %s was built to have it", o.what, bin)
	}
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, bin, append([]string{"check"}, r.patterns...)...)
	cmd.Dir, cmd.Stderr = r.dir, &out
	cmd.Env = append(os.Environ(), hostVariable+"="+bin)
	if err := cmd.Run(); err != nil {
		if text := strings.TrimSpace(out.String()); text != "" {
			return nil, errors.New(text)
		}
		return nil, err
	}
	return func() error { return become(bin) }, nil
}
