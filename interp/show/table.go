package show

import (
	"fmt"
	"go/types"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
)

// tabular prints a slice of structs as a table, when it fits the width.
func (p *printer) tabular(v reflect.Value, t types.Type) (string, bool) {
	if v.Kind() == reflect.Interface || p.limits.Width == 0 {
		return "", false
	}
	s, ok := t.Underlying().(*types.Slice)
	if !ok || v.Len() == 0 {
		return "", false
	}
	elem := s.Elem()
	ptr, isPtr := elem.Underlying().(*types.Pointer)
	if isPtr {
		elem = ptr.Elem()
	}
	u, ok := elem.Underlying().(*types.Struct)
	if !ok || p.opaqueStruct(elem) {
		return "", false
	}
	shown := p.fields(elem, u)
	if len(shown) == 0 {
		return "", false
	}
	n := v.Len()
	if p.limits.Items > 0 {
		n = min(n, p.limits.Items)
	}
	rows := [][]string{header(u, shown)}
	for i := range n {
		row, ok := p.row(v.Index(i), u, shown, isPtr)
		if !ok {
			return "", false
		}
		rows = append(rows, row)
	}
	widths := widest(rows)
	room := mostRoom
	for ; total(widths, room) > p.limits.Width; room-- {
		if room == leastRoom {
			return "", false
		}
	}
	text := align(cut(rows, room))
	foot := fmt.Sprintf("%s, %d of them", dyn.TypeName(t), v.Len())
	if n < v.Len() {
		foot += fmt.Sprintf(", %d shown", n)
	}
	return text + "(" + foot + ")", true
}

// mostRoom is how long a cell may be, leastRoom how long where the table does not fit else.
const mostRoom, leastRoom = 60, 16

// cut shortens the cells of rows below a header to room.
func cut(rows [][]string, room int) [][]string {
	out := [][]string{rows[0]}
	for _, row := range rows[1:] {
		short := slices.Clone(row)
		for i, cell := range short {
			if columns(cell) > room+1 {
				short[i] = head(cell, room) + "…"
			}
		}
		out = append(out, short)
	}
	return out
}

// head returns what of a text takes that many columns.
func head(text string, room int) string {
	taken := 0
	for at, r := range text {
		if taken += columns(string(r)); taken > room {
			return text[:at]
		}
	}
	return text
}

func header(u *types.Struct, shown []int) []string {
	out := make([]string, len(shown))
	for n, i := range shown {
		out[n] = u.Field(i).Name()
	}
	return out
}

// row prints those fields of one struct. One that takes several lines makes no
// table.
func (p *printer) row(v reflect.Value, u *types.Struct, shown []int, isPtr bool) ([]string, bool) {
	out := make([]string, len(shown))
	if isPtr {
		if v.IsNil() {
			out[0] = "nil"
			return out, true
		}
		v = v.Elem()
	}
	part := p.program
	part.Part = true
	for n, i := range shown {
		cell := &printer{program: part, limits: Limits{Depth: 2, Items: 3, Bytes: mostRoom}, seen: map[uintptr]bool{}}
		cell.value(v.Field(i), u.Field(i).Type(), inList, 1)
		out[n] = cell.out.String()
		if strings.Contains(out[n], "\n") {
			return nil, false
		}
	}
	return out, true
}

// A column is how wide its name is, and the widest of its cells.
type column struct{ name, cell int }

func widest(rows [][]string) []column {
	out := make([]column, len(rows[0]))
	for n, row := range rows {
		for i, cell := range row {
			if n == 0 {
				out[i].name = columns(cell)
			} else {
				out[i].cell = max(out[i].cell, columns(cell))
			}
		}
	}
	return out
}

// total is how wide a table is whose cells are cut to that room.
func total(list []column, room int) int {
	sum := 2 * (len(list) - 1)
	for _, c := range list {
		sum += max(c.name, min(c.cell, room+1))
	}
	return sum
}

// align writes rows in columns.
func align(rows [][]string) string {
	widths := widest(rows)
	var b strings.Builder
	right := numeric(rows[1:])
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			gap := strings.Repeat(" ", max(widths[i].name, widths[i].cell)-columns(cell))
			if right[i] {
				line.WriteString(gap + cell + "  ")
			} else {
				line.WriteString(cell + gap + "  ")
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}

var number = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

// numeric says which columns hold numbers, and nothing else but what is not there. They stand to the right.
func numeric(rows [][]string) []bool {
	right := make([]bool, len(rows[0]))
	for i := range right {
		right[i] = slices.ContainsFunc(rows, func(row []string) bool { return number.MatchString(row[i]) }) &&
			!slices.ContainsFunc(rows, func(row []string) bool { return row[i] != "" && row[i] != "nil" && !number.MatchString(row[i]) })
	}
	return right
}
