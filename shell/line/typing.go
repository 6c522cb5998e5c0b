package line

import "time"

// pause is how long a line is not touched before nobody is taken to be typing it.
const pause = time.Second

// Typing reports whether somebody is in the middle of a line: there is something on it, and it was another a moment ago.
func (e *Editor) Typing() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.active && (len(e.draft.text) > 0 || e.search != nil) && time.Since(e.touched) < pause
}

// SetPrompt changes the prompt of the line that is being edited, if one is. It must be one line.
func (e *Editor) SetPrompt(prompt string) {
	e.mu.Lock()
	change := e.active && prompt != e.prompt
	if change {
		e.prompt, e.indent = prompt, indentFor(prompt)
	}
	e.mu.Unlock()
	if change {
		e.wake()
	}
}
