package line

import (
	"strings"
	"testing"
)

// ghosts opens an editor that suggests from a few statements, on a terminal of so many columns.
func ghosts(t *testing.T, cols int) (*console, *Editor) {
	c := newConsole(t, cols, 8)
	ed := c.open(Config{Suggest: true})
	for _, text := range []string{"start conn", "states", "start --deps nyse-app", "x :=\n  Conn()"} {
		ed.remember(text)
	}
	return c, ed
}

// TestGhostIsShownAndIsNoPartOfTheLine holds that a suggestion is faint, behind the cursor, and gone when the line is entered.
func TestGhostIsShownAndIsNoPartOfTheLine(t *testing.T) {
	t.Parallel()
	c, ed := ghosts(t, 40)
	got := read(ed, "> ")
	c.press("star")
	c.shows("> start --deps nyse-app")
	if x, y := c.cursor(); x != 6 || y != 0 {
		t.Errorf("the cursor is at %d, %d", x, y)
	}
	if !strings.Contains(c.printed(), "star"+faintColour+"t --deps nyse-app"+resetColour) {
		t.Errorf("it is not faint: %q", c.printed())
	}
	c.press("\x1b[D")
	c.shows("> star")
	c.press("\x05")
	c.shows("> start --deps nyse-app")
	c.press("\r")
	c.want(got, "star", nil)
	c.shows("> star")
}

func TestGhostIsTaken(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, keys, want string }{
		{"right", "st\x1b[C", "start --deps nyse-app"},
		{"right twice", "st\x1b[C\x1b[C", "start --deps nyse-app"},
		{"^F", "st\x06", "start --deps nyse-app"},
		{"end", "st\x1b[F", "start --deps nyse-app"},
		{"^E", "st\x05", "start --deps nyse-app"},
		{"a word", "sta\x1b[1;3C", "start"},
		{"two words", "sta\x1bf\x1bf", "start --deps"},
		{"and taken back", "sta\x1b[C\x1f", "sta"},
		{"typed on", "start c\x1b[C", "start conn"},
		{"several lines", "x\x1b[C", "x :=\n  Conn()"},
		{"not within the line", "starx\x1b[D\x1b[C", "starx"},
		{"to the right within the line", "st\x1b[D\x1b[C", "st"},
		{"an empty line has none", "\x1b[C", ""},
		{"a search has none", "\x12stat\x07st\x1b[C", "start --deps nyse-app"},
		{"case counts", "ST\x1b[C", "ST"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, ed := ghosts(t, 60)
			got := read(ed, "> ")
			c.press(tt.keys + "\r")
			c.want(got, tt.want, nil)
		})
	}
}

// TestGhostKeepsToItsRow holds that a suggestion which is too long, or goes on over lines, is cut.
func TestGhostKeepsToItsRow(t *testing.T) {
	t.Parallel()
	c, ed := ghosts(t, 14)
	got := read(ed, "> ")
	c.press("start")
	c.shows("> start --de…")
	c.press(" --dep")
	c.shows("> start --dep")
	c.press("\x15x")
	c.shows("> x :=…")
	c.press("\x03")
	c.want(got, "", ErrInterrupted)
	c.shows("> x^C")
}

// TestGhostsAreAskedFor holds that nothing is suggested unless the configuration says so.
func TestGhostsAreAskedFor(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 8)
	ed := c.open(Config{})
	ed.remember("start conn")
	got := read(ed, "> ")
	c.press("st\x1b[C\r")
	c.want(got, "st", nil)
}
