package line

import (
	"fmt"
	"strings"
)

// Notify shows text, at once between two calls of ReadLine, and above the line that is being typed during one. It never
// waits for the line; of very many notices that come faster than they can be shown only the first are.
func (e *Editor) Notify(text string) {
	if text == "" {
		return
	}
	e.mu.Lock()
	switch {
	case e.active:
		e.queue(text)
	case e.asked != "":
		e.screen.write("\n" + strings.TrimSuffix(text, "\n") + "\n" + e.asked)
	default:
		e.screen.write(strings.TrimSuffix(text, "\n") + "\n")
	}
	e.mu.Unlock()
	e.wake()
}

// flush shows the line, and the notices above it.
func (e *Editor) flush() {
	if text := e.takeNotices(); text != "" {
		e.screen.above(text, e.block())
	} else {
		e.screen.paint(e.block())
	}
}

// maxNotices is how many notices wait to be shown at most.
const maxNotices = 1000

// queue keeps a notice until it can be shown.
func (e *Editor) queue(text string) {
	if len(e.notices) < maxNotices {
		e.notices = append(e.notices, strings.TrimSuffix(text, "\n"))
	} else {
		e.left++
	}
}

// takeNotices returns the notices that wait, one below the other, "" if there are none.
func (e *Editor) takeNotices() string {
	if e.left > 0 {
		e.notices = append(e.notices, fmt.Sprintf("... and %d more notices", e.left))
	}
	text := strings.Join(e.notices, "\n")
	e.notices, e.left = nil, 0
	return text
}
