//go:build unix

package line

import (
	"io"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// onResize calls changed whenever the terminal may have another size or mode: it was resized, or this process was
// stopped and goes on. The function it returns ends that.
func onResize(changed func()) (stop func()) {
	signals := make(chan os.Signal, 1)
	done := make(chan struct{})
	signal.Notify(signals, syscall.SIGWINCH, syscall.SIGCONT)
	go func() {
		for {
			select {
			case <-signals:
				changed()
			case <-done:
				return
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(done)
	}
}

// A pollReader reads a file as far as it can be read without waiting, and so can be told to stop.
type pollReader struct {
	file *os.File
	stop *os.File // the end of a pipe that is readable when its other end is closed
}

// interruptible returns a reader of in, to be closed by its user, whose Read ends with io.EOF after stop is called. A
// reader that is no file has a nil stop: whoever made it can end it.
func interruptible(in io.Reader) (r io.ReadCloser, stop func(), err error) {
	f, ok := in.(*os.File)
	if !ok {
		return io.NopCloser(in), nil, nil
	}
	pr, pw, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	return &pollReader{f, pr}, func() { pw.Close() }, nil
}

func (p *pollReader) Read(b []byte) (int, error) {
	fds := []unix.PollFd{
		{Fd: int32(p.file.Fd()), Events: unix.POLLIN},
		{Fd: int32(p.stop.Fd()), Events: unix.POLLIN},
	}
	err := ignoringEINTR(func() error {
		_, err := unix.Poll(fds, -1)
		return err
	})
	if err == nil && fds[1].Revents != 0 {
		return 0, io.EOF
	}
	return p.file.Read(b)
}

// ready reports whether Read would return at once.
func (p *pollReader) ready() bool {
	fds := []unix.PollFd{{Fd: int32(p.file.Fd()), Events: unix.POLLIN}}
	n := 0
	err := ignoringEINTR(func() (err error) {
		n, err = unix.Poll(fds, 0)
		return err
	})
	return err == nil && n > 0
}

// Close frees the pipe and leaves the file open.
func (p *pollReader) Close() error { return p.stop.Close() }
