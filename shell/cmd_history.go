package shell

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

var remembering = table{
	"history": {
		Group: Session, Args: "[N | WORD...]",
		Summary: "show what was typed, oldest first, with the time",
		Detail: "At a prompt that is what all sessions on this machine have typed, else what this one has run. N is how many of " +
			"the last to show, 20 if nothing is said; words leave what holds all of them. In the line editor, ^R searches.",
		Run: history,
	},
}

// An Entry is a statement that was typed, and when; the time is zero if that is not known.
type Entry struct {
	Time time.Time `json:"time"`
	Text string    `json:"text"`
}

// A Historian is a LineReader that knows what was typed before.
type Historian interface{ History() []Entry }

// historyShown is how many statements history shows.
const historyShown = 20

func history(_ context.Context, c *Call) error {
	s := c.Shell
	entries := s.typedBefore()
	last, words := historyShown, c.Words()
	if len(words) == 1 {
		if n, err := strconv.Atoi(words[0]); err == nil && n > 0 {
			last, words = n, nil
		}
	}
	found := []Entry{}
	for _, e := range entries {
		if holdsAll(e.Text, words) {
			found = append(found, e)
		}
	}
	found = found[max(0, len(found)-last):]
	p := newPalette(s.cfg.ColorOut)
	var b strings.Builder
	for _, e := range found {
		at := strings.Repeat(" ", len("02 Jan 15:04"))
		if !e.Time.IsZero() {
			at = e.Time.Local().Format("02 Jan 15:04")
		}
		fmt.Fprintf(&b, "%s  %s\n", p.dim.Sprint(at), strings.ReplaceAll(e.Text, "\n", "\n"+strings.Repeat(" ", len(at)+2)))
	}
	if len(found) == 0 {
		b.WriteString("nothing was typed that fits")
	}
	s.view.result("history", found, b.String())
	return nil
}

// typedBefore returns what the line editor remembers, or what the session has run.
func (s *Shell) typedBefore() []Entry {
	if h, ok := s.asking.(Historian); ok {
		return h.History()
	}
	var entries []Entry
	for _, st := range s.said.all() {
		entries = append(entries, Entry{st.began, st.text})
	}
	return entries
}

func holdsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(strings.ToLower(text), strings.ToLower(w)) {
			return false
		}
	}
	return true
}
