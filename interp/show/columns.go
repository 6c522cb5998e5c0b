package show

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// columns returns how many columns of a terminal a text takes: letters of East Asia and pictures take two, marks that
// combine with the letter before none.
func columns(text string) int {
	n := utf8.RuneCountInString(text)
	if n == len(text) {
		return n
	}
	for _, r := range text {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.Is(unicode.Mn, r), r == '\u200d':
			n--
		case kind == width.EastAsianWide, kind == width.EastAsianFullwidth:
			n++
		}
	}
	return n
}
