//go:build unix

package line

import (
	"testing"

	"github.com/creack/pty"
)

func TestInterruptBehindEnterIsForTheStatement(t *testing.T) {
	t.Parallel()
	for _, behind := range []string{"\x03", "typed ahead\x03", "one\rtwo\x04\r\x7f\tx\x03", "\x03y\x03", "\x1b[A" + pasteStart + "\x03" + pasteEnd + "\x03"} {
		c := newConsole(t, 40, 10)
		ed := c.open(Config{})
		got := read(ed, "> ")
		c.press("loop()\r" + behind + "next\r")
		c.want(got, "", ErrInterrupted)
		c.want(read(ed, "> "), "next", nil)
		c.shows("> loop()\n^C\n> next")
		got = read(ed, "> ")
		c.press("\x1b[A\x1b[A\r")
		c.want(got, "loop()", nil) // it was typed, so it can be had again
		got = read(ed, "> ")
		c.press("last\r")
		c.want(got, "last", nil)
	}
}

// TestInterruptBehindEnterThatIsStillInTheTerminal presses ^C when the Enter has been read, and the mode is still raw.
func TestInterruptBehindEnterThatIsStillInTheTerminal(t *testing.T) {
	t.Parallel()
	keys, tty, err := pty.Open()
	if err != nil {
		t.Skip(err)
	}
	defer keys.Close()
	defer tty.Close()
	c := newConsole(t, 40, 10)
	cfg := c.config(Config{})
	cfg.In, cfg.MakeRaw = tty, rawMode(tty)
	enter := true
	cfg.IgnoreHistory = func(string) bool {
		if enter {
			keys.WriteString("\x03")
			for !(&pollReader{file: tty}).ready() {
			}
		}
		return false
	}
	ed, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer ed.Close()
	got := read(ed, "> ")
	c.shows(">")
	keys.WriteString("loop()\r")
	c.want(got, "", ErrInterrupted)
	enter = false
	got = read(ed, "> ")
	c.sees("^C\n>")
	keys.WriteString("next\r")
	c.want(got, "next", nil)
}
