package line

import (
	"errors"
	"io"
	"testing"
)

// FuzzEditor types anything at all on a narrow terminal, and wants every line to end and the editor to close.
func FuzzEditor(f *testing.F) {
	f.Add([]byte(script+"\r\x04"), 20)
	for i, keys := range stormKeys {
		f.Add([]byte(keys+"\t"+keys+"\r\x10\x12"+keys), i)
	}
	f.Fuzz(func(t *testing.T, keys []byte, cols int) {
		c := newConsole(t, 1+max(0, cols)%30, 5)
		ed := c.open(Config{
			Complete: func(line string, pos int) []Candidate {
				return []Candidate{{Text: "start", Start: pos / 2, End: pos}, {Text: "日本", Start: pos, End: len(line)}}
			},
			Incomplete: func(s string) bool { return len(s)%5 == 4 },
			Paint:      func(s string, pos int) string { return s[:pos] + "\x1b[1m" + s[pos:] + "\x1b[0m" },
		})
		go func() {
			_, _ = c.keys.Write(keys)
			c.keys.Close()
		}()
		for ed.src.ended() == nil {
			if _, err := ed.ReadLine("prompt> "); err != nil && err != ErrInterrupted && !errors.Is(err, io.EOF) {
				t.Fatal(err)
			}
		}
	})
}
