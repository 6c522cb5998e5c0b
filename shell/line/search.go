package line

import (
	"strings"
	"unicode/utf8"
)

// A search is a ^R in progress.
type search struct {
	query  string
	at     int // the entry found last, or where to begin
	failed bool
	saved  draft // what was typed before
}

func (s *search) prompt() string {
	if s.failed {
		return "(no match)`" + s.query + "': "
	}
	return "(search)`" + s.query + "': "
}

// pressSearch handles a key during a search. It reports whether that was all: other keys end the search with what was
// found as the line, and are then handled as ever. Where nothing was found there is nothing to run or to change.
func (e *Editor) pressSearch(k key) (next *draft, handled bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := e.search
	switch k.code {
	case keySearchBack:
		return e.find(s.at-1, -1), true
	case keySearchNext:
		return e.find(s.at+1, 1), true
	case keyText:
		for _, r := range k.text { // one by one, as each goes on from where the last has led
			s.query += string(r)
			next = e.find(s.at, -1)
		}
		return next, true
	case keyBackspace:
		_, size := utf8.DecodeLastRuneInString(s.query)
		s.query = s.query[:len(s.query)-size]
		return e.find(len(e.hist.entries)-1, -1), true
	case keyCancel, keyEscape:
		e.search, e.draft = nil, s.saved
		return &s.saved, true
	case keyNone:
		return nil, true
	case keyEnter:
		if s.failed {
			e.screen.bell()
			e.rl.Terminal.KickRead() // it has stopped at the key
			return nil, true
		}
	}
	e.search = nil
	if s.failed { // the key leads back to what was typed, and no further
		if k.code == keyDeleteEOF {
			e.rl.Terminal.KickRead() // it has stopped at the key
		}
		e.draft = s.saved
		return &s.saved, true
	}
	if s.at < len(e.hist.entries) {
		e.hist.at, e.hist.draft = s.at, ""
	}
	return nil, false
}

// startSearch begins a search from the newest entry.
func (e *Editor) startSearch() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.undo.note(e.draft, e.draft)
	e.search, e.menu = &search{at: len(e.hist.entries), saved: e.draft}, menu{}
}

// find looks for the query from an entry on. What is found becomes the line; where nothing is, it is empty.
func (e *Editor) find(from, dir int) *draft {
	s := e.search
	if s.query == "" {
		s.failed = false
		return &s.saved
	}
	i, ok := e.hist.search(s.query, min(from, len(e.hist.entries)-1), dir)
	s.failed = !ok
	if !ok {
		e.screen.bell()
		return &draft{}
	}
	s.at = i
	text := e.hist.entries[i].Text
	at := strings.Index(text, s.query)
	if at < 0 {
		at = max(0, strings.Index(strings.ToLower(text), s.query))
	}
	d := newDraft(text)
	d.pos = min(utf8.RuneCountInString(text[:min(at, len(text))]), len(d.text))
	return &d
}
