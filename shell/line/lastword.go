package line

import "strings"

// A lastWord is the last word of a statement that was put into the line.
type lastWord struct {
	at  int // which statement of the history
	len int // of the word, which stands before the cursor
}

// putLastWord puts in the last word of the statement before; again, in its place that of the one before that.
func (e *Editor) putLastWord(d draft) *draft {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.before != keyLastWord {
		e.word = lastWord{at: len(e.hist.entries)}
	}
	for i := min(e.word.at, len(e.hist.entries)) - 1; i >= 0; i-- {
		words := strings.Fields(e.hist.entries[i].Text)
		if len(words) == 0 {
			continue
		}
		word := []rune(words[len(words)-1])
		next := d.replace(d.pos-e.word.len, d.pos, word)
		e.word = lastWord{at: i, len: len(word)}
		return &next
	}
	e.screen.bell()
	return nil
}
