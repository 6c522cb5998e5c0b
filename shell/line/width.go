package line

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// tabStop is how far tabs in a statement indent it on the screen.
const tabStop = 4

// runeWidth is the number of columns a printable character takes: 0, 1 or 2.
func runeWidth(r rune) int {
	switch {
	case r >= 0x20 && r < 0x7f:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// glyph is how a character is shown that has col columns before it, and how many columns that takes.
func glyph(r rune, col int) (string, int) {
	switch {
	case r == '\t':
		n := tabStop - col%tabStop
		return "        "[:n], n
	case r < 0x20 || r == 0x7f:
		return "^" + string(r^0x40), 2
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', unicode.Is(unicode.Bidi_Control, r):
		return "?", 1 // nothing that moves the cursor or reorders the line
	}
	return string(r), runeWidth(r)
}

// displayWidth is the number of columns of one line of text without escape sequences.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		_, w := glyph(r, n)
		n += w
	}
	return n
}

// fit cuts one line of text to so many columns, and makes it safe to print.
func fit(s string, cols int) string {
	var b strings.Builder
	n := 0
	for i, r := range s {
		g, w := glyph(r, n)
		if n+w > cols || n+w == cols && displayWidth(s[i:]) > w {
			if n < cols {
				b.WriteString("…")
			}
			break
		}
		b.WriteString(g)
		n += w
	}
	return b.String()
}

// sgr returns the length of the colour sequence, ESC [ digits ; digits m, at the front of s, 0 if there is none.
func sgr(s string) int {
	if len(s) < 3 || s[0] != esc || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case c < '0' || c > ';':
			return 0
		}
	}
	return 0
}

// withoutColour removes the colour sequences of s.
func withoutColour(s string) string {
	if strings.IndexByte(s, esc) < 0 {
		return s
	}
	var b strings.Builder
	for s != "" {
		if n := sgr(s); n > 0 {
			s = s[n:]
			continue
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	return b.String()
}
