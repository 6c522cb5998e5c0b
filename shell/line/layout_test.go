package line

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestLayout(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, prompt, text string
		pos, cols          int
		want               string
		row, col           int
	}{
		{"empty", "> ", "", 0, 10, "> ", 0, 2},
		{"in the text", "> ", "abc", 1, 10, "> abc", 0, 3},
		{"wrapped", "> ", "abcdef", 6, 5, "> abc|def", 1, 3},
		{"just full", "> ", "abc", 3, 5, "> abc|", 1, 0},
		{"just full, cursor before", "> ", "abc", 2, 5, "> abc", 0, 4},
		{"lines", "> ", "a\nb", 3, 10, "> a|..b", 1, 3},
		{"cursor before a newline", "> ", "a\nb", 1, 10, "> a|..b", 0, 3},
		{"wide", "> ", "日本", 1, 10, "> 日本", 0, 4},
		{"wide at the edge", "> ", "日本", 1, 5, "> 日|本", 1, 0},
		{"wide in one column", "", "日a", 2, 1, "?|a|", 2, 0},
		{"combining", "", "e\u0301x", 2, 9, "e\u0301x", 0, 1},
		{"tab", "> ", "a\tb", 3, 20, "> a   b", 0, 7},
		{"no columns", "", "ab", 2, 0, "a|b|", 2, 0},
		{"colours", "\x1b[1m> \x1b[0m", "\x1b[32mab\x1b[0mc", 3, 20, "\x1b[1m> \x1b[0m\x1b[32mab\x1b[0mc", 0, 5},
		{"colours over rows", "", "\x1b[32mabc\x1b[0m", 3, 2, "\x1b[32mab\x1b[0m|\x1b[32mc\x1b[0m", 1, 1},
		{"colours over lines", "", "\x1b[32ma\nb\x1b[0m", 3, 9, "\x1b[32ma\x1b[0m|\x1b[32m\x1b[0m..\x1b[32mb\x1b[0m", 1, 3},
	} {
		b := layout(tt.prompt, "..", tt.text, true, tt.pos, tt.cols)
		if got := strings.Join(b.rows, "|"); got != tt.want || b.row != tt.row || b.col != tt.col {
			t.Errorf("%s: %q with the cursor at %d,%d; want %q, %d,%d", tt.name, got, b.row, b.col, tt.want, tt.row, tt.col)
		}
	}
}

func TestLayoutHolds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("ab\t\n日é\u0301\x1b\x03😀"))).Draw(t, "text")
		pos := rapid.IntRange(0, utf8.RuneCountInString(text)).Draw(t, "pos")
		cols := rapid.IntRange(-1, 12).Draw(t, "cols")
		b := layout("\x1b[1mprompt>\x1b[0m ", "... ", text, false, pos, cols)
		if len(b.rows) != len(b.widths) || b.row < 0 || b.row >= len(b.rows) || b.col < 0 || b.col > max(1, cols) {
			t.Fatalf("cursor at %d,%d of %d rows", b.row, b.col, len(b.rows))
		}
		for i, row := range b.rows {
			if w := displayWidth(withoutColour(row)); w > max(1, cols) || w != b.widths[i] {
				t.Fatalf("row %q is %d columns wide and said to be %d, of %d", row, w, b.widths[i], cols)
			}
		}
		height := rapid.IntRange(0, 5).Draw(t, "height")
		if w := b.window(height); len(w.rows) > max(1, height) || w.row < 0 || w.row >= len(w.rows) || w.rows[w.row] != b.rows[b.row] {
			t.Fatalf("a window of %d rows with the cursor in row %d", len(w.rows), w.row)
		}
	})
}

func TestColoursAreRecognised(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"plain": "plain", "\x1b[1;31mred\x1b[0m": "red", "\x1b[mx": "x", "\x1b[38:5:1mx": "x",
		"\x1b[2J": "\x1b[2J", "\x1b[1": "\x1b[1", "\x1b": "\x1b", "": "",
	} {
		if got := withoutColour(in); got != want {
			t.Errorf("%q without colour is %q", in, got)
		}
	}
}
