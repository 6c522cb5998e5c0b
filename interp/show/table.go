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
	if !ok || u.NumFields() == 0 || p.opaqueStruct(elem) {
		return "", false
	}
	n := v.Len()
	if p.limits.Items > 0 {
		n = min(n, p.limits.Items)
	}
	text := ""
	for _, room := range cellRooms {
		rows := [][]string{header(u)}
		for i := range n {
			row, ok := p.row(v.Index(i), u, isPtr, room)
			if !ok {
				return "", false
			}
			rows = append(rows, row)
		}
		if text, ok = align(rows, p.limits.Width); ok {
			break
		}
	}
	if text == "" {
		return "", false
	}
	foot := fmt.Sprintf("%s, %d of them", dyn.TypeName(t), v.Len())
	if n < v.Len() {
		foot += fmt.Sprintf(", %d shown", n)
	}
	return text + "(" + foot + ")", true
}

// cellRooms are how long a cell may be: less where the table does not fit else.
var cellRooms = []int{60, 30, 16}

func header(u *types.Struct) []string {
	out := make([]string, u.NumFields())
	for i := range out {
		out[i] = u.Field(i).Name()
	}
	return out
}

// row prints the fields of one struct, each in that room. One that takes several lines makes no
// table.
func (p *printer) row(v reflect.Value, u *types.Struct, isPtr bool, room int) ([]string, bool) {
	out := make([]string, u.NumFields())
	if isPtr {
		if v.IsNil() {
			out[0] = "nil"
			return out, true
		}
		v = v.Elem()
	}
	part := p.program
	part.Part = true
	for i := range out {
		cell := &printer{program: part, table: p.table, limits: Limits{Depth: 2, Items: 3, Bytes: room}, seen: map[uintptr]bool{}}
		cell.value(v.Field(i), u.Field(i).Type(), 1)
		out[i] = cell.out.String()
		if strings.Contains(out[i], "\n") {
			return nil, false
		}
	}
	return out, true
}

// align writes rows in columns, if they are no wider than width.
func align(rows [][]string, width int) (string, bool) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], columns(cell))
		}
	}
	total := 0
	for _, w := range widths {
		total += w + 2
	}
	if total-2 > width {
		return "", false
	}
	var b strings.Builder
	right := numeric(rows[1:])
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			gap := strings.Repeat(" ", widths[i]-columns(cell))
			if right[i] {
				line.WriteString(gap + cell + "  ")
			} else {
				line.WriteString(cell + gap + "  ")
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String(), true
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
