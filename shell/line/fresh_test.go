package line

import (
	"strings"
	"testing"
)

func TestPromptLeavesWhatStandsInItsRow(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, printed, screen string }{
		{"nothing", "", "> x"},
		{"a line", "abc\n", "abc\n> x"},
		{"no newline", "abc", "abc⏎\n> x"},
		{"one character", "a", "a⏎\n> x"},
		{"all but the last column", strings.Repeat("a", 9), "aaaaaaaaa⏎\n> x"},
		{"all columns", strings.Repeat("a", 10), "aaaaaaaaaa\n> x"},
		{"more than a row", strings.Repeat("a", 12), "aaaaaaaaaa\naa⏎\n> x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, 10, 6)
			ed := c.open(Config{})
			_, _ = c.Write([]byte(tt.printed))
			got := read(ed, "> ")
			c.press("x")
			c.shows(tt.screen)
			c.press("\r")
			c.want(got, "x", nil)
		})
	}
}

func TestPromptOnATerminalOfUnknownWidth(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 10, 6)
	cfg := c.config(Config{})
	cfg.Size = func() (int, int) { return 0, 0 }
	ed, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	got := read(ed, "> ")
	c.press("x\r")
	c.want(got, "x", nil)
	if strings.Contains(c.printed(), openEnd) {
		t.Errorf("%q is printed", c.printed())
	}
	c.keys.Close()
	if err := ed.Close(); err != nil {
		t.Error(err)
	}
}
