package line

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// decodeAll feeds the decoder size bytes at a time and returns the keys, runs of text joined, as one string.
func decodeAll(s string, size int) string {
	var d decoder
	var keys []key
	for s != "" {
		n := min(size, len(s))
		keys = append(keys, d.feed([]byte(s[:n]))...)
		s = s[n:]
	}
	keys = append(keys, d.giveUp()...)
	return describe(keys)
}

func describe(keys []key) string {
	var out []string
	text := ""
	flush := func() {
		if text != "" {
			out = append(out, key{keyText, text}.String())
		}
		text = ""
	}
	for _, k := range keys {
		if k.code == keyText {
			text += k.text
			continue
		}
		flush()
		out = append(out, k.String())
	}
	flush()
	return strings.Join(out, " ")
}

func TestDecode(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"start conn", `text("start conn")`},
		{"äöü日本", `text("äöü日本")`},
		{"a\rb\n", `text("a") enter text("b") enter`},
		{"\x03\x04\x7f\x08\t", "interrupt delete-eof backspace backspace tab"},
		{"\x00\x0f\x11\x16\x18\x1c\x1d\x1e", ""},
		{"\x1b", "escape"},
		{"\x1b\x1b", "escape"},
		{"\x1b[A\x1b[B\x1b[C\x1b[D", "up down right left"},
		{"\x1bOA\x1bOB\x1bOC\x1bOD", "up down right left"},
		{"\x1b[H\x1b[1~\x1b[7~\x1bOH\x1b[1;2H", "home home home home home"},
		{"\x1b[F\x1b[4~\x1b[8~\x1bOF", "end end end end"},
		{"\x1b[1;5C\x1b[1;3C\x1b[1;5D\x1b[1;3D", "word-right word-right word-left word-left"},
		{"\x1b[1;2C", "right"},
		{"\x1bOc\x1bOd\x1b\x1b[C\x1b\x1b[D", "word-right word-left word-right word-left"},
		{"\x1bb\x1bf\x1bd\x1b\x7f\x1b\r", "word-left word-right kill-word kill-word-back newline"},
		{"\x1b[3~\x1b[3;5~", "delete kill-word"},
		{"\x1b[13;2u\x1b[27;2;13~", "newline newline"},
		{"\t\x1b[Z", "tab tab-back"},
		{"\x1b[2~\x1b[5~\x1b[I\x1b[24;80R\x1b[?1;2c", ""},
		{"\x1bx\x1böa", `text("a")`},
		{"\x1b[[Aa", `text("a")`},
		{"\x1b[12\x03a", `interrupt text("a")`},
		{"\x1b[é", `text("é")`},
		{"\x1bO\x03", "interrupt"},
		{"\x1b\x03", "interrupt"},
		{"\x1b]0;title\x07a\x1bPdata\x1b\\b", `text("ab")`},
		{"\x1b]0;title\x03", "interrupt"},
		{"a\xffb\xc3", `text("a�b")`},
		{"a\u0085b", `text("ab")`},
		{pasteStart + "a\tb\r\nc\rd\ne\x03\x1b[A" + pasteEnd + "x", `paste("a\tb\nc\nd\ne\x03\x1b[A") text("x")`},
		{pasteStart + pasteEnd + pasteEnd, ""},
		{pasteStart + "a" + pasteStart + "b" + pasteEnd, `paste("a\x1b[200~b")`},
		{pasteStart + "never ends\r", ""},
	} {
		for _, size := range []int{1, 2, 3, 1000} {
			if got := decodeAll(tt.in, size); got != tt.want {
				t.Errorf("%q, %d at a time:\n got %s\nwant %s", tt.in, size, got, tt.want)
			}
		}
	}
}

func TestDecodeGivesUpOnSequencesThatDoNotEnd(t *testing.T) {
	t.Parallel()
	for _, start := range []string{"\x1b[", "\x1b]", "\x1bP"} {
		var d decoder
		d.feed([]byte(start + strings.Repeat("1", 10*maxSequence)))
		if len(d.held) > maxSequence {
			t.Errorf("%q: %d bytes are kept", start, len(d.held))
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"start conn\r", "\x1b[1;5Cö\x1b[3~", pasteStart + "a\r\nb" + pasteEnd, "\x1b\x1b[\x1b[[\x1bO\x1b]\x07", "\xff\xc3\x1b"} {
		f.Add(s, 1)
		f.Add(s, 7)
	}
	f.Fuzz(func(t *testing.T, s string, size int) {
		size = max(1, size%64)
		whole := decodeAll(s, len(s)+1)
		if pieces := decodeAll(s, size); len(s) < maxSequence && pieces != whole {
			t.Errorf("%q, %d at a time:\n got %s\nwant %s", s, size, pieces, whole)
		}
		if !utf8.ValidString(s) {
			return
		}
		// What is not special passes unchanged.
		plain := strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return -1
			}
			return r
		}, s)
		want := describe([]key{{keyText, plain}})
		if got := decodeAll(plain, size); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		// What is pasted comes back.
		if strings.Contains(s+pasteEnd[:5], pasteEnd) || strings.Contains(s, "\r") {
			return
		}
		want = strings.TrimSpace(describe([]key{{keyPaste, s}, {keyText, "x"}}))
		if s == "" {
			want = `text("x")`
		}
		if got := decodeAll(pasteStart+s+pasteEnd+"x", size); got != want {
			t.Errorf("pasted: got %s, want %s", got, want)
		}
	})
}
