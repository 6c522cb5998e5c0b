package shell

import (
	"errors"
	"strings"
	"sync"
	"time"
)

// A said is a statement that was run.
type said struct {
	kind  lineKind
	text  string
	began time.Time
	took  time.Duration
	err   error
}

// saidLimit is how many statements a shell remembers.
const saidLimit = 10_000

// sayings are the statements of a session, oldest first. They are safe for concurrent use.
type sayings struct {
	mu   sync.Mutex
	list []said
}

func (l *sayings) add(st said) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.list) >= saidLimit {
		l.list = append(l.list[:0:0], l.list[saidLimit/10:]...)
	}
	l.list = append(l.list, st)
}

func (l *sayings) all() []said {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]said(nil), l.list...)
}

// line writes the statement so that a script reads it as what it was; ok is false where no script can have it.
func (st said) line(t table) (text string, ok bool) {
	text = st.text
	if kind, _ := t.classify(text); kind != st.kind {
		if st.kind == goLine {
			text = ";" + text
		} else {
			text = ":" + text
		}
	}
	switch {
	case st.err == nil:
		return text, true
	case errors.Is(st.err, ErrInterrupted):
		return "# interrupted: " + strings.ReplaceAll(text, "\n", "\n# "), false
	case strings.Contains(text, "\n"), st.kind == strangeLine:
		return "# failed: " + strings.ReplaceAll(text, "\n", "\n# "), false
	}
	return "! " + text, true
}
