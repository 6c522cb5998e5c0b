package line

import (
	"strings"
	"testing"
)

func TestPasteIsOneStatementHoweverManyLines(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{Complete: func(string, int) []Candidate {
		t.Error("a pasted tab completes")
		return nil
	}})
	got := read(ed, "exchange> ")
	c.press("x := " + pasteStart + "func() {\r\n\tstart()\r}" + pasteEnd + "()\x01")
	c.shows("exchange> x := func() {\n      ...     start()\n      ... }()")
	if x, y := c.cursor(); x != 10 || y != 2 {
		t.Errorf("after ^A the cursor is at %d,%d", x, y)
	}
	c.press("\r")
	c.want(got, "x := func() {\n\tstart()\n}()", nil)
	c.shows("exchange> x := func() {\n      ...     start()\n      ... }()")

	got = read(ed, "exchange> ")
	c.press("\x1b[A")
	c.sees("}()\nexchange> x := func() {\n      ...     start()\n      ... }()")
	c.press("\x1b[D\x1b[D\x1b[D\x1b[A\x1b[A\x1b[A!\r") // into the text; at its first line Up goes on through the history
	c.want(got, "!x := func() {\n\tstart()\n}()", nil)
}

func TestPastedGoesThroughTheFunctionForIt(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{Pasted: func(s string) string {
		if s == "!" {
			panic("no")
		}
		return strings.TrimPrefix(s, "> ")
	}})
	got := read(ed, "> ")
	c.press(pasteStart + "> start" + pasteEnd + pasteStart + "!" + pasteEnd + "\r")
	c.want(got, "start!", nil)
}

func TestControlCharactersInAPasteAreShownNotObeyed(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{})
	got := read(ed, "> ")
	text := "a\x03\x1b[2J\x00\u202e\u2029b"
	c.press(pasteStart + text + pasteEnd)
	c.shows("> a^C^[[2J^@??b")
	c.press("\r")
	c.want(got, text, nil)
}

func TestInterruptEndsAPasteWhoseEndIsLost(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{EscapeDelay: 1})
	got := read(ed, "> ")
	c.press(pasteStart + "lost")
	c.press("\x03")
	c.want(got, "", ErrInterrupted)
}

func TestVeryLongTextIsPastedAndEdited(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, start, end, line string
		size                   int
	}{
		{"bracketed", pasteStart, pasteEnd, "\tx := start()\n", 1 << 20},
		{"unbracketed, one line", "", "", "x := start(); ", 1 << 18}, // a key for every few kilobytes
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, 80, 24)
			ed := c.open(Config{Paint: func(s string, _ int) string { return s }})
			text := strings.Repeat(tt.line, tt.size/len(tt.line))
			got := read(ed, "> ")
			c.press(tt.start + text + tt.end + "typed")
			c.sees("typed")
			c.press("\x7f\x1b[D\x1b[A\x01\x05")
			c.press("\r")
			c.want(got, text+"type", nil)
		})
	}
}
