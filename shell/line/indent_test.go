package line

import (
	"strings"
	"testing"
)

// byBrackets indents by a tab for each bracket that is open.
func byBrackets(text string) string {
	if strings.Contains(text, "panic") {
		panic("no")
	}
	return strings.Repeat("\t", strings.Count(text, "{")-strings.Count(text, "}"))
}

func TestLinesAreIndented(t *testing.T) {
	t.Parallel()
	incomplete := func(s string) bool { return strings.Count(s, "{") > strings.Count(s, "}") }
	for _, tt := range []struct{ name, keys, want string }{
		{"and a bracket that closes takes it back", "if {\rfor {\rf()\r}\r}\r", "if {\n\tfor {\n\t\tf()\n\t}\n}"},
		{"a bracket behind something does not", "if {\rf()}\r", "if {\n\tf()}"},
		{"another indentation stays", "if {\r\t}\r", "if {\n\t\t}"},
		{"alt-enter", "{\x1b\r\x1b\r}\r", "{\n\t\n}"},
		{"backspace takes a tab away", "{\r\x7f}\r", "{\n}"},
		{"a panic", "panic {\r}\r", "panic {\n}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, 40, 10)
			ed := c.open(Config{Incomplete: incomplete, Indent: byBrackets})
			got := read(ed, "> ")
			lines := strings.SplitAfter(tt.keys, "\r")
			for i, keys := range lines[:len(lines)-2] {
				c.press(keys)
				c.until("another line", func(screen string) bool { return strings.Count(screen, "\n") == i+1 })
			}
			c.press(lines[len(lines)-2])
			c.want(got, tt.want, nil)
		})
	}
}

func TestWhatArrivesAtOnceIsNotIndented(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{Incomplete: func(s string) bool { return strings.Count(s, "{") > strings.Count(s, "}") }, Indent: byBrackets})
	got := read(ed, "> ")
	c.press("if {\r\tf()\r}\r")
	c.want(got, "if {\n\tf()\n}", nil)
}
