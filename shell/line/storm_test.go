package line

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestNoticesAppearAboveTheLine(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 12)
	ed := c.open(Config{})
	ed.Notify("before")
	c.shows("before")
	got := read(ed, "> ")
	c.press("sta")
	c.shows("before\n> sta")
	ed.Notify("one\ntwo\n")
	c.shows("before\none\ntwo\n> sta")
	if x, y := c.cursor(); x != 5 || y != 3 {
		t.Errorf("the cursor is at %d,%d", x, y)
	}
	c.press("rt\r")
	c.want(got, "start", nil)
	ed.Notify("after")
	c.shows("before\none\ntwo\n> start\nafter")
}

func TestNoticesDuringASearch(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 12)
	ed := c.open(Config{})
	ed.remember("start conn")
	got := read(ed, "> ")
	c.press("\x12con")
	c.sees("(search)`con': start conn")
	ed.Notify("notice")
	c.shows("notice\n(search)`con': start conn")
	c.press("\r")
	c.want(got, "start conn", nil)
}

func TestPromptOfSeveralLinesIsShownOnce(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 12)
	ed := c.open(Config{})
	got := read(ed, "one\n\x1b[31mtwo\x1b[0m> ")
	c.press("ab\x7f\x7fc\r")
	c.want(got, "c", nil)
	c.shows("one\ntwo> c")
}

func TestSetBufferFillsTheLine(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 12)
	ed := c.open(Config{})
	ed.SetBuffer("start {\n}")
	got := read(ed, "> ")
	c.shows("> start {\n... }")
	c.press("!\r")
	c.want(got, "start {\n}!", nil)
	got = read(ed, "> ")
	c.press("typed")
	c.sees("> typed")
	ed.SetBuffer("other")
	c.sees("> other")
	c.press("\r")
	c.want(got, "other", nil)
}

func TestEnterGoesOnWithAnIncompleteStatement(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 12)
	ed := c.open(Config{Incomplete: func(s string) bool {
		if s == "panic" {
			panic("no")
		}
		return strings.Count(s, "{") > strings.Count(s, "}")
	}})
	got := read(ed, "> ")
	c.press("if x {\r\ty()\r}\r")
	c.want(got, "if x {\n\ty()\n}", nil)
	got = read(ed, "> ")
	c.press("{\r\x03")
	c.want(got, "", ErrInterrupted)
	got = read(ed, "> ")
	c.press("panic\r")
	c.want(got, "panic", nil)
	if h := ed.History(); len(h) != 2 || h[0].Text != "if x {\n\ty()\n}" {
		t.Errorf("history: %v", h)
	}
}

func TestPaintColoursAndIsNotTrusted(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 12)
	ed := c.open(Config{Paint: func(s string, pos int) string {
		switch {
		case strings.HasPrefix(s, "panic"):
			panic("no")
		case strings.HasPrefix(s, "lie"):
			return "something else"
		}
		return "\x1b[32m" + s + "\x1b[0m"
	}})
	for _, text := range []string{"start", "panic", "lie"} {
		got := read(ed, "> ")
		c.press(text + "\r")
		c.want(got, text, nil)
	}
	c.shows("> start\n> panic\n> lie")
	if !strings.Contains(c.printed(), "\x1b[32mstart\x1b[0m") {
		t.Error("no colours")
	}
}

func TestOutputAtAnyWidth(t *testing.T) {
	t.Parallel()
	for cols := range 12 {
		t.Run(fmt.Sprint(cols), func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, max(1, cols), 4)
			c.cols = cols
			ed := c.open(Config{Complete: func(_ string, pos int) []Candidate {
				return []Candidate{{Text: "日本語", End: pos}, {Text: "wide-candidate", End: pos, Description: "x"}}
			}})
			got := read(ed, "0123456789") // as wide as the terminal, or wider
			c.press("日本\x1b[D\x1b[D\x01\tab\x1b[A\x12x\x07\x05\x1b\rcd\x0c\x15\x15\x15")
			ed.Notify("a notice that is wider than the terminal")
			c.resize(cols+3, 2)
			c.press("e\t\x14")
			c.resize(max(0, cols-3), 1)
			c.press("f\x01\x0bx\r")
			c.want(got, "x", nil)
		})
	}
}

func TestResizeRepaintsTheLine(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 6)
	ed := c.open(Config{})
	got := read(ed, "> ")
	c.press("abcdefgh")
	c.shows("> abcdefgh")
	c.resize(6, 6)
	c.sees("> abcd\nefgh")
	c.press("\r")
	c.want(got, "abcdefgh", nil)
}

// TestStorm types at random while notices, resizes and new buffers come from other goroutines.
func TestStorm(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, 20, 6)
			ed := c.open(Config{
				HistoryFile: filepath.Join(t.TempDir(), "history"),
				HistorySize: 10,
				Complete: func(line string, pos int) []Candidate {
					return []Candidate{{Text: "start", Start: pos, End: pos}, {Text: "日本", Start: pos, End: len(line)}}[:len(line)%3%2+1]
				},
				Incomplete: func(s string) bool { return len(s)%5 == 4 },
				Indent:     func(s string) string { return strings.Repeat("\t", len(s)%3) },
				Paint:      func(s string, _ int) string { return "\x1b[32m" + s + "\x1b[0m" },
			})
			pressed := make(chan int, 1)
			var others sync.WaitGroup
			others.Go(func() {
				rnd := rand.New(rand.NewPCG(seed, 1))
				for i := range pressed {
					switch rnd.IntN(3) {
					case 0:
						ed.Notify(strings.Repeat("notice ", i%5))
					case 1:
						c.resize(rnd.IntN(30), rnd.IntN(8))
					case 2:
						ed.SetBuffer(strings.Repeat("b\n", i%3))
					}
				}
			})
			others.Go(func() {
				rnd := rand.New(rand.NewPCG(seed, 2))
				for i := range 1000 {
					c.press(stormKeys[rnd.IntN(len(stormKeys))])
					select {
					case pressed <- i:
					default:
					}
				}
				c.press("\x03\r\x04")
				c.keys.Close()
				close(pressed)
			})
			for {
				_, err := ed.ReadLine("\x1b[1mprompt> \x1b[0m")
				if ed.src.ended() != nil && errors.Is(err, io.EOF) {
					break
				}
			}
			others.Wait()
		})
	}
}

var stormKeys = []string{
	"a", "b ", "öä", "日本", "start conn", "\t", "\t\t", "\r", "\x03", "\x04", "\x12", "\x13", "\x07", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D",
	"\x1b[3~", "\x7f", "\x01", "\x05", "\x0b", "\x15", "\x17", "\x19", "\x14", "\x0c", "\x1bb", "\x1bf", "\x1bd", "\x1b\r", "\x00\x1a\x16",
	"\x1by", "\x1b.", "\x1b[Z", "\x1f", "\x1b\x7f", "}", "x{\r",
	pasteStart + "one\r\n\ttwo\x03\n" + pasteEnd, pasteStart + strings.Repeat("long paste ", 500) + pasteEnd, "\x1b[1;5D\x1b[1;5C", "\x1b]0;x\x07",
}

func TestAFloodOfNoticesIsCutShort(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 12)
	hang, entered := make(chan struct{}), make(chan struct{})
	ed := c.open(Config{Complete: func(string, int) []Candidate {
		close(entered)
		<-hang
		return nil
	}})
	got := read(ed, "> ")
	c.press("s\t")
	<-entered
	for range maxNotices + 7 {
		ed.Notify("x")
	}
	close(hang)
	c.sees("x\nx\n... and 7 more notices\n> s")
	ed.Notify("y")
	c.sees("\ny\n> s")
	c.press("\r")
	c.want(got, "s", nil)
}
