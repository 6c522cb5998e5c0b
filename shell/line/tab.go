package line

import "strings"

// tab completes, chooses from the menu that this has opened, or indents a line of a text of several that has nothing before the
// cursor yet.
func (e *Editor) tab(d draft) *draft {
	before := string(d.text[d.lineStart():d.pos])
	if d.lineStart() > 0 && strings.TrimSpace(before) == "" {
		next := d.insert([]rune{'\t'})
		return &next
	}
	if next := e.choose(d, 1); next != nil {
		return next
	}
	c := complete(d, e.candidates(string(d.text), d.bytePos()))
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case c.moved:
		return &c.draft
	case len(c.listed) > 0:
		e.list(d, c.listed)
	default:
		e.screen.bell()
	}
	return nil
}
