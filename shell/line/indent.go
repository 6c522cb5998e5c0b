package line

import "strings"

// newline begins another line of the text at the cursor, indented as the Config says. Where more has arrived already nobody types,
// and what comes has an indentation of its own.
func (e *Editor) newline(d draft) draft {
	indent := ""
	if !e.src.more() {
		indent = e.indentation(string(d.text[:d.pos]))
	}
	return d.insert([]rune("\n" + indent))
}

// closing puts in a bracket that closes, when it is the first in its line, in the place of the last tab that newline has put there.
func (e *Editor) closing(d draft, text string) (draft, bool) {
	start := d.lineStart()
	if start == 0 || len(text) != 1 || !strings.Contains(")]}", text) {
		return d, false
	}
	before := string(d.text[start:d.pos])
	if !strings.HasSuffix(before, "\t") || before != e.indentation(string(d.text[:start-1])) {
		return d, false
	}
	return d.replace(d.pos-1, d.pos, []rune(text)), true
}
