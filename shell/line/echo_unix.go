//go:build unix

package line

import (
	"io"
	"sync"

	"golang.org/x/sys/unix"
)

// Mute keeps the terminal behind in from showing what is typed: it waits there for a prompt, which shows it. The function that
// it returns, which may be called more than once, has the terminal show it again. What is no terminal is left alone.
func Mute(in io.Reader) (unmute func()) {
	nothing := func() {}
	fd, ok := fileOf(in)
	if !ok {
		return nothing
	}
	before, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil || before.Lflag&unix.ECHO == 0 {
		return nothing
	}
	muted := *before
	muted.Lflag &^= unix.ECHO
	set := func(to *unix.Termios) {
		_ = ignoringEINTR(func() error { return unix.IoctlSetTermios(fd, setTermios, to) })
	}
	set(&muted)
	return sync.OnceFunc(func() { set(before) })
}
