package line

import "strings"

const faintColour = "\x1b[2m"

// ghost returns how the newest statement goes on that begins like the line, "" if none does or the line is not being written at its end.
func (e *Editor) ghost(d draft) string {
	if !e.cfg.Suggest || d.empty() || d.pos < len(d.text) || e.search != nil {
		return ""
	}
	return e.hist.rest(string(d.text))
}

// accept takes from the ghost what a key takes that leads to the right and has nowhere to go in the line: a word, or all of it.
func (e *Editor) accept(d draft, c keyCode) (draft, bool) {
	e.mu.Lock()
	rest := e.ghost(d)
	e.mu.Unlock()
	if rest == "" {
		return d, false
	}
	whole := d.insert([]rune(rest))
	if c == keyWordRight {
		end := whole.at(d.pos).wordRight()
		return draft{whole.text[:end:end], end}, true
	}
	return whole, true
}

// withGhost puts a ghost behind the cursor of a block that ends there, as far as there is room for it in the row.
func (b block) withGhost(rest string, cols int) block {
	room := cols - b.col - 1 // in the last column the cursor would go on to the next row
	if rest == "" || room < 2 {
		return b
	}
	line, _, more := strings.Cut(rest, "\n")
	if more {
		line += "…"
	}
	b.rows = append([]string(nil), b.rows...)
	b.rows[b.row] += faintColour + fit(line, room) + resetColour
	return b
}
