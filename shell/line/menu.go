package line

import "strings"

// A menu is the candidates that are shown below a line while it goes on from where they were asked for: those that what is typed
// meanwhile may still become.
type menu struct {
	before, after string // what stood before the cursor, and behind it
	candidates    []Candidate
	listed        int // how many of them were shown at most
}

func newMenu(d draft, candidates []Candidate) menu {
	return menu{before: string(d.text[:d.pos]), after: string(d.text[d.pos:]), candidates: candidates}
}

// at reports whether the menu is about the very place where the cursor is.
func (m *menu) at(d draft) bool {
	return m.listed > 0 && string(d.text[:d.pos]) == m.before && string(d.text[d.pos:]) == m.after
}

// fitting returns the candidates that d may still become. None: it goes on from elsewhere, or is complete.
func (m *menu) fitting(d draft) []Candidate {
	if len(m.candidates) == 0 {
		return nil
	}
	before, after := string(d.text[:d.pos]), string(d.text[d.pos:])
	if !strings.HasPrefix(before, m.before) || after != m.after {
		return nil
	}
	if before == m.before {
		return m.candidates
	}
	var fit []Candidate
	for _, c := range m.candidates {
		if typed := before[c.Start:]; strings.Contains(strings.ToLower(c.Text), strings.ToLower(typed)) {
			fit = append(fit, c)
		}
	}
	if len(fit) == 1 && fit[0].Text == before[fit[0].Start:] {
		return nil
	}
	return fit
}

// rows lays the menu out for a screen of cols columns of which so many rows are left, and tells how many candidates are shown. It
// takes no row where that leaves no room for more than a few.
func (m *menu) rows(d draft, cols, left int) (rows []string, shown int) {
	const few = 3
	fit := m.fitting(d)
	for n := min(len(fit), maxListed); n > 0 && left >= few; n-- {
		if rows = strings.Split(listing(fit, cols, n), "\n"); len(rows) <= left {
			return rows, n
		}
	}
	return nil, 0
}

// list opens a menu below the line. Where it does not show all candidates, or there is no room for it, they are printed: a list
// that stays above the line.
func (e *Editor) list(d draft, candidates []Candidate) {
	again := e.menu.at(d)
	if again && e.menu.listed >= min(maxListedAll, len(candidates)) {
		e.screen.bell()
		return
	}
	e.menu = newMenu(d, candidates)
	cols, rows := e.screen.dimensions()
	if !again {
		if _, n := e.menu.rows(d, cols, rows-len(e.block().rows)); n > 0 {
			e.menu.listed = n
			return
		}
	}
	limit := maxListed
	if again {
		limit = maxListedAll
	}
	e.menu.candidates, e.menu.listed = nil, limit
	e.screen.below(listing(candidates, cols, limit), e.block())
}

// closeMenu takes the menu away.
func (e *Editor) closeMenu() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.menu = menu{}
}
