package line

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A menu is the candidates that are shown below a line while it goes on from where they were asked for: those that what is typed
// meanwhile may still become.
type menu struct {
	opened     draft // the line where they were asked for
	candidates []Candidate
	listed     int   // how many of them were shown at most
	choice     int   // which of them, from 1, is in the line; 0 for none
	chosen     draft // the line with it
}

func newMenu(d draft, candidates []Candidate) menu {
	return menu{opened: draft{slices.Clone(d.text), d.pos}, candidates: candidates}
}

// at reports whether the menu is about the very place where the cursor is.
func (m *menu) at(d draft) bool {
	return m.listed > 0 && d.equal(m.opened)
}

// holds reports whether the candidate that was chosen stands in d, and nothing was done since.
func (m *menu) holds(d draft) bool {
	return m.choice > 0 && d.equal(m.chosen)
}

// about reports whether the menu still has to do with d.
func (m *menu) about(d draft) bool { return len(m.fitting(d)) > 0 || m.choice == 0 && m.at(d) }

// fitting returns the candidates that d may still become. None: it goes on from elsewhere, or is complete.
func (m *menu) fitting(d draft) []Candidate {
	switch {
	case len(m.candidates) == 0, m.choice > 0 && !m.holds(d):
		return nil
	case m.choice > 0:
		return m.candidates
	}
	from := m.opened
	switch {
	case d.equal(from):
		return m.candidates
	case d.pos < from.pos || !slices.Equal(d.text[:from.pos], from.text[:from.pos]) || !slices.Equal(d.text[d.pos:], from.text[from.pos:]):
		return nil
	}
	before := string(d.text[:d.pos])
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
		if rows = strings.Split(listing(fit, cols, n, m.choice), "\n"); len(rows) <= left {
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
	e.screen.below(listing(candidates, cols, limit, 0), e.block())
}

// choose puts the next candidate of the menu, or the one before, into the line. It returns nil if there is no menu for d that shows
// all it has.
func (e *Editor) choose(d draft, step int) *draft {
	e.mu.Lock()
	defer e.mu.Unlock()
	m := &e.menu
	n := len(m.candidates)
	if n == 0 || m.listed < n || !m.holds(d) && (m.choice > 0 || !m.at(d)) {
		return nil
	}
	if m.choice == 0 && step < 0 {
		m.choice = 1
	}
	m.choice = (m.choice-1+step+n)%n + 1
	c, text := m.candidates[m.choice-1], string(m.opened.text)
	next := m.opened.replace(utf8.RuneCountInString(text[:c.Start]), utf8.RuneCountInString(text[:c.End]), []rune(c.Text))
	m.chosen = next
	return &next
}

// closeMenu takes the menu away, and what was chosen from it out of the line.
func (e *Editor) closeMenu(d draft) *draft {
	e.mu.Lock()
	defer e.mu.Unlock()
	m := e.menu
	e.menu = menu{}
	if m.holds(d) {
		d = m.opened
	}
	return &d
}
