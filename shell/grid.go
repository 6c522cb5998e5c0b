package shell

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"
)

// A cell is the text in one field of a grid, and its colour if it has one.
type cell struct {
	text  string
	paint *color.Color
}

// A grid is a table with a head, printed in columns.
type grid struct {
	head []string
	rows [][]cell
	keep int   // the first columns, which are shown even when they are empty and never cut
	last bool  // where the whole is too wide, the last column goes under its row instead
	drop []int // the columns to leave out, in this order, where cutting is not enough
}

const (
	gap     = 2 // spaces between columns
	minimum = 8 // a column is not cut below this
)

// write prints the grid within width columns (0: as wide as it comes): columns with nothing in them are left out, and where
// the rest is too wide the widest are cut. Cells of a column that can go under its row have a colour.
func (g grid) write(width int, headPaint *color.Color) string {
	columns := g.filled()
	widths := g.widths(columns)
	under := g.last && width > 0 && total(widths) > width && columns[len(columns)-1] == len(g.head)-1
	if under {
		columns, widths = columns[:len(columns)-1], widths[:len(widths)-1]
	}
	for _, col := range g.drop {
		if i := slices.Index(columns, col); i >= 0 && width > 0 && narrowest(widths, g.keep) > width {
			columns, widths = slices.Delete(columns, i, i+1), slices.Delete(widths, i, i+1)
		}
	}
	fit(widths, width, g.keep)
	var b strings.Builder
	line := func(at func(col int) cell) {
		var l strings.Builder
		pad := 0
		for i, col := range columns {
			c := at(col)
			if c.text == "" {
				pad += widths[i] + gap
				continue
			}
			text := cut(c.text, widths[i])
			l.WriteString(strings.Repeat(" ", pad))
			if c.paint != nil {
				l.WriteString(c.paint.Sprint(text))
			} else {
				l.WriteString(text)
			}
			pad = widths[i] - utf8.RuneCountInString(text) + gap
		}
		b.WriteString(l.String() + "\n")
	}
	line(func(col int) cell { return cell{g.head[col], headPaint} })
	for _, row := range g.rows {
		line(func(col int) cell { return row[col] })
		if c := row[len(row)-1]; under && c.text != "" {
			b.WriteString("  " + c.paint.Sprint(cut(c.text, max(width-2, minimum))) + "\n")
		}
	}
	return b.String()
}

// filled returns the columns to show.
func (g grid) filled() []int {
	var columns []int
	for col := range g.head {
		show := col < g.keep
		for _, row := range g.rows {
			show = show || row[col].text != ""
		}
		if show {
			columns = append(columns, col)
		}
	}
	return columns
}

func (g grid) widths(columns []int) []int {
	widths := make([]int, len(columns))
	for i, col := range columns {
		widths[i] = utf8.RuneCountInString(g.head[col])
		for _, row := range g.rows {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[col].text))
		}
	}
	return widths
}

// fit takes from the widest column behind the first keep until the sum fits, as far as that goes.
func fit(widths []int, width, keep int) {
	if width <= 0 {
		return
	}
	for over := total(widths) - width; over > 0; over-- {
		widest := -1
		for i := keep; i < len(widths); i++ {
			if widths[i] > minimum && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

// narrowest returns the width of a line when all that can be cut is cut.
func narrowest(widths []int, keep int) int {
	least := slices.Clone(widths)
	for i := keep; i < len(least); i++ {
		least[i] = min(least[i], minimum)
	}
	return total(least)
}

// total returns the width of a line.
func total(widths []int) int {
	sum := gap * (len(widths) - 1)
	for _, w := range widths {
		sum += w
	}
	return sum
}

// cut shortens text to width runes; the last one says that something is missing.
func cut(text string, width int) string {
	if utf8.RuneCountInString(text) <= width {
		return text
	}
	return string([]rune(text)[:width-1]) + "…"
}
