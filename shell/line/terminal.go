package line

import (
	"io"
	"os"
	"sync"

	"github.com/chzyer/readline"
)

// A terminal is the mode of the device: raw while a line is read. It is safe for concurrent use.
type terminal struct {
	makeRaw func() (restore func() error, err error)

	mu      sync.Mutex
	restore func() error // not nil while raw
	closed  bool
}

// enter makes the terminal raw, unless it is.
func (t *terminal) enter() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.restore != nil || t.closed {
		return nil
	}
	restore, err := t.makeRaw()
	if err == nil {
		t.restore = restore
	}
	return err
}

// again makes it raw again after somebody else has changed the mode, as a shell does that had this program stopped.
func (t *terminal) again() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.restore != nil {
		_, _ = t.makeRaw()
	}
}

// leave puts back the mode that enter found.
func (t *terminal) leave() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.leaveLocked()
}

func (t *terminal) leaveLocked() error {
	if t.restore == nil {
		return nil
	}
	restore := t.restore
	t.restore = nil
	return restore()
}

// close is leave, and nobody enters any more.
func (t *terminal) close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
	return t.leaveLocked()
}

// fileOf returns the descriptor of v if it is a file.
func fileOf(v any) (fd int, ok bool) {
	f, ok := v.(*os.File)
	if !ok {
		return -1, false
	}
	return int(f.Fd()), true
}

// IsTerminal reports whether lines can be edited at in and out: both are terminals, and TERM does not call them dumb.
func IsTerminal(in io.Reader, out io.Writer, getenv func(string) string) bool {
	return getenv("TERM") != "dumb" && areTerminals(in, out)
}

// IsDumb reports whether a person sits at in and out who has no more than lines: both are terminals, and TERM calls them dumb.
func IsDumb(in io.Reader, out io.Writer, getenv func(string) string) bool {
	return getenv("TERM") == "dumb" && areTerminals(in, out)
}

func areTerminals(in io.Reader, out io.Writer) bool {
	i, ok1 := fileOf(in)
	o, ok2 := fileOf(out)
	return ok1 && ok2 && readline.IsTerminal(i) && readline.IsTerminal(o)
}

// rawMode makes the terminal behind in raw; what is no file has no mode.
func rawMode(in io.Reader) func() (func() error, error) {
	fd, ok := fileOf(in)
	if !ok {
		return func() (func() error, error) { return func() error { return nil }, nil }
	}
	return func() (func() error, error) {
		state, err := readline.MakeRaw(fd)
		if err != nil {
			return nil, err
		}
		return func() error { return readline.Restore(fd, state) }, nil
	}
}

// sizeOf asks the terminal behind out for its size.
func sizeOf(out io.Writer) func() (cols, rows int) {
	fd, ok := fileOf(out)
	return func() (int, int) {
		if !ok {
			return 0, 0
		}
		cols, rows, err := readline.GetSize(fd)
		if err != nil {
			return 0, 0
		}
		return cols, rows
	}
}
