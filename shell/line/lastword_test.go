package line

import "testing"

func TestLastWordOfEarlierStatements(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{})
	got := read(ed, "> ")
	c.press("\x1b.start\r") // there is none yet
	c.want(got, "start", nil)
	for _, text := range []string{"stop conn", "swap a=f( 日本 )"} {
		got = read(ed, "> ")
		c.press(text + "\r")
		c.want(got, text, nil)
	}
	for _, tt := range []struct{ keys, want string }{
		{"why \x1b.", "why )"},
		{"why \x1b.x", "why )x"},
		{"why  now\x1bb\x1b[D\x1b.\x1b.", "why ) now"}, // that is the last word of the line before
		{"why \x1b.\x1b.\x1b.\x1b.\x1b.", "why conn"},
		{"why \x1b.\x1b.\x1b.\x1b.\x1b.\x1b.\x1b.\x1b.", "why start"}, // and there it ends
		{"\x1b. \x1b.", "start start"},
	} {
		got = read(ed, "> ")
		c.press(tt.keys + "\r")
		c.want(got, tt.want, nil)
	}
}
