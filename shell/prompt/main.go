package prompt

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/term"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/line"
	"github.com/mrepl/mrepl/states"
)

// Main is the whole of a program that is a shell: its main function is os.Exit(prompt.Main(cfg)). It runs a prompt on the
// terminal, or standard input as a script where there is none, then stops every state that runs, and returns the exit code: 0, or 1
// if a script, or a stop, has failed; N after exit N; 130 after an interrupt, and 143 or 129 after SIGTERM or a hangup.
//
// What cfg leaves out is that of a program on a terminal: the name is that of the executable, and its history is kept under it;
// the output goes to the standard streams, in colours where these are terminals and NO_COLOR is not set; ^C interrupts what runs.
func Main(cfg shell.Config) int {
	interrupts := make(chan os.Signal, 1)
	if cfg.Interrupt == nil {
		signal.Notify(interrupts, os.Interrupt)
		defer signal.Stop(interrupts)
		cfg.Interrupt = interrupts
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM, syscall.SIGHUP)
	if line.IsTerminal(os.Stdin, os.Stdout, os.Getenv) {
		signal.Notify(ended, syscall.SIGQUIT) // ^\ is no reason to print stacks, and to stop nothing
	}
	defer signal.Stop(ended)
	go func() {
		select {
		case sig := <-ended:
			cancel(signalError{sig})
		case <-ctx.Done():
		}
	}()

	cfg = onTerminal(cfg)
	sh := shell.New(cfg)
	cmp.Or(cfg.Registry, states.Default).SetClock(Clock())
	err := Run(ctx, sh, Config{Colors: cfg.ColorErr, History: cfg.Name})
	var setup *SetupError
	if errors.As(err, &setup) {
		fmt.Fprintf(cfg.Err, "%s: %v\n", cfg.Name, err)
	}
	if err := errors.Join(err, sh.Close(context.WithoutCancel(ctx))); err != nil {
		return exitCode(err)
	}
	return 0
}

// A signalError says which signal has ended the program.
type signalError struct{ os.Signal }

func (e signalError) Error() string { return "ended by a signal: " + e.String() }

// exitCode returns the code of a program that ends with err.
func exitCode(err error) int {
	var (
		exit *shell.ExitError
		by   signalError
	)
	switch {
	case errors.As(err, &exit):
		return exit.Code
	case errors.As(err, &by):
		if n, ok := by.Signal.(syscall.Signal); ok {
			return 128 + int(n)
		}
	case errors.Is(err, shell.ErrInterrupted):
		return 130
	}
	return 1
}

// onTerminal returns cfg with what it leaves out.
func onTerminal(cfg shell.Config) shell.Config {
	cfg.Name = cmp.Or(cfg.Name, strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe"))
	if cfg.Out == nil {
		cfg.Out = os.Stdout
		cfg.ColorOut = cfg.ColorOut || Colors(os.Stdout)
	}
	if cfg.Err == nil {
		cfg.Err = os.Stderr
		cfg.ColorErr = cfg.ColorErr || Colors(os.Stderr)
		cfg.ErrAside = !term.IsTerminal(int(os.Stderr.Fd()))
	}
	if cfg.Width == nil {
		cfg.Width = func() int { return Columns(os.Stdout) }
	}
	return cfg
}

// Columns returns how wide the terminal f is, 0 if it is none.
func Columns(f *os.File) int {
	cols, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return cols
}

// Colors reports whether what goes to f is to be coloured: to a terminal that can, unless NO_COLOR is set.
func Colors(f *os.File) bool {
	return term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
