//go:build unix

package host

import (
	"os"
	"syscall"
)

// Exec replaces the running program by bin, as execve(2) does: with the same process id, terminal and open files.
// The program's name is added in front of args. It returns only when that fails.
func Exec(bin string, args, env []string) error {
	err := syscall.Exec(bin, append([]string{bin}, args...), env)
	return &os.PathError{Op: "exec", Path: bin, Err: err}
}

// interrupt asks a process to end.
func interrupt(p *os.Process) error { return p.Signal(os.Interrupt) }
