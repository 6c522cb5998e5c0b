package line

import (
	"slices"
	"strings"
	"time"
)

// A history is the list of statements, oldest first, and a place in it while one is being recalled. It is not safe for
// concurrent use.
type history struct {
	entries []Entry
	size    int
	file    *historyFile // nil: kept in memory only
	now     func() time.Time

	at    int    // index of the entry shown; len(entries) is the draft
	draft string // what was being typed when recall began
}

// load reads the file and trims it when it has grown to twice the size. An error leaves a history without a file, which works.
func (h *history) load(path string) error {
	file := &historyFile{path: path}
	err := file.secure()
	if err == nil {
		h.entries, _, err = file.news()
	}
	if err != nil {
		h.entries = nil
		return err
	}
	h.file = file
	grown := len(h.entries) > 2*h.size
	h.bound()
	if grown {
		err = file.trim(h.entries)
	}
	return err
}

// sync takes in what other processes have added, and sets the place behind the newest.
func (h *history) sync() error {
	var err error
	if h.file != nil {
		news, replaced, e := h.file.news()
		if err = e; replaced {
			h.entries = nil
		}
		for _, e := range news {
			h.push(e)
		}
	}
	h.at, h.draft = len(h.entries), ""
	return err
}

// add records a statement, unless it is blank, begins with a space or repeats the one before.
func (h *history) add(text string) error {
	text = strings.TrimRight(text, " \t\r\n")
	if text == "" || text[0] == ' ' || h.repeats(text) {
		return nil
	}
	e := Entry{h.now(), text}
	if h.file == nil || len(text) > maxStored {
		h.push(e)
		return nil
	}
	if err := h.file.append(e); err != nil {
		h.file = nil
		h.push(e)
		return err
	}
	return h.sync()
}

func (h *history) repeats(text string) bool {
	return len(h.entries) > 0 && h.entries[len(h.entries)-1].Text == text
}

func (h *history) push(e Entry) {
	if !h.repeats(e.Text) {
		h.entries = append(h.entries, e)
		h.bound()
	}
}

func (h *history) bound() {
	if n := len(h.entries) - h.size; n > 0 {
		h.entries = slices.Delete(h.entries, 0, n)
	}
}

// prev returns the next older statement that begins like the draft, which current is when recall begins.
func (h *history) prev(current string) (string, bool) {
	if h.at == len(h.entries) {
		h.draft = current
	}
	for i := h.at - 1; i >= 0; i-- {
		if text := h.entries[i].Text; text != current && strings.HasPrefix(text, h.draft) {
			h.at = i
			return text, true
		}
	}
	return "", false
}

// next returns the next newer one, and behind the newest the draft.
func (h *history) next(current string) (string, bool) {
	if h.at == len(h.entries) {
		return "", false
	}
	for i := h.at + 1; i < len(h.entries); i++ {
		if text := h.entries[i].Text; text != current && strings.HasPrefix(text, h.draft) {
			h.at = i
			return text, true
		}
	}
	h.at = len(h.entries)
	return h.draft, true
}

// rest returns how the newest statement goes on that begins with text and is longer, "" if there is none.
func (h *history) rest(text string) string {
	for i := len(h.entries) - 1; i >= 0; i-- {
		if rest, ok := strings.CutPrefix(h.entries[i].Text, text); ok && rest != "" {
			return rest
		}
	}
	return ""
}

// recalling reports whether a statement of the history is being shown, unchanged.
func (h *history) recalling(current string) bool {
	return h.at < len(h.entries) && h.entries[h.at].Text == current
}

// leave ends recall: what is shown is a draft now.
func (h *history) leave() { h.at = len(h.entries) }

// search returns the nearest statement at or before index from, going in steps of dir, that contains the query, and its
// index. A query in lower case matches either case.
func (h *history) search(query string, from, dir int) (int, bool) {
	fold := query == strings.ToLower(query)
	for i := from; i >= 0 && i < len(h.entries); i += dir {
		text := h.entries[i].Text
		if strings.Contains(text, query) || fold && strings.Contains(strings.ToLower(text), query) {
			return i, true
		}
	}
	return 0, false
}
