package line

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hinshun/vt10x"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must happen at once.
const patience = 30 * time.Second

// A console is a person at a terminal: keys go in through a pipe, and what is printed is seen on a screen.
type console struct {
	t    testing.TB
	in   *io.PipeReader
	keys *io.PipeWriter

	mu      sync.Mutex
	changed chan struct{} // closed at the next write
	screen  vt10x.Terminal
	cols    int
	rows    int
	raw     bool
	notify  func()
	bytes   bytes.Buffer
}

func newConsole(t testing.TB, cols, rows int) *console {
	c := &console{t: t, changed: make(chan struct{}), cols: cols, rows: rows}
	c.in, c.keys = io.Pipe()
	c.screen = vt10x.New(vt10x.WithSize(cols, rows))
	return c
}

// Write shows p. Like a terminal, and unlike vt10x, it returns the carriage at a newline.
func (c *console) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bytes.Write(p)
	_, err := c.screen.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n")))
	close(c.changed)
	c.changed = make(chan struct{})
	return len(p), err
}

func (c *console) size() (int, int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cols, c.rows
}

func (c *console) resize(cols, rows int) {
	c.mu.Lock()
	c.cols, c.rows = cols, rows
	c.screen.Resize(max(1, cols), max(1, rows))
	notify := c.notify
	c.mu.Unlock()
	if notify != nil {
		notify()
	}
}

func (c *console) makeRaw() (func() error, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.raw = true
	return func() error {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.raw = false
		return nil
	}, nil
}

func (c *console) onResize(changed func()) func() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.notify = changed
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.notify = nil
	}
}

// config fills the terminal's part of cfg in.
func (c *console) config(cfg Config) Config {
	cfg.In, cfg.Out = c.in, c
	cfg.IsTerminal = func() bool { return true }
	if cfg.EscapeDelay == 0 {
		cfg.EscapeDelay = time.Hour // sequences arrive in pieces in a slow test too
	}
	cfg.Size, cfg.MakeRaw, cfg.OnResize = c.size, c.makeRaw, c.onResize
	return cfg
}

// open opens an editor that is closed with the test.
func (c *console) open(cfg Config) *Editor {
	c.t.Helper()
	ed, err := Open(c.config(cfg))
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() {
		c.keys.Close()
		if err := ed.Close(); err != nil {
			c.t.Errorf("Close: %v", err)
		}
		if c.raw {
			c.t.Errorf("the terminal was left raw")
		}
	})
	return ed
}

// press sends keys.
func (c *console) press(keys string) {
	c.t.Helper()
	if _, err := io.WriteString(c.keys, keys); err != nil {
		c.t.Errorf("keys %q: %v", keys, err)
	}
}

// text is what the screen shows, without blank ends of lines and of the screen.
func (c *console) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.textLocked()
}

func (c *console) textLocked() string {
	c.screen.Lock()
	defer c.screen.Unlock()
	cols, rows := c.screen.Size()
	lines := make([]string, rows)
	for y := range lines {
		var b strings.Builder
		for x := range cols {
			ch := c.screen.Cell(x, y).Char
			if ch == 0 {
				ch = ' '
			}
			b.WriteRune(ch)
		}
		lines[y] = strings.TrimRight(b.String(), " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// printed is everything that was written to the terminal.
func (c *console) printed() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bytes.String()
}

// cursor is the column and row of the cursor.
func (c *console) cursor() (x, y int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.screen.Lock()
	defer c.screen.Unlock()
	cur := c.screen.Cursor()
	return cur.X, cur.Y
}

// until waits until the screen satisfies ok.
func (c *console) until(what string, ok func(screen string) bool) {
	c.t.Helper()
	deadline := time.After(patience)
	for {
		c.mu.Lock()
		text, changed := c.textLocked(), c.changed
		c.mu.Unlock()
		if ok(text) {
			return
		}
		select {
		case <-changed:
		case <-deadline:
			c.t.Fatalf("waiting for %s, the screen shows\n%s", what, text)
		}
	}
}

// shows waits until the screen is exactly want.
func (c *console) shows(want string) {
	c.t.Helper()
	c.until("\n"+want+"\n", func(screen string) bool { return screen == want })
}

// sees waits until want is somewhere on the screen.
func (c *console) sees(want string) {
	c.t.Helper()
	c.until(want, func(screen string) bool { return strings.Contains(screen, want) })
}

type answer struct {
	text string
	err  error
}

// read calls ReadLine, in a goroutine.
func read(ed *Editor, prompt string) <-chan answer {
	answers := make(chan answer, 1)
	go func() {
		text, err := ed.ReadLine(prompt)
		answers <- answer{text, err}
	}()
	return answers
}

// want waits for an answer.
func (c *console) want(answers <-chan answer, text string, err error) {
	c.t.Helper()
	select {
	case a := <-answers:
		if a.text != text || a.err != err {
			c.t.Fatalf("ReadLine returned %.400q, %v; want %.400q, %v", a.text, a.err, text, err)
		}
	case <-time.After(patience):
		c.t.Fatalf("ReadLine does not return; the screen shows\n%s", c.text())
	}
}
