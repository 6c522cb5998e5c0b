package line

import "golang.org/x/sys/unix"

// What asks for the modes of a terminal, and sets them.
const (
	getTermios = unix.TCGETS
	setTermios = unix.TCSETS
)
