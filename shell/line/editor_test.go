package line

import (
	"io"
	"slices"
	"testing"
)

func TestReadLineReturnsWhatIsTypedOnEachLine(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{})
	for _, text := range []string{"start", "", "äöü 日本", "stop conn"} {
		got := read(ed, "> ")
		c.press(text + "\r")
		c.want(got, text, nil)
	}
	c.shows("> start\n>\n> äöü 日本\n> stop conn")
}

func TestEditingKeys(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, keys, want string }{
		{"backspace", "abc\x7f\x08d", "ad"},
		{"backspace at the start", "\x7f\x7fa", "a"},
		{"delete", "abc\x01\x1b[3~", "bc"},
		{"delete on an empty line", "\x1b[3~\x1b[3~a", "a"},
		{"^D in a line deletes", "abc\x01\x04", "bc"},
		{"^D at the end of a line does nothing", "abc\x04", "abc"},
		{"home and end", "b\x1b[Ha\x1b[Fc", "abc"},
		{"home and end of vt220", "b\x1b[1~a\x1b[4~c", "abc"},
		{"home and end of rxvt", "b\x1b[7~a\x1b[8~c", "abc"},
		{"home and end in application mode", "b\x1bOHa\x1bOFc", "abc"},
		{"arrows", "bd\x1b[D\x1b[Da\x1b[Cc", "abcd"},
		{"ctrl-left by word", "one two\x1b[1;5Dx", "one xtwo"},
		{"alt-left by word", "one two\x1b[1;3D\x1b[1;3Dx", "xone two"},
		{"alt-b alt-f", "one two\x1bb\x1bb\x1bfx", "onex two"},
		{"ctrl-right by word", "one two\x01\x1b[1;5Cx", "onex two"},
		{"^W leaves what stands behind the cursor", "foo bar\x01\x1bf\x17", " bar"},
		{"^W takes a whole path", "ls a/b/c\x17d", "ls d"},
		{"alt-d", "one two\x01\x1bd", " two"},
		{"^K ^Y", "one two\x01\x1bf\x0b\x01\x19-", " two-one"},
		{"^U ^Y", "one two\x15x\x19", "xone two"},
		{"^T on one character", "a\x14b", "ab"},
		{"^T on none", "\x14b", "b"},
		{"^T", "ab\x14", "ba"},
		{"^S ^G first", "\x13\x07a", "a"},
		{"^R without history", "\x12x\x07a", "a"},
		{"keys without a meaning", "\x00\x0f\x11\x16\x18\x1c\x1d\x1e\x1fa\x1b[2~\x1b[5~\x1b[6~\x1b[Z\x1bOP\x1b[15~", "a"},
		{"tab without completion", "a\tb", "ab"},
		{"up and down without history", "\x1b[Aa\x1b[B", "a"},
		{"answers of the terminal", "a\x1b]11;rgb:0/0/0\x07\x1b[12;40Rb\x1bP1$r\x1b\\", "ab"},
		{"the linux console's function keys", "a\x1b[[Ab", "ab"},
		{"clear", "a\x0cb", "ab"},
		{"delete a word", "one two\x01\x1b[3;5~", " two"},
		{"unknown rune", "a\xffb", "a\uFFFDb"},
		{"alt-enter", "a\x1b\rb", "a\nb"},
		{"home within a line of several", "a\x1b\rb\x01x\x05y", "a\nxby"},
		{"up within the text", "abc\x1b\rd\x1b[Ax\x1b[By", "axbc\ndy"},
		{"^K ^U within a line of several", "ab\x1b\rcd\x1b[D\x0b\x1b[A\x15", "b\nc"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			typed(t, tt.keys, tt.want)
		})
	}
}

// typed holds that keys and Enter give a line, whether they arrive at once or one by one.
func typed(t *testing.T, keys, want string) {
	t.Helper()
	for _, size := range []int{1000, 1} {
		c := newConsole(t, 40, 10)
		ed := c.open(Config{})
		got := read(ed, "> ")
		for piece := range slices.Chunk([]byte(keys+"\r"), size) {
			c.press(string(piece))
		}
		c.want(got, want, nil)
	}
}

func TestInterruptDropsTheLine(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{})
	got := read(ed, "> ")
	c.press("start\x03")
	c.want(got, "", ErrInterrupted)
	got = read(ed, "> ")
	c.press("\x13\x03") // ^S ^C
	c.want(got, "", ErrInterrupted)
	got = read(ed, "> ")
	c.press("x\r")
	c.want(got, "x", nil)
	c.shows("> start^C\n> ^C\n> x")
}

func TestControlDOnAnEmptyLineIsTheEndAndCanBeGoneOnFrom(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{})
	for range 3 {
		got := read(ed, "> ")
		c.press("\x04")
		c.want(got, "", io.EOF)
	}
	got := read(ed, "> ")
	c.press("x\r")
	c.want(got, "x", nil)
}

func TestEndOfInputDropsTheLineAndStays(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{})
	got := read(ed, "> ")
	c.press("stop everyth")
	c.sees("everyth")
	c.keys.Close()
	c.want(got, "", io.EOF)
	c.want(read(ed, "> "), "", io.EOF)
}
