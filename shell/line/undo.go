package line

import (
	"slices"
	"unicode"
)

// undoRunes bounds how much text is kept to be gone back to.
const undoRunes = 4 << 20

// An undo is what the line was, oldest first. What is typed is taken back word by word, everything else change by change.
type undo struct {
	drafts []draft
	runes  int // in all of them
	typed  int // where typing goes on, -1 if it does not
}

// note keeps what the line was when it becomes another.
func (u *undo) note(was, is draft) {
	typing := len(is.text) == len(was.text)+1 && is.pos == was.pos+1
	goesOn := typing && u.typed == was.pos && !unicode.IsSpace(is.text[was.pos])
	u.typed = -1
	if typing {
		u.typed = is.pos
	}
	if goesOn {
		return
	}
	u.drafts = append(u.drafts, was)
	u.runes += len(was.text)
	for u.runes > undoRunes {
		u.runes -= len(u.drafts[0].text)
		u.drafts = slices.Delete(u.drafts, 0, 1)
	}
}

// back returns what the line was before it became d; ok is false if it was nothing else.
func (u *undo) back(d draft) (was draft, ok bool) {
	u.typed = -1
	for len(u.drafts) > 0 {
		last := len(u.drafts) - 1
		was, u.drafts = u.drafts[last], u.drafts[:last]
		u.runes -= len(was.text)
		if !slices.Equal(was.text, d.text) {
			return was, true
		}
	}
	return d, false
}
