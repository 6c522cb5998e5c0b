package line

import (
	"slices"
	"unicode"
)

// A draft is a text being edited and the place of the cursor in it, 0 <= pos <= len(text). Its methods return the
// changed draft and never touch the runes of the one they are called on.
type draft struct {
	text []rune
	pos  int
}

func newDraft(s string) draft {
	r := []rune(s)
	return draft{r, len(r)}
}

func (d draft) empty() bool { return len(d.text) == 0 }

// equal reports whether two drafts are the same, with the cursor at the same place.
func (d draft) equal(other draft) bool { return d.pos == other.pos && slices.Equal(d.text, other.text) }

// bytePos is the cursor's place in string(d.text).
func (d draft) bytePos() int { return len(string(d.text[:d.pos])) }

// replace puts s in the place of the runes from i to j and the cursor behind it.
func (d draft) replace(i, j int, s []rune) draft {
	text := make([]rune, 0, len(d.text)-(j-i)+len(s))
	text = append(append(append(text, d.text[:i]...), s...), d.text[j:]...)
	return draft{text, i + len(s)}
}

// insert puts s at the cursor.
func (d draft) insert(s []rune) draft { return d.replace(d.pos, d.pos, s) }

// cut removes the runes from i to j and returns them too.
func (d draft) cut(i, j int) (draft, []rune) {
	return d.replace(i, j, nil), slices.Clone(d.text[i:j])
}

// at moves the cursor.
func (d draft) at(pos int) draft { return draft{d.text, pos} }

// lineStart and lineEnd bound the line, of those of a text with newlines, that the cursor is in.
func (d draft) lineStart() int {
	i := d.pos
	for i > 0 && d.text[i-1] != '\n' {
		i--
	}
	return i
}

func (d draft) lineEnd() int {
	i := d.pos
	for i < len(d.text) && d.text[i] != '\n' {
		i++
	}
	return i
}

// up moves the cursor to the same column of the line above, and reports whether there is one.
func (d draft) up() (draft, bool) {
	start := d.lineStart()
	if start == 0 {
		return d, false
	}
	above := d.at(start - 1)
	return d.at(min(above.lineStart()+d.pos-start, start-1)), true
}

// down moves the cursor to the same column of the line below, and reports whether there is one.
func (d draft) down() (draft, bool) {
	end := d.lineEnd()
	if end == len(d.text) {
		return d, false
	}
	below := d.at(end + 1)
	return d.at(min(end+1+d.pos-d.lineStart(), below.lineEnd())), true
}

// wordLeft is where the word begins that the cursor is in or behind.
func (d draft) wordLeft() int {
	i := d.pos
	for i > 0 && !wordRune(d.text[i-1]) {
		i--
	}
	for i > 0 && wordRune(d.text[i-1]) {
		i--
	}
	return i
}

// wordRight is where the word ends that the cursor is in or before.
func (d draft) wordRight() int {
	i := d.pos
	for i < len(d.text) && !wordRune(d.text[i]) {
		i++
	}
	for i < len(d.text) && wordRune(d.text[i]) {
		i++
	}
	return i
}

// blankLeft is where the run of non-blank characters begins that ^W removes.
func (d draft) blankLeft() int {
	i := d.pos
	for i > 0 && unicode.IsSpace(d.text[i-1]) {
		i--
	}
	for i > 0 && !unicode.IsSpace(d.text[i-1]) {
		i--
	}
	return i
}

// transpose swaps the two characters around the cursor, or the last two at the end of the text.
func (d draft) transpose() draft {
	i := min(d.pos, len(d.text)-1)
	if i < 1 {
		return d
	}
	return draft{d.replace(i-1, i+1, []rune{d.text[i], d.text[i-1]}).text, i + 1}
}

func wordRune(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}
