//go:build !unix

package line

import "io"

// onResize has nothing to wait for: the size is asked for each time something is painted.
func onResize(func()) (stop func()) { return func() {} }

// interruptible returns in: a read that is under way when the editor is closed takes one more key.
func interruptible(in io.Reader) (r io.ReadCloser, stop func(), err error) {
	return io.NopCloser(in), nil, nil
}

// Mute leaves the terminal as it is.
func Mute(io.Reader) (unmute func()) { return func() {} }

// suspender has no job to stop.
func suspender(io.Reader) func() bool { return func() bool { return false } }
