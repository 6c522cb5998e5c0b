//go:build !unix

package line

import "os"

// openLocked opens the file, private to its owner if it makes it.
func openLocked(path string, flag int) (*os.File, error) {
	return os.OpenFile(path, flag, 0o600)
}
