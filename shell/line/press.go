package line

import (
	"slices"
	"unicode/utf8"

	"github.com/chzyer/readline"
)

// noop is a rune that readline's loop does nothing for, but report the line to its listener.
const noop = readline.CharBell

// pressed is called by readline's loop for every rune that it reads, and decides which one it acts upon. What readline
// has no rune for is left in e.edit, for changed to put into the line.
func (e *Editor) pressed(r rune) (rune, bool) {
	if r == 0 { // readline is being closed
		return 0, true
	}
	k := e.src.next()
	if k.code == keyHello {
		close(e.started)
		return noop, true
	}
	if e.isClosed() {
		e.rl.Terminal.KickRead() // it may have stopped at the key
		return noop, true
	}
	r, e.edit = e.press(k)
	if k.code != keyWake && k.code != keyForgotten {
		e.before = k.code
	}
	return r, true
}

// changed is called by readline's loop after each rune with the line as it is now, and may return another one.
func (e *Editor) changed(text []rune, pos int, r rune) ([]rune, int, bool) {
	if r == 0 { // not by the loop: readline begins a line
		return nil, 0, false
	}
	next := e.edit
	e.edit = nil
	if next == nil {
		e.show(draft{text, pos})
	} else {
		e.show(*next)
	}
	if r == readline.CharEnter || r == readline.CharInterrupt || r == readline.CharDelete && len(text) == 0 {
		e.settle()
	}
	if next == nil {
		return nil, 0, false
	}
	return slices.Clone(next.text), next.pos, true
}

// settle tells ReadLine that the loop is done with the line, unless it ended otherwise.
func (e *Editor) settle() {
	e.mu.Lock()
	active := e.active
	e.mu.Unlock()
	if active {
		return
	}
	select {
	case e.settled <- struct{}{}:
	default:
	}
}

// press returns the rune that readline is to act upon for the key, or noop and what becomes of the line.
func (e *Editor) press(k key) (rune, *draft) {
	switch k.code {
	case keyWake:
		return noop, e.takePrefill()
	case keyHangup:
		e.mu.Lock()
		e.hangup = true
		e.mu.Unlock()
		e.finish("")
		return readline.CharInterrupt, nil
	case keyForgotten:
		e.rl.Terminal.KickRead() // it has stopped at the key
		return noop, nil
	case keyInterrupt:
		e.finish("^C")
		return readline.CharInterrupt, nil
	case keySuspend:
		e.suspend()
		return noop, nil
	}
	e.mu.Lock()
	searching := e.search != nil
	e.mu.Unlock()
	if searching {
		if next, handled := e.pressSearch(k); handled {
			return noop, next
		}
	}
	switch k.code {
	case keyEnter:
		return e.enter()
	case keyDeleteEOF:
		if e.current().empty() {
			e.finish("")
		}
		return readline.CharDelete, nil
	case keyBackspace:
		return readline.CharBackspace, nil
	case keyLeft:
		return readline.CharBackward, nil
	case keyRight:
		if next, ok := e.accept(e.current(), keyRight); ok {
			return noop, &next
		}
		return readline.CharForward, nil
	case keyText:
		if next, ok := e.closing(e.current(), k.text); ok {
			return noop, &next
		}
		if r, size := utf8.DecodeRuneInString(k.text); size == len(k.text) {
			return r, nil
		}
	}
	return noop, e.change(k)
}

// enter submits the line, or begins another one of an incomplete statement.
func (e *Editor) enter() (rune, *draft) {
	d := e.current()
	if e.cfg.Incomplete != nil && !d.empty() && e.incomplete(string(d.text)) {
		next := e.newline(d)
		e.rl.Terminal.KickRead() // it has stopped at the Enter
		return noop, &next
	}
	e.finish("")
	return readline.CharEnter, nil
}

// change returns what a key makes of the line, nil if nothing.
func (e *Editor) change(k key) *draft {
	d := e.current()
	switch k.code {
	case keyText:
		d = d.insert([]rune(k.text))
	case keyPaste:
		d = e.paste(d, k.text)
	case keyNewline:
		d = e.newline(d)
	case keyTab:
		return e.tab(d)
	case keyTabBack:
		return e.choose(d, -1)
	case keyUp, keyDown:
		return e.vertical(d, k.code)
	case keyHome:
		d = d.at(d.lineStart())
	case keyEnd:
		if next, ok := e.accept(d, keyEnd); ok {
			return &next
		}
		d = d.at(d.lineEnd())
	case keyWordLeft:
		d = d.at(d.wordLeft())
	case keyWordRight:
		if next, ok := e.accept(d, keyWordRight); ok {
			return &next
		}
		d = d.at(d.wordRight())
	case keyTranspose:
		d = d.transpose()
	case keyDelete:
		if d.pos < len(d.text) {
			d, _ = d.cut(d.pos, d.pos+1)
		}
	case keyKillEnd, keyKillStart, keyKillWord, keyKillWordBack, keyKillBlankBack:
		d = e.kills.cut(d, k.code, e.before)
	case keyYank:
		d = e.kills.yank(d)
	case keyYankPop:
		return e.yankPop(d)
	case keyLastWord:
		return e.putLastWord(d)
	case keyUndo:
		return e.takeBack(d)
	case keyClear:
		e.mu.Lock()
		e.screen.clear(e.block())
		e.mu.Unlock()
		return nil
	case keySearchBack, keySearchNext:
		e.startSearch()
		return nil
	case keyEscape, keyCancel:
		return e.closeMenu(d)
	default:
		return nil
	}
	return &d
}

// yankPop puts in another text in the place of the one that was put in last.
func (e *Editor) yankPop(d draft) *draft {
	d, ok := e.kills.yankPop(d, e.before)
	if !ok {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.screen.bell()
		return nil
	}
	return &d
}

// takeBack makes the line what it was.
func (e *Editor) takeBack(d draft) *draft {
	e.mu.Lock()
	defer e.mu.Unlock()
	d, ok := e.undo.back(d)
	if !ok {
		e.screen.bell()
		return nil
	}
	return &d
}

// vertical moves the cursor between the lines of the text, and from the first and the last of them through the history.
func (e *Editor) vertical(d draft, c keyCode) *draft {
	e.mu.Lock()
	defer e.mu.Unlock()
	text := string(d.text)
	move, recall := d.up, e.hist.prev
	if c == keyDown {
		move, recall = d.down, e.hist.next
	}
	if !e.hist.recalling(text) {
		e.hist.leave()
		if next, ok := move(); ok {
			return &next
		}
	} else if d.pos != len(d.text) { // moved into the statement recalled
		if next, ok := move(); ok {
			return &next
		}
	}
	entry, ok := recall(text)
	if !ok {
		e.screen.bell()
		return nil
	}
	next := newDraft(entry)
	return &next
}

// takePrefill returns the line that SetBuffer has asked for.
func (e *Editor) takePrefill() *draft {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.prefill == nil {
		return nil
	}
	d := newDraft(*e.prefill)
	e.prefill, e.search = nil, nil
	e.before = keyNone
	return &d
}
