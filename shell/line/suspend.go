package line

// noShell is said where ^Z has nobody to go back to.
const noShell = "^Z: there is no shell to go back to"

// suspend gives the terminal back and stops the process, as ^Z does to a program that reads the terminal plainly. When the
// process goes on, the line is there again, in a row of its own.
func (e *Editor) suspend() {
	e.mu.Lock()
	if !e.active {
		e.mu.Unlock()
		return
	}
	e.menu, e.active = menu{}, false
	e.screen.suspend(e.block(), "^Z")
	e.active = true
	e.screen.write("\x1b[?2004l")
	e.mu.Unlock()
	_ = e.term.leave()

	suspended := e.cfg.Suspend()

	err := e.term.enter()
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.active {
		return
	}
	if !suspended {
		e.queue(noShell)
		e.screen.write("\r\n")
	}
	e.complainLocked(err)
	e.screen.fresh()
	e.screen.write("\x1b[?2004h")
	e.flush()
}
