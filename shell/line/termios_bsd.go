//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package line

import "golang.org/x/sys/unix"

// What asks for the modes of a terminal, and sets them.
const (
	getTermios = unix.TIOCGETA
	setTermios = unix.TIOCSETA
)
