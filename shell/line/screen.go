package line

import (
	"io"
	"strconv"
	"strings"
)

// A screen shows one block at the end of what a terminal has printed. Each method is one write. It is not safe for
// concurrent use.
type screen struct {
	out   io.Writer
	size  func() (cols, rows int)
	shown block
	cols  int // of the terminal when shown was painted
}

// dimensions returns the size of the terminal, or what to assume where it does not tell.
func (s *screen) dimensions() (cols, rows int) {
	cols, rows = s.size()
	if cols <= 0 {
		cols = 80
	}
	if rows <= 0 {
		rows = 24
	}
	return cols, rows
}

// openEnd marks a row that was left in the middle.
const openEnd = "⏎"

// eraseBelow goes to the first column and erases all from there to the end of the terminal. Told to do that in its first
// cell, tmux takes it for a clearing, before which it puts a copy of the screen into what can be scrolled back to; so the
// first cell is erased by itself.
const eraseBelow = "\r\x1b[C\x1b[J\r\x1b[K"

// fresh goes to the beginning of an empty row, in no colour. Whoever has written before may have left the cursor anywhere in one, and
// the terminal does not say where: a mark and blanks that fill a row lead to the next one, but from the first column only to the end of the same.
func (s *screen) fresh() {
	if cols, _ := s.size(); cols > 1 {
		s.write(resetColour + openEnd + strings.Repeat(" ", cols-1) + eraseBelow)
	}
}

// paint shows the block in the place of the one shown.
func (s *screen) paint(b block) { s.write(s.erase() + s.draw(b)) }

// above prints text where the block begins, and the block again below it.
func (s *screen) above(text string, b block) {
	s.write(s.erase() + rawLines(text) + s.draw(b))
}

// below leaves the block where it is, prints text, and shows the block again below that.
func (s *screen) below(text string, b block) {
	s.write(s.leave(b, "") + rawLines(text) + s.draw(b))
}

// clear empties the terminal and shows the block in its first row.
func (s *screen) clear(b block) {
	s.shown = block{}
	s.write("\x1b[H\x1b[2J" + s.draw(b))
}

// finish leaves the block on the screen, with note behind it, and goes to the row below.
func (s *screen) finish(b block, note string) { s.write(s.leave(b, note)) }

// suspend leaves the block on the screen, and the cursor behind note, for a shell that begins a row of its own.
func (s *screen) suspend(b block, note string) { s.write(s.last(b, note)) }

func (s *screen) leave(b block, note string) string { return s.last(b, note) + "\r\n" }

// last shows the block for the last time, with note behind it, if that is not "".
func (s *screen) last(b block, note string) string {
	out := s.erase() + s.draw(b)
	last := len(s.shown.rows) - 1
	out += csi(last-s.shown.row, 'B')
	if note != "" {
		out += "\r" + csi(s.shown.widths[last], 'C') + note
	}
	s.shown = block{}
	return out
}

// bell rings.
func (s *screen) bell() { s.write("\a") }

func (s *screen) erase() string {
	if len(s.shown.rows) == 0 {
		return ""
	}
	row := s.shown.row
	if cols, _ := s.dimensions(); cols < s.cols {
		row = s.shown.reflowed(cols)
	}
	return csi(row, 'A') + eraseBelow
}

func (s *screen) draw(b block) string {
	cols, rows := s.dimensions()
	b = b.window(rows)
	s.shown, s.cols = b, cols
	var out strings.Builder
	for i, row := range b.rows {
		if i > 0 {
			out.WriteString("\r\n")
		}
		out.WriteString(row)
	}
	for _, row := range b.below {
		out.WriteString("\r\n" + row)
	}
	out.WriteString(csi(len(b.rows)+len(b.below)-1-b.row, 'A'))
	out.WriteString("\r" + csi(b.col, 'C'))
	return out.String()
}

// write ignores errors: a terminal that cannot be written to ends its input too.
func (s *screen) write(text string) { _, _ = io.WriteString(s.out, text) }

// csi is the sequence that moves the cursor n steps, nothing for none.
func csi(n int, final byte) string {
	if n <= 0 {
		return ""
	}
	return "\x1b[" + strconv.Itoa(n) + string(final)
}

// rawLines makes whole lines of text for a terminal that does not return the carriage itself.
func rawLines(text string) string {
	text = strings.TrimSuffix(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	return strings.ReplaceAll(text, "\n", "\r\n") + "\r\n"
}
