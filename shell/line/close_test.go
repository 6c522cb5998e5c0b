package line

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chzyer/readline"
	"github.com/creack/pty"
)

// script is a line with something of everything in it.
const script = "ab\x1b[D\t\x12a\x07日" + pasteStart + "x\ny" + pasteEnd + "\x1b[A\x1b[B\x0b\x19\x1by\x14\x1f\x1b."

// TestInterruptAndCloseAtEveryPoint drops and ends a line after each of its bytes.
func TestInterruptAndCloseAtEveryPoint(t *testing.T) {
	t.Parallel()
	cfg := Config{Complete: func(_ string, pos int) []Candidate {
		return []Candidate{{Text: "c1", End: pos}, {Text: "d1", End: pos}}
	}}
	for n := range len(script) + 1 {
		typed := script[:n]
		c := newConsole(t, 20, 6)
		ed := c.open(cfg)
		got := read(ed, "> ")
		c.press(typed)
		if i := strings.LastIndex(typed, pasteStart); i < 0 || strings.Contains(typed[i:], pasteEnd) {
			c.press("\x03")
			c.want(got, "", ErrInterrupted)
			got = read(ed, "> ")
			c.press(typed)
		}
		if err := ed.Close(); err != nil {
			t.Fatal(err)
		}
		c.want(got, "", io.EOF)
		c.want(read(ed, "> "), "", io.EOF)
		ed.Notify("too late is no harm")
		ed.SetBuffer("nor this")
		if err := ed.Close(); err != nil {
			t.Fatal(err)
		}
		c.keys.Close()
	}
}

func TestCloseBetweenLinesAndAtOnce(t *testing.T) {
	t.Parallel()
	for lines := range 3 {
		c := newConsole(t, 20, 6)
		ed := c.open(Config{})
		for range lines {
			got := read(ed, "> ")
			c.press("x\rtyped ahead\rand more")
			c.want(got, "x", nil)
			c.want(read(ed, "> "), "typed ahead", nil)
			got = read(ed, "> ")
			c.press("\r")
			c.want(got, "and more", nil)
		}
		if err := ed.Close(); err != nil {
			t.Error(err)
		}
		c.keys.Close()
	}
}

func TestCloseDoesNotWaitForACompletionThatHangs(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 20, 6)
	hang, entered := make(chan struct{}), make(chan struct{})
	ed := c.open(Config{Complete: func(string, int) []Candidate {
		close(entered)
		<-hang
		return nil
	}})
	ed.grace = time.Millisecond
	got := read(ed, "> ")
	c.press("s\t")
	<-entered
	if err := ed.Close(); err != nil {
		t.Error(err)
	}
	c.want(got, "", io.EOF)
	close(hang)
}

func TestCloseEndsALoopThatHasAnEnterToGo(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"\r", "\x03", "\x04"} {
		c := newConsole(t, 20, 6)
		hang, entered := make(chan struct{}), make(chan struct{})
		ed := c.open(Config{Complete: func(string, int) []Candidate {
			close(entered)
			<-hang
			return nil
		}})
		ed.grace = time.Millisecond
		got := read(ed, "> ")
		c.press("s\t" + key + "x")
		<-entered
		if err := ed.Close(); err != nil {
			t.Error(err)
		}
		c.want(got, "", io.EOF)
		close(hang)
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			ed.loops.Wait()
		}()
		select {
		case <-ended:
		case <-time.After(patience):
			t.Fatalf("behind %q the loop does not end", key)
		}
	}
}

func TestCloseFromACallback(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 20, 6)
	var ed *Editor
	ed = c.open(Config{Complete: func(string, int) []Candidate {
		ed.Close()
		return nil
	}})
	ed.grace = time.Millisecond
	got := read(ed, "> ")
	c.press("s\t")
	c.want(got, "", io.EOF)
}

// TestRealTerminal is the one test that has a terminal of the system's under it.
func TestRealTerminal(t *testing.T) {
	t.Parallel()
	master, tty, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo terminal: %v", err)
	}
	if err := pty.Setsize(master, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	c := newConsole(t, 80, 24)
	shown := make(chan struct{})
	go func() {
		defer close(shown)
		_, _ = io.Copy(onlyWriter{c}, master)
	}()
	isTerminal := func() bool { return IsTerminal(tty, tty, func(string) string { return "xterm" }) }
	ed, err := Open(Config{In: tty, Out: tty, IsTerminal: isTerminal, EscapeDelay: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	press := func(keys string) {
		if _, err := io.WriteString(master, keys); err != nil {
			t.Error(err)
		}
	}
	ed.grace = patience // Close does not need it
	before := terminalMode(t, tty)
	got := read(ed, "prompt> ")
	c.sees("prompt>")
	press("stat\x1b[1;5Dre\x1b[F!")
	c.sees("prompt> restat!")
	press("\r")
	c.want(got, "restat!", nil)
	if after := terminalMode(t, tty); after != before {
		t.Errorf("between lines the mode is %v, was %v", after, before)
	}
	got = read(ed, "again> ")
	c.sees("again>")
	if during := terminalMode(t, tty); during == before {
		t.Error("the terminal is not raw during a line")
	}
	if err := ed.Close(); err != nil {
		t.Error(err)
	}
	c.want(got, "", io.EOF)
	if after := terminalMode(t, tty); after != before {
		t.Errorf("after Close the mode is %v, was %v", after, before)
	}
	c.until("bracketed paste to be switched off", func(string) bool {
		out := c.printed()
		return strings.Count(out, "\x1b[?2004h") == 2 && strings.Count(out, "\x1b[?2004l") == 2
	})
	tty.Close()
	master.Close()
	<-shown
}

type onlyWriter struct{ io.Writer }

// terminalMode describes the terminal's mode.
func terminalMode(t *testing.T, f *os.File) string {
	t.Helper()
	state, err := readline.GetState(int(f.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(*state)
}
