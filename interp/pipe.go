package interp

import (
	"bytes"
	"crypto/rand"
	"io"
	"os"
	"sync"
)

// pipe is a file whose content goes to a writer, which is no file. It ends when
// nobody has the file any more.
type pipe struct {
	in   *os.File // what is written to
	mark []byte   // when it comes out, all that was written before has

	mu     sync.Mutex // held by a flush, one at a time
	passed chan struct{}
	ended  chan struct{}
}

func newPipe(out io.Writer) (*pipe, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	p := &pipe{in: w, mark: append([]byte{0}, rand.Text()...), passed: make(chan struct{}), ended: make(chan struct{})}
	go transfer(r, out, p.mark, p.passed, p.ended)
	return p, nil
}

// flush returns when all that has been written so far has come out.
func (p *pipe) flush() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, err := p.in.Write(p.mark); err != nil {
		return // the program has closed it
	}
	select {
	case <-p.passed:
	case <-p.ended:
	}
}

// transfer copies what comes out of a pipe, without the marks, and tells of each
// mark that passes. It knows nothing of the file that is written to, so that this can be
// collected.
func transfer(r *os.File, out io.Writer, mark []byte, passed chan<- struct{}, ended chan<- struct{}) {
	defer r.Close()
	defer close(ended)
	var held []byte // read, and not yet written
	buf := make([]byte, 32<<10)
	for {
		n, err := r.Read(buf)
		held = append(held, buf[:n]...)
		for {
			before, after, found := bytes.Cut(held, mark)
			if !found {
				break
			}
			write(out, before)
			held = after
			passed <- struct{}{}
		}
		keep := 0
		if err == nil {
			keep = partial(held, mark)
		}
		write(out, held[:len(held)-keep])
		held = append(held[:0], held[len(held)-keep:]...)
		if err != nil {
			return
		}
	}
}

// write writes text if there is any. An error of the writer is not the program's.
func write(out io.Writer, text []byte) {
	if len(text) > 0 {
		out.Write(text)
	}
}

// partial returns how many bytes at the end of text may be the beginning of a
// mark.
func partial(text, mark []byte) int {
	for n := min(len(text), len(mark)-1); n > 0; n-- {
		if bytes.HasPrefix(mark, text[len(text)-n:]) {
			return n
		}
	}
	return 0
}
