package line

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strings"
)

// A plainReader reads lines as they come, without editing.
type plainReader struct {
	in   io.ReadCloser
	buf  *bufio.Reader
	busy chan struct{} // not nil while a line is being read, closed when it has been
	text string
	err  error
}

func newPlainReader(in io.ReadCloser) *plainReader {
	return &plainReader{in: in, buf: bufio.NewReader(in)}
}

// readLine returns the next line without its end, the last one even if it has no end. It returns io.EOF behind it, and
// when closed is. After a receive from interrupts it returns ErrInterrupted; the read goes on, for the next call.
func (p *plainReader) readLine(closed <-chan struct{}, interrupts <-chan os.Signal) (string, error) {
	select {
	case <-closed:
		return "", io.EOF
	default:
	}
	if p.busy == nil {
		busy := make(chan struct{})
		p.busy = busy
		go func() {
			defer close(busy)
			p.text, p.err = p.buf.ReadString('\n')
		}()
	}
	select {
	case <-p.busy:
		p.busy = nil
	case <-interrupts:
		return "", ErrInterrupted
	case <-closed:
		return "", io.EOF
	}
	if p.err != nil && (p.text == "" || !errors.Is(p.err, io.EOF)) {
		return "", p.err
	}
	return strings.TrimSuffix(strings.TrimSuffix(p.text, "\n"), "\r"), nil
}

// close frees the reader, once a read under way has ended. If it cannot be interrupted, close does not wait for it.
func (p *plainReader) close(interrupted bool) {
	if p.busy != nil && interrupted {
		<-p.busy
		p.busy = nil
	}
	if p.busy == nil {
		p.in.Close()
	}
}
