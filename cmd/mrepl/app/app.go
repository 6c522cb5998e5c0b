// Package app is the mrepl command as a function, so that a program which has more packages linked in can be one as well.
package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	"golang.org/x/term"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/line"
	"github.com/mrepl/mrepl/shell/prompt"
	"github.com/mrepl/mrepl/states"
)

// The exit codes, beside those of exit N and of signals.
const (
	exitOK     = 0
	exitFailed = 1 // a command, an evaluation or a lifecycle operation failed
	exitUsage  = 2 // the command line is wrong, or source does not compile
)

// Main runs mrepl with the arguments of the process and returns its exit code. The linked packages, symbols by name by import
// path, are what Go at the prompt can use beyond the standard library.
func Main(linked map[string]map[string]reflect.Value) int {
	args := os.Args[1:]
	if len(args) > 0 {
		switch args[0] {
		case "version":
			fmt.Println(version())
			return exitOK
		case "exec":
			return execute(args[1:], linked)
		case "test":
			return test(args[1:])
		case "check":
			return check(args[1:], linked, os.Stdout, os.Stderr)
		case "build":
			return buildBinary(args[1:], os.Stderr)
		}
	}
	opts, err := parseOptions(args, os.Stderr)
	switch {
	case errors.Is(err, errHelp):
		return exitOK
	case err != nil:
		fmt.Fprintf(os.Stderr, "mrepl: %v\n", err)
		return exitUsage
	}
	return run(opts, linked)
}

// run opens the engine and the shell, does what the options say, and stops every state that runs.
func run(opts options, linked map[string]map[string]reflect.Value) int {
	sig := catchSignals()
	defer sig.release()
	patterns := opts.packages
	if len(patterns) == 0 && isPackage(".") {
		patterns = []string{"."}
	}
	carried, err := takeCarried()
	if err != nil {
		fmt.Fprintf(os.Stderr, "mrepl: %v\n", err)
		return exitFailed
	}
	opts.quiet = opts.quiet || carried != nil
	sh := shell.New(opts.shellConfig(promptName(patterns), sig))
	if name := opts.misplaced(sh); name != "" {
		fmt.Fprintf(os.Stderr, "mrepl: %s is a command of the shell, not a package: mrepl -c %s runs it\n", name, name)
		return exitUsage
	}
	if err := absent(patterns); err != nil {
		fmt.Fprintf(os.Stderr, "mrepl: %v\n", cmp.Or(misspelt(patterns, sh), err))
		return exitUsage
	}
	unmute := func() {}
	if opts.interactive() {
		sig.quits()
		states.Default.SetClock(prompt.Clock())
		unmute = line.Mute(os.Stdin)
		defer unmute()
	}
	opening, opened := sig.opening()
	exit := newExit(sh)
	dir, there := where(patterns)
	engine, err := openEngine(opening, engineConfig{
		Dir: dir, Patterns: there, Registry: states.Default, Linked: linked, Exit: exit.now,
		Stdin: os.Stdin, Stdout: sh.Stdout(), Stderr: sh.Stderr(),
		Waiting: wait(os.Stderr, term.IsTerminal(int(os.Stderr.Fd())), "loading "+strings.Join(patterns, " ")),
		Before:  unmute,
	})
	opened()
	unmute()
	switch {
	case opening.Err() != nil:
		return exitCode(context.Cause(opening))
	case err != nil && noPackage.MatchString(err.Error()) && misspelt(patterns, sh) != nil:
		fmt.Fprintf(os.Stderr, "mrepl: %v\n", misspelt(patterns, sh))
		return exitUsage
	case err != nil:
		fmt.Fprintln(os.Stderr, shell.Excerpt(advised(err)))
		return exitUsage
	}
	sh.Use(engine)
	err = setArgs(sig.ctx, opts.args)
	if err == nil {
		err = session(sig, sh, opts, carried)
	}
	if sig.ctx.Err() != nil {
		err = context.Cause(sig.ctx)
	}
	code := exitCode(err)
	if err := sh.Close(sig.closing()); err != nil && code == exitOK {
		code = exitFailed
	}
	exit.await()
	var h *shell.HandoverError
	if errors.As(err, &h) {
		fmt.Fprintf(os.Stderr, "mrepl: %v\n", handOver(h))
		return exitFailed
	}
	return code
}

// advised adds to an error of loading what can be done, where the go command does not say so.
func advised(err error) string {
	text := err.Error()
	switch {
	case strings.Contains(text, "go.mod file not found"):
		return text + "\nnext: go mod init NAME makes this folder a module; a single file needs none: mrepl FILE.go"
	case strings.Contains(text, "directory not found"), strings.Contains(text, "no such file or directory"):
		return text + "\nnext: name a folder with Go source, as in mrepl ./cmd/app, or a pattern, as in mrepl ./..."
	case strings.Contains(text, " is not in std"):
		return text + "\nnext: a folder is named with ./ in front, as in mrepl ./cmd/app; mrepl ./... takes all"
	case strings.Contains(text, "no required module provides package"), strings.Contains(text, "missing go.sum entry"):
		return text + "\nnext: go mod tidy adds what is missing"
	}
	return text
}

// programs are what mrepl is besides a shell, by the first word behind its name.
var programs = []string{"build", "check", "exec", "test", "version"}

// noPackage finds in an error of loading that a word is not taken for a package.
var noPackage = regexp.MustCompile(` is not in std|go\.mod file not found`)

// misspelt returns an error that says what else may have been meant by the first of packages that cannot be loaded: nil if that is
// a path, or no slip of anything that may stand there.
func misspelt(patterns []string, sh *shell.Shell) error {
	if len(patterns) == 0 || strings.ContainsAny(patterns[0], `./\`) {
		return nil
	}
	word, rest := patterns[0], strings.Join(append([]string{""}, patterns[1:]...), " ")
	if _, err := os.Stat(word); err == nil {
		return nil
	}
	did := states.Nearest(word, programs)
	for i := range did {
		did[i] = "mrepl " + did[i] + rest
	}
	for _, name := range sh.NearCommands(word) {
		did = append(did, "mrepl -c "+name+rest)
	}
	if len(did) == 0 {
		return nil
	}
	return fmt.Errorf("there is no package %s; did you mean %s?", word, strings.Join(did, ", or "))
}

// setArgs makes what follows -- the arguments of the states.
func setArgs(ctx context.Context, args map[string]any) error {
	if len(args) == 0 {
		return nil
	}
	_, err := states.Only().WithArgs(args).Start(ctx)
	return err
}

// session runs lines and scripts in the order in which they were given, and then the prompt or standard input where it is
// their turn; all of that from where another process has left, if one has. Errors have been shown when it returns.
func session(sig *signals, sh *shell.Shell, opts options, carried *shell.Carried) error {
	first, next, err := takeOver(sig.ctx, sh, opts, carried)
	if err != nil {
		return err
	}
	for i, in := range opts.inputs {
		if i < next {
			continue
		}
		err := runInput(sig.ctx, sh, in, i, opts)
		if opts.ends(err) {
			return err
		}
		if first == nil {
			first = err
		}
	}
	if len(opts.inputs) > 0 && !opts.stay {
		return first
	}
	return carry(ask(sig, sh, opts), len(opts.inputs)-1, nil)
}

// ends reports whether an error of an input is the last that is run.
func (o options) ends(err error) bool {
	var exit *shell.ExitError
	return errors.As(err, &exit) || errors.Is(err, shell.ErrInterrupted) || err != nil && !o.keepGoing && !o.stay
}

// takeOver goes on with what another process has carried over, of which there may be nothing. It returns the first error that
// ends nothing, and which input is next.
func takeOver(ctx context.Context, sh *shell.Shell, opts options, carried *shell.Carried) (first error, next int, err error) {
	if carried == nil {
		return nil, 0, nil
	}
	person := len(opts.inputs) == 0 && (opts.interactive() || line.IsDumb(os.Stdin, os.Stdout, os.Getenv))
	err = sh.TakeOver(ctx, *carried)
	for i, rest := range carried.Rest {
		if opts.ends(err) && !person {
			return nil, 0, err
		}
		if first == nil {
			first = err
		}
		var more io.Reader
		if rest.File == "stdin" && i == len(carried.Rest)-1 {
			more = os.Stdin
		}
		if err = sh.Resume(ctx, rest, more); err == nil {
			continue
		}
		var h *shell.HandoverError
		if errors.As(err, &h) {
			h.Carried.Rest = append(h.Carried.Rest, carried.Rest[i+1:]...)
			h.Carried.Next = carried.Next
			return nil, 0, err
		}
	}
	if opts.ends(err) && !person {
		return nil, 0, err
	}
	if first == nil {
		first = err
	}
	return first, carried.Next, nil
}

// ask runs the prompt, or standard input.
func ask(sig *signals, sh *shell.Shell, opts options) error {
	err := prompt.Run(sig.ctx, sh, prompt.Config{
		Colors: opts.colors(os.Stdout), History: "mrepl", Ignore: ignored(os.LookupEnv),
	})
	var setup *prompt.SetupError
	if errors.As(err, &setup) {
		fmt.Fprintf(os.Stderr, "mrepl: %v\n", err)
		return usageError{err}
	}
	return err
}

// secrets matches statements that give a secret away: an assignment to a name that speaks of one, a URI with a password.
const secrets = `(?i)(passwor[dt]|passwd|secret|token|api[-_]?key)\w*"?\s*(:?=|:)\s*[^\s=]|://[^/\s:@]*:[^/\s@]+@`

// ignored returns the regular expression of what is kept out of the history: that of MREPL_HISTORY_IGNORE, which may be empty,
// else secrets.
func ignored(lookup func(string) (string, bool)) string {
	if own, ok := lookup("MREPL_HISTORY_IGNORE"); ok {
		return own
	}
	return secrets
}

func runInput(ctx context.Context, sh *shell.Shell, in input, i int, opts options) error {
	switch {
	case in.kind == lineInput:
		return carry(sh.Line(ctx, "", in.text), i, nil)
	case in.kind == replayInput:
		return replay(ctx, sh, in.text, opts.update)
	case in.text == "-":
		return carry(sh.Script(ctx, "stdin", os.Stdin), i, nil)
	}
	f, err := os.Open(in.text)
	if err != nil {
		fmt.Fprintf(os.Stderr, "mrepl: %v\n", err)
		return usageError{err}
	}
	defer f.Close()
	return carry(sh.Script(ctx, in.text, f, in.args...), i, f)
}

// A usageError is an error of the command line rather than of what it runs.
type usageError struct{ error }

// exitCode maps how a session ended to the code of the process.
func exitCode(err error) int {
	var (
		exit   *shell.ExitError
		signal signalError
		usage  usageError
	)
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &exit):
		return exit.Code
	case errors.As(err, &signal):
		return signal.code()
	case errors.As(err, &usage):
		return exitUsage
	case errors.Is(err, shell.ErrInterrupted):
		return exitInterrupted
	}
	return exitFailed
}

// isPackage reports whether the directory holds Go source.
func isPackage(dir string) bool {
	files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	return slices.ContainsFunc(files, func(f string) bool { return !strings.HasSuffix(f, "_test.go") })
}

// promptName is what the prompt calls the packages: the name of the first one's directory.
func promptName(patterns []string) string {
	if len(patterns) == 0 {
		return "mrepl"
	}
	name := strings.TrimSuffix(strings.TrimSuffix(filepath.ToSlash(patterns[0]), "..."), "/")
	if strings.HasSuffix(name, ".go") {
		return strings.TrimSuffix(filepath.Base(name), ".go")
	}
	if abs, err := filepath.Abs(name); err == nil && (name == "" || strings.HasPrefix(name, ".")) {
		name = abs
	}
	return filepath.Base(name)
}

// version tells what was built, and with which Go.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "mrepl"
	}
	v := info.Main.Version
	for _, dep := range info.Deps {
		if dep.Path == "github.com/mrepl/mrepl" {
			v = dep.Version
		}
	}
	return strings.Join(slices.DeleteFunc([]string{"mrepl", v, info.GoVersion}, func(s string) bool { return s == "" }), " ")
}
