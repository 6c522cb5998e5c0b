package app

import (
	"context"
	"io"
	"os"
	"os/exec"
	"runtime"
	"time"
)

// systemGrace is how long a program may take to end after an interrupt.
const systemGrace = 2 * time.Second

// system returns how a line of the system's shell is run. At a prompt the terminal is its own meanwhile, and ^C too, so that its
// end is waited for whatever the context says; elsewhere it reads nothing, and is interrupted with the statement.
func (o options) system() func(ctx context.Context, line string, out, err io.Writer) error {
	if o.interactive() && !o.replays() {
		return func(_ context.Context, line string, _, _ io.Writer) error {
			cmd := systemShell(context.Background(), line)
			cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
			return cmd.Run()
		}
	}
	return func(ctx context.Context, line string, out, err io.Writer) error {
		cmd := systemShell(ctx, line)
		cmd.Stdout, cmd.Stderr = out, err
		cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
		cmd.WaitDelay = systemGrace
		return cmd.Run()
	}
}

func systemShell(ctx context.Context, line string) *exec.Cmd {
	if runtime.GOOS == "windows" {
		return exec.CommandContext(ctx, "cmd", "/C", line)
	}
	return exec.CommandContext(ctx, "sh", "-c", line)
}
