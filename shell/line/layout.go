package line

import (
	"strings"
	"unicode/utf8"
)

// A block is a prompt and a text as rows of a screen, and the place of the cursor in them.
type block struct {
	rows   []string
	widths []int
	row    int
	col    int
	below  []string // rows that are shown below it, for as long as it is edited
}

const resetColour = "\x1b[0m"

// A layouter sets text into rows of cols columns.
type layouter struct {
	cols   int
	buf    strings.Builder
	ends   []int // where each finished row ends in buf
	widths []int
	col    int
	colour string // the colours that are on
}

// layout sets the prompt and then the text, both of which may hold colour sequences if coloured is true (the prompt always may).
// Lines of the text after the first begin with indent. The cursor stands before the rune of the text at pos.
func layout(prompt, indent, text string, coloured bool, pos, cols int) block {
	l := layouter{cols: max(1, cols)}
	l.buf.Grow(len(prompt) + len(text) + len(text)/8)
	l.print(prompt)
	row, col, base := 0, 0, l.col
	n := 0
	for i := 0; i < len(text); {
		if coloured {
			if size := sgr(text[i:]); size > 0 {
				l.setColour(text[i : i+size])
				i += size
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		g, w := "", 0
		if r != '\n' {
			g, w = glyph(r, l.col-base)
			g, w = l.room(g, w)
		}
		if n == pos {
			row, col = len(l.ends), l.col
		}
		n++
		if r == '\n' {
			l.newline()
			l.print(indent)
			base = l.col
			continue
		}
		l.buf.WriteString(g)
		l.col += w
	}
	if n <= pos {
		if l.col >= l.cols {
			l.newline()
		}
		row, col = len(l.ends), l.col
	}
	return l.block(row, col)
}

// room makes room for something w columns wide: a row of its own if it does not fit this one, a question mark if none is wide enough.
func (l *layouter) room(g string, w int) (string, int) {
	if w > l.cols {
		g, w = "?", 1
	}
	if l.col+w > l.cols {
		l.newline()
	}
	return g, w
}

// print sets a prompt: text whose colours end with it.
func (l *layouter) print(s string) {
	outer := l.colour
	l.setColour(resetColour)
	for i := 0; i < len(s); {
		if n := sgr(s[i:]); n > 0 {
			l.setColour(s[i : i+n])
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		g, w := l.room(glyph(r, l.col))
		l.buf.WriteString(g)
		l.col += w
	}
	l.setColour(resetColour)
	l.setColour(outer)
}

func (l *layouter) setColour(seq string) {
	switch {
	case seq == "":
	case seq == resetColour || seq == "\x1b[m":
		if l.colour != "" {
			l.buf.WriteString(resetColour)
		}
		l.colour = ""
	default:
		l.buf.WriteString(seq)
		if len(l.colour) > 64 { // a painter that never resets
			l.colour = ""
		}
		l.colour += seq
	}
}

// newline ends the row. Every row can be printed by itself: colours that are on are switched off at its end and on again
// in the next.
func (l *layouter) newline() {
	if l.colour != "" {
		l.buf.WriteString(resetColour)
	}
	l.ends = append(l.ends, l.buf.Len())
	l.widths = append(l.widths, l.col)
	l.col = 0
	l.buf.WriteString(l.colour)
}

func (l *layouter) block(row, col int) block {
	l.newline()
	all := l.buf.String()
	rows := make([]string, len(l.ends))
	start := 0
	for i, end := range l.ends {
		rows[i], start = all[start:end], end
	}
	return block{rows: rows, widths: l.widths, row: row, col: col}
}

// window returns the part of the block around the cursor that is at most so many rows high.
func (b block) window(height int) block {
	height = max(1, height)
	if len(b.rows) <= height {
		return b
	}
	from := min(max(0, b.row-height/2), len(b.rows)-height)
	return block{rows: b.rows[from : from+height], widths: b.widths[from : from+height], row: b.row - from, col: b.col}
}

// reflowed returns the row of the cursor after a terminal of cols columns has broken the rows that are too wide for it.
func (b block) reflowed(cols int) int {
	cols = max(1, cols)
	row := b.col / cols
	for _, w := range b.widths[:b.row] {
		row += max(1, (w+cols-1)/cols)
	}
	return row
}
