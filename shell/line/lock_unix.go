//go:build unix

package line

import (
	"os"

	"golang.org/x/sys/unix"
)

// openLocked opens the file, 0600 if it makes it, and holds its lock until the file is closed. Where the file system
// knows no locks it does without.
func openLocked(path string, flag int) (*os.File, error) {
	for {
		f, err := os.OpenFile(path, flag, 0o600)
		if err != nil {
			return nil, err
		}
		_ = ignoringEINTR(func() error { return unix.Flock(int(f.Fd()), unix.LOCK_EX) })
		held, err1 := f.Stat()
		named, err2 := os.Stat(path)
		if err1 != nil || err2 != nil || os.SameFile(held, named) {
			return f, nil
		}
		f.Close() // another file took its place while we waited
	}
}

func ignoringEINTR(f func() error) error {
	for {
		if err := f(); err != unix.EINTR {
			return err
		}
	}
}
