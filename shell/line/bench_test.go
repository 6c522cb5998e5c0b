package line

import (
	"strings"
	"testing"
)

// BenchmarkKey is the time from a key to its paint, in lines of various lengths.
func BenchmarkKey(b *testing.B) {
	for _, bm := range []struct {
		name string
		size int
	}{{"short", 20}, {"screenful", 1000}, {"1MB", 1 << 20}} {
		b.Run(bm.name, func(b *testing.B) {
			c := newConsole(b, 80, 24)
			ed := c.open(Config{})
			ed.SetBuffer(strings.Repeat("x := start()\n", bm.size/13))
			got := read(ed, "> ")
			c.sees("start")
			for b.Loop() {
				c.press("#")
				c.sees("#")
				c.press("\x7f")
				c.until("none", func(s string) bool { return !strings.Contains(s, "#") })
			}
			c.press("\x03")
			c.want(got, "", ErrInterrupted)
		})
	}
}

func BenchmarkPaste1MB(b *testing.B) {
	text := pasteStart + strings.Repeat("\tx := start()\n", 1<<20/14) + pasteEnd + "done"
	for b.Loop() {
		c := newConsole(b, 80, 24)
		ed := c.open(Config{})
		got := read(ed, "> ")
		c.press(text)
		c.sees("done")
		c.press("\x03")
		c.want(got, "", ErrInterrupted)
	}
}
