package line

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// A session is the line being edited and all that is shown. Readline's loop changes it while a line is read; the goroutine
// that calls ReadLine, before and after.
type session struct {
	mu sync.Mutex // guards all below; never held while a function of the Config runs, the screen's Write and Size excepted

	screen  screen
	hist    history
	notices []string // to be shown above the line
	left    int      // how many more there would have been
	prefill *string  // to become the line

	asked   string // the prompt that stands before what is typed at a dumb terminal
	active  bool   // a line is being edited
	hangup  bool   // the input ended in it
	prompt  string // of one line
	indent  string // what stands before the further lines of the text
	draft   draft
	touched time.Time // when the draft was last another
	painted string    // the draft in colours
	search  *search   // not nil during ^R
	menu    menu      // below the line
	undo    undo
}

// begin starts a line: raw mode, the prompt, and whatever has been put into the line beforehand.
func (e *Editor) begin(prompt string) error {
	if err := e.term.enter(); err != nil {
		return fmt.Errorf("line editor: %w", err)
	}
	e.mu.Lock()
	err := e.hist.sync()
	e.complainLocked(err)
	text := ""
	if e.prefill != nil {
		text, e.prefill = *e.prefill, nil
	}
	above, last := "", strings.ReplaceAll(prompt, "\r", "")
	if i := strings.LastIndexByte(last, '\n'); i >= 0 {
		above, last = last[:i+1], last[i+1:]
	}
	e.prompt, e.indent = last, indentFor(last)
	e.draft, e.search, e.menu, e.undo = newDraft(text), nil, menu{}, undo{typed: -1}
	d := e.draft
	e.mu.Unlock()

	if text != "" {
		e.rl.Operation.SetBuffer(text)
	}
	painted := e.paint(d)

	e.mu.Lock()
	defer e.mu.Unlock()
	e.painted = painted
	e.active = true
	e.screen.fresh()
	e.screen.write("\x1b[?2004h")
	if above != "" {
		e.screen.write(rawLines(above))
	}
	e.flush()
	return nil
}

// indentFor lines the further lines of a text up with its first.
func indentFor(prompt string) string {
	const dots = "... "
	return strings.Repeat(" ", max(0, displayWidth(withoutColour(prompt))-len(dots))) + dots
}

// end leaves the terminal to whoever comes next. A line that is still active has been ended by Close; the loop may be
// painting it yet, so it stays in the colours it has.
func (e *Editor) end() {
	e.mu.Lock()
	if e.active {
		e.submit(e.painted, "")
	}
	e.screen.write("\x1b[?2004l")
	e.mu.Unlock()
	_ = e.term.leave()
}

// finish ends the line: it is shown for the last time, with note behind it.
func (e *Editor) finish(note string) {
	painted := e.paint(e.current())
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.active {
		e.submit(painted, note)
	}
}

// noteInterrupt shows the ^C that came behind Enter.
func (e *Editor) noteInterrupt() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.screen.write("^C\r\n")
}

func (e *Editor) submit(painted, note string) {
	e.active, e.search, e.painted, e.menu = false, nil, painted, menu{}
	e.screen.finish(e.block(), note)
	if text := e.takeNotices(); text != "" {
		e.screen.write(rawLines(text))
	}
}

// show makes d the line. While more keys are waiting it is not painted: the last of them will do that.
func (e *Editor) show(d draft) {
	e.mu.Lock()
	active := e.active
	if active {
		if !slices.Equal(e.draft.text, d.text) {
			e.touched = time.Now()
			if e.before != keyUndo && e.search == nil {
				e.undo.note(e.draft, d)
			}
		}
		e.draft = d
		if !e.menu.about(d) {
			e.menu = menu{}
		}
	}
	e.mu.Unlock()
	if !active || e.src.more() {
		return
	}
	painted := e.paint(d)
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.active {
		e.painted = painted
		e.flush()
	}
}

// block lays the line out for the screen as it is now.
func (e *Editor) block() block {
	cols, rows := e.screen.dimensions()
	prompt := e.prompt
	if e.search != nil {
		prompt = e.search.prompt()
	}
	text := string(e.draft.text)
	coloured := e.painted != text && withoutColour(e.painted) == text
	if coloured {
		text = e.painted
	}
	indent := e.indent
	if len(indent) > cols/2 {
		indent = ""
	}
	b := layout(prompt, indent, text, coloured, e.draft.pos, cols)
	if e.search == nil {
		b.below, _ = e.menu.rows(e.draft, cols, rows-len(b.rows))
	}
	if e.active && len(b.below) == 0 {
		b = b.withGhost(e.ghost(e.draft), cols)
	}
	return b
}

// current returns a copy of the line that may be changed.
func (e *Editor) current() draft {
	e.mu.Lock()
	defer e.mu.Unlock()
	return draft{slices.Clone(e.draft.text), e.draft.pos}
}

// resized is called when the terminal has another size, or this process goes on after it was stopped.
func (e *Editor) resized() {
	e.term.again()
	e.src.wake()
}

// hungUp reports whether the line was ended by the end of the input.
func (e *Editor) hungUp() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.hangup
}

// remember adds a statement to the history, unless it is to be ignored.
func (e *Editor) remember(text string) {
	if e.ignored(text) {
		return
	}
	e.mu.Lock()
	err := e.hist.add(text)
	e.mu.Unlock()
	e.complain(err)
}

// complain says, once, that the history is not kept.
func (e *Editor) complain(err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.complainLocked(err)
}

func (e *Editor) complainLocked(err error) {
	if err != nil {
		e.hist.file = nil
		e.queue(fmt.Sprintf("history is not kept: %v", err))
	}
}
