package line

import "strings"

// tab completes, or indents a line of a text of several that has nothing before the cursor yet.
func (e *Editor) tab(d draft) *draft {
	before := string(d.text[d.lineStart():d.pos])
	if d.lineStart() > 0 && strings.TrimSpace(before) == "" {
		next := d.insert([]rune{'\t'})
		return &next
	}
	c := complete(d, e.candidates(string(d.text), d.bytePos()))
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case c.moved:
		e.listed = listed{}
		return &c.draft
	case len(c.listed) > 0:
		e.list(d, c.listed)
	default:
		e.screen.bell()
	}
	return nil
}

// list shows candidates below the line: the first of them, and all when Tab is pressed again.
func (e *Editor) list(d draft, candidates []Candidate) {
	limit := maxListed
	if now := (listed{string(d.text), d.pos, e.listed.limit}); now == e.listed {
		if limit = maxListedAll; e.listed.limit >= min(limit, len(candidates)) {
			e.screen.bell()
			return
		}
	}
	e.listed = listed{string(d.text), d.pos, limit}
	cols, _ := e.screen.dimensions()
	e.screen.below(listing(candidates, cols, limit), e.block())
}
