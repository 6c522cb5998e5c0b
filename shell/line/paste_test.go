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

func TestNewlineThatEndsAPasteIsNoEmptyLine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, keys, screen, want string }{
		{"behind a statement", pasteStart + "f()\n" + pasteEnd, "> f()", "f()"},
		{"several", pasteStart + "f()\r\n\r\n\n" + pasteEnd + "!", "> f()!", "f()!"},
		{"of several lines", pasteStart + "f()\ng()\n" + pasteEnd, "> f()\n... g()", "f()\ng()"},
		{"alone", "f()" + pasteStart + "\n" + pasteEnd, "> f()", "f()"},
		{"alone on an empty line", pasteStart + "\n" + pasteEnd, ">", ""},
		{"not behind a newline that was typed", "f()\x1b\r" + pasteStart + "\n" + pasteEnd + "x", "> f()\n... x", "f()\nx"},
		{"before what stands there", "g()\x01" + pasteStart + "f()\n" + pasteEnd, "> f()\n... g()", "f()\ng()"},
		{"between two pastes", pasteStart + "f()\n" + pasteEnd + pasteStart + "g()\n" + pasteEnd, "> f()\n... g()", "f()\ng()"},
		{"between no pastes in a row", pasteStart + "f()\n" + pasteEnd + "." + pasteStart + "g()\n" + pasteEnd, "> f().g()", "f().g()"},
		{"in a statement that goes on", pasteStart + "f(\n" + pasteEnd + ")", "> f(\n... )", "f(\n)"},
		{"that ends one", "f(" + pasteStart + ")\n" + pasteEnd, "> f()", "f()"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, 40, 10)
			ed := c.open(Config{Incomplete: func(s string) bool { return strings.Count(s, "(") > strings.Count(s, ")") }})
			got := read(ed, "> ")
			c.press(tt.keys)
			c.shows(tt.screen)
			c.press("\r")
			c.want(got, tt.want, nil)
			got = read(ed, "> ")
			c.press(pasteStart + "x" + pasteEnd + "\r") // a line of its own
			c.want(got, "x", nil)
		})
	}
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
			text := strings.TrimSuffix(strings.Repeat(tt.line, tt.size/len(tt.line)), "\n")
			got := read(ed, "> ")
			c.press(tt.start + text + tt.end + "typed")
			c.sees("typed")
			c.press("\x7f\x1b[D\x1b[A\x01\x05")
			c.press("\r")
			c.want(got, text+"type", nil)
		})
	}
}
