package show

import (
	"regexp"
	"slices"
	"strings"
)

// width is how wide a table of these columns is whose cells are cut to that room.
func (tab *table) width(cols []int, room int) int {
	sum := 2 * (len(cols) - 1)
	for _, i := range cols {
		sum += tab.columnWidth(i, room)
	}
	return sum
}

func (tab *table) columnWidth(i, room int) int {
	widest := 0
	for _, row := range tab.cells {
		widest = max(widest, columns(row[i]))
	}
	return max(columns(tab.names[i]), min(widest, room+1))
}

// align writes the columns, with cells that are cut to that room.
func (tab *table) align(cols []int, room int) string {
	lines := make([]string, len(tab.cells)+1)
	for _, i := range cols {
		width, right := tab.columnWidth(i, room), tab.numeric(i)
		for n := range lines {
			cell := tab.names[i]
			if n > 0 {
				cell = cut(tab.cells[n-1][i], room)
			}
			gap := strings.Repeat(" ", width-columns(cell))
			if right {
				lines[n] += gap + cell + "  "
			} else {
				lines[n] += cell + gap + "  "
			}
		}
	}
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// cut shortens a text to so many columns, and a mark that it was.
func cut(text string, room int) string {
	if columns(text) <= room+1 {
		return text
	}
	taken := 0
	for at, r := range text {
		if taken += columns(string(r)); taken > room {
			return text[:at] + "…"
		}
	}
	return text
}

var number = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

// numeric reports whether a column holds numbers, and nothing else but what is not there. They stand to the right.
func (tab *table) numeric(i int) bool {
	return slices.ContainsFunc(tab.cells, func(row []string) bool { return number.MatchString(row[i]) }) &&
		!slices.ContainsFunc(tab.cells, func(row []string) bool {
			return row[i] != "" && row[i] != "nil" && !number.MatchString(row[i])
		})
}
