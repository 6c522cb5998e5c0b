package line

import (
	"errors"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// A dumb terminal cannot be drawn on, but a person sits at it: the shell of an editor, say. It stays in its usual mode and
// edits the line itself, so that ^C comes as a signal. The prompt is written in front of each line.

// askPlainly returns the statement that is typed at a dumb terminal, as ReadLine does.
func (e *Editor) askPlainly(prompt string) (string, error) {
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	defer e.asking("")
	text, err := e.askLine(prompt, interrupts)
	for err == nil && e.cfg.Incomplete != nil && strings.TrimSpace(text) != "" && e.incomplete(text) {
		var more string
		more, err = e.askLine(indentFor(lastLine(prompt)), interrupts)
		text += "\n" + more
	}
	if err != nil {
		return "", err
	}
	e.remember(text)
	return text, nil
}

// askLine shows the prompt and reads one line.
func (e *Editor) askLine(prompt string, interrupts <-chan os.Signal) (string, error) {
	e.asking(prompt)
	text, err := e.plain.readLine(e.closed, interrupts)
	if errors.Is(err, syscall.EIO) { // the terminal is gone
		err = io.EOF
	}
	if err != nil {
		e.mu.Lock()
		e.screen.write("\n")
		e.mu.Unlock()
	}
	return text, err
}

// asking writes the prompt, below the notices that wait. While it is not empty, notices are shown at once and the prompt again
// below them.
func (e *Editor) asking(prompt string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.asked = lastLine(prompt)
	if prompt == "" {
		return
	}
	e.complainLocked(e.hist.sync())
	if text := e.takeNotices(); text != "" {
		e.screen.write(text + "\n")
	}
	e.screen.write(prompt)
}

func lastLine(text string) string { return text[strings.LastIndexByte(text, '\n')+1:] }
