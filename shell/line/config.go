package line

import (
	"io"
	"os"
	"time"
)

// A Config says what an Editor works on. The zero value is an editor on the standard input and output, without
// history and completion. Complete to IgnoreHistory are called one at
// a time, and may call Notify; one that panics has said nothing.
type Config struct {
	In  io.Reader // os.Stdin if nil
	Out io.Writer // os.Stdout if nil

	// Complete returns what may stand around the byte pos of line. Nil: no completion.
	Complete func(line string, pos int) []Candidate
	// Incomplete reports that a statement goes on, so that Enter begins another line of it. Nil: a statement is one line.
	Incomplete func(text string) bool
	// Indent returns what a line begins with that is begun behind text. A closing bracket typed right behind it takes its last tab
	// away. Nil: nothing.
	Indent func(text string) string
	// Paint returns line with colour sequences (ESC [ ... m) put in, and otherwise unchanged; pos is the cursor's byte. Nil: no
	// colours.
	Paint func(line string, pos int) string
	// Pasted returns what a pasted text is to become: without the prompts of a transcript, say. Nil: as it is.
	Pasted func(text string) string

	// Suggest shows how the newest statement goes on that begins like the line, faint and behind the cursor. The keys that lead to
	// the right from the end of the line take it.
	Suggest bool

	// HistoryFile keeps the statements. It is made if it is missing, folder and all, for its owner alone; several
	// processes may share it. Empty: the history is kept in memory.
	HistoryFile string
	// HistorySize is the number of statements kept, 10,000 if 0.
	HistorySize int
	// IgnoreHistory tells statements that are not to be kept, besides those that begin with a space.
	IgnoreHistory func(text string) bool

	// The terminal. If In and Out are files, nothing of this is needed.

	// IsTerminal decides whether lines are edited, or read plainly without a prompt. Nil: see the function IsTerminal.
	IsTerminal func() bool
	// IsDumb reports that a person sits there all the same: lines are read as the terminal edits them, behind the prompt and
	// with a history. It is asked where IsTerminal says no. Nil: see the function IsDumb.
	IsDumb func() bool
	// Size returns the columns and rows of the terminal, 0 if unknown.
	Size func() (cols, rows int)
	// MakeRaw switches the terminal to raw mode, and returns how to go back.
	MakeRaw func() (restore func() error, err error)
	// OnResize has changed called whenever Size may return something else, until stop is called.
	OnResize func(changed func()) (stop func())
	// Suspend stops the process for ^Z, and returns when it goes on. It reports whether it was stopped.
	Suspend func() bool
	// EscapeDelay is how long Escape waits for the rest of a sequence, 100 ms if 0.
	EscapeDelay time.Duration
}

func (c Config) withDefaults() Config {
	if c.In == nil {
		c.In = os.Stdin
	}
	if c.Out == nil {
		c.Out = os.Stdout
	}
	if c.IsTerminal == nil {
		in, out := c.In, c.Out
		c.IsTerminal = func() bool { return IsTerminal(in, out, os.Getenv) }
	}
	if c.IsDumb == nil {
		in, out := c.In, c.Out
		c.IsDumb = func() bool { return IsDumb(in, out, os.Getenv) }
	}
	if c.Size == nil {
		c.Size = sizeOf(c.Out)
	}
	if c.MakeRaw == nil {
		c.MakeRaw = rawMode(c.In)
	}
	if c.OnResize == nil {
		c.OnResize = onResize
	}
	if c.Suspend == nil {
		c.Suspend = suspender(c.In)
	}
	if c.HistorySize <= 0 {
		c.HistorySize = 10_000
	}
	if c.EscapeDelay <= 0 {
		c.EscapeDelay = 100 * time.Millisecond
	}
	return c
}
