package line

import "strings"

// A text that is pasted as whole lines ends in a newline. Behind a complete statement that would be an empty line, in the way of
// everybody who edits what was pasted. It is left out, and comes back between two texts that are pasted one after the other.

// paste puts a pasted text in at the cursor.
func (e *Editor) paste(d draft, pasted string) draft {
	text := e.pasted(pasted)
	if e.before == keyPaste {
		text = e.leftOut + text
	}
	e.leftOut = ""
	whole := d.insert([]rune(text))
	kept := strings.TrimRight(text, "\n")
	if whole.pos < len(whole.text) || kept == text {
		return whole
	}
	next := d.insert([]rune(kept))
	if e.cfg.Incomplete != nil && !next.empty() && e.incomplete(string(next.text)) {
		return whole
	}
	e.leftOut = text[len(kept):]
	return next
}
