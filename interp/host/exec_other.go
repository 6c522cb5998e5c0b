//go:build !unix

package host

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
)

// Exec runs bin in place of the running program, which lives on only to hand on bin's exit code: the system
// cannot replace a process. The program's name is added in front of args. It returns only when bin cannot be run.
func Exec(bin string, args, env []string) error {
	cmd := exec.Command(bin, args...)
	cmd.Env = env
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return err
	}
	signal.Ignore(os.Interrupt) // the console sends it to bin as well, which answers
	err := cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return err
	}
	os.Exit(cmd.ProcessState.ExitCode())
	return nil // not reached
}

// interrupt ends a process: the system has no way of asking it to.
func interrupt(p *os.Process) error { return p.Kill() }
