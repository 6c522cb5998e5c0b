package line

import (
	"strings"
	"testing"
)

// TestSuspend holds that ^Z gives the terminal back, and that the line is there again, in a row of its own, when the process
// goes on.
func TestSuspend(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 20, 8)
	modes := make(chan bool, 1)
	ed := c.open(Config{Suspend: func() bool {
		c.mu.Lock()
		modes <- c.raw
		c.mu.Unlock()
		_, _ = c.Write([]byte("\n$ other work"))
		return true
	}})
	got := read(ed, "> ")
	c.press("abcd\x1b[D\x1b[D\x1a")
	c.shows("> abcd^Z\n$ other work⏎\n> abcd")
	if <-modes {
		t.Error("it is stopped with a raw terminal")
	}
	c.press("X\r")
	c.want(got, "abXcd", nil)
}

// TestSuspendWithoutAShell holds that it is said where ^Z leads nowhere.
func TestSuspendWithoutAShell(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 50, 8)
	ed := c.open(Config{})
	got := read(ed, "> ")
	c.press("ab\x1acd")
	c.shows("> ab^Z\n" + noShell + "\n> abcd")
	c.press("\r")
	c.want(got, "abcd", nil)
}

// TestSuspendDuringASearch holds that the search goes on afterwards.
func TestSuspendDuringASearch(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 50, 8)
	ed := c.open(Config{Suspend: func() bool { return true }})
	ed.remember("start conn")
	got := read(ed, "> ")
	c.press("\x12co\x1an")
	c.sees("(search)`con': start conn")
	c.press("\r")
	c.want(got, "start conn", nil)
}

// An eraseWatch counts the times that its console is told to erase all from its first cell on: tmux scrolls then.
type eraseWatch struct {
	*console
	whole int
}

func (w *eraseWatch) Write(p []byte) (int, error) {
	const erase = "\x1b[J"
	for rest := string(p); rest != ""; {
		before, after, found := strings.Cut(rest, erase)
		_, _ = w.console.Write([]byte(before))
		if found {
			if x, y := w.cursor(); x == 0 && y == 0 {
				w.whole++
			}
			_, _ = w.console.Write([]byte(erase))
		}
		rest = after
	}
	return len(p), nil
}

// TestPaintingInTheFirstRow holds that a line which is edited in the first row of a terminal leaves no copies behind.
func TestPaintingInTheFirstRow(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 20, 6)
	w := &eraseWatch{console: c}
	cfg := c.config(Config{})
	cfg.Out = w
	ed, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	got := read(ed, "> ")
	for _, key := range []string{"a", "b", "\x1b[D", "c", "\x1b\r", "d", "\x7f", "\x0c", "e"} {
		c.press(key)
	}
	c.shows("> ac\n... eb")
	c.press("\r")
	c.want(got, "ac\neb", nil)
	if w.whole > 0 {
		t.Errorf("the whole terminal was erased %d times", w.whole)
	}
	c.keys.Close()
	if err := ed.Close(); err != nil {
		t.Error(err)
	}
}
