package shell

import (
	"strings"
	"testing"
)

func TestProseBreaksBetweenWords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text, want string
		width            int
	}{
		{"no terminal", "one two three", "one two three", 0},
		{"what fits", "one two", "one two", 7},
		{"what does not", "one two three", "one two\nthree", 7},
		{"just not", "one two", "one\ntwo", 6},
		{"a word that is too wide", "a very/long/path indeed", "a\nvery/long/path\nindeed", 6},
		{"indented", "  one two three", "  one\n  two\n  three", 8},
		{"under a mark", "! one two three", "! one\n  two\n  three", 7},
		{"under a mark in colour", "\x1b[35m! \x1b[0mone two three", "\x1b[35m! \x1b[0mone\n  two\n  three", 7},
		{"under a mark that is coloured whole", "\x1b[31m✗ one two\x1b[0m", "\x1b[31m✗ one\n  two\x1b[0m", 6},
		{"a single letter is no mark", "a one two", "a one\ntwo", 6},
		{"colours take no columns", "\x1b[31mone\x1b[0m two three", "\x1b[31mone\x1b[0m two\nthree", 7},
		{"characters, not bytes", "äöü äöü äöü", "äöü äöü\näöü", 7},
		{"gaps stay", "one  two  three", "one  two\nthree", 10},
		{"blanks at the end are none", "one two   ", "one two", 7},
		{"each line by itself", "one two\nthree four", "one\ntwo\nthree\nfour", 5},
		{"code stays", "one two\n    three four\n    ^\n\tfive six", "one\ntwo\n    three four\n    ^\n\tfive six", 5},
		{"code with a caret that fits", "    one\n      ^", "    one\n      ^", 7},
		{"code before a caret", "    0123456789abcdef\n              ^", "    …56789abc…\n          ^", 14},
		{"code behind a caret", "    0123456789abcdef\n     ^", "    012345678…\n     ^", 14},
		{"code at the end", "    0123456789abcdef\n                    ^\x1b[0m", "    …789abcdef\n              ^\x1b[0m", 14},
		{"code with tabs", "    \t0123456789abcdef\n     ^", "    \t0123456789abcdef\n     ^", 14},
		{"a narrow terminal", "! one", "!\none", 1},
	} {
		if got := prose(tt.text, tt.width); got != tt.want {
			t.Errorf("%s: at %d columns %q becomes %q; want %q", tt.name, tt.width, tt.text, got, tt.want)
		}
	}
}

func FuzzProseBreaksAtBlanksOnly(f *testing.F) {
	f.Add("! one two\n    three four \x1b[31mfive\x1b[0m", 7)
	f.Add("  \x1b[2m· a b", 3)
	f.Add("    0123456789abcdef\n     ^", 14)
	f.Fuzz(func(t *testing.T, text string, width int) {
		words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		// Code above a caret is cut.
		if got := prose(text, width); words(got) != words(text) && !strings.Contains(text, "^") {
			t.Errorf("at %d columns %q becomes %q", width, text, got)
		}
	})
}

func TestReflowHangsWhatIsExplained(t *testing.T) {
	t.Parallel()
	text := "A topic that\nsays much.\n\n    ^C     drop the line\n    a b()  code\n    ;c"
	want := "A topic that says\nmuch.\n\n    ^C     drop the\n           line\n    a b()  code\n    ;c"
	if got := reflow(text, 20); got != want {
		t.Errorf("reflow gives\n%s\nwant\n%s", got, want)
	}
}

// Nobody's terminal is narrower than 80 columns by default: what help explains line by line fits it as it is written.
func TestTopicsFitATerminal(t *testing.T) {
	t.Parallel()
	for name, text := range topics {
		if got := reflow(text, 80); strings.Count(got, "\n    ") != strings.Count(text, "\n    ") {
			t.Errorf("help %s has lines of more than 80 columns:\n%s", name, got)
		}
	}
}
