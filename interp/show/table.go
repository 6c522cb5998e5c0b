package show

import (
	"fmt"
	"go/types"
	"reflect"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
)

// A table is a list or map of structs, with a row for each of them.
type table struct {
	of    types.Type // the list or map
	names []string   // of the columns: the fields, after the key of a map
	zero  []bool     // what is zero in all rows
	cells [][]string
	len   int  // how many there are, also of those that are not shown
	exact bool // nothing may be left out
}

// tabular prints a list or map of structs as a table, where that fits the width.
func (p *printer) tabular(v reflect.Value, t types.Type) (string, bool) {
	if v.Kind() == reflect.Interface && v.CanInterface() && !v.IsNil() {
		if dt, raw := dyn.Open(dyn.Lift(v.Interface())); dt != nil {
			v, t = reflect.ValueOf(raw), dt.Go()
		}
	}
	if p.limits.Width == 0 || v.Kind() != reflect.Slice && v.Kind() != reflect.Map || v.Len() == 0 {
		return "", false
	}
	elem, ok := t.Underlying().(interface{ Elem() types.Type })
	if !ok {
		return "", false
	}
	of := elem.Elem()
	if ptr, ok := of.Underlying().(*types.Pointer); ok {
		of = ptr.Elem()
	}
	u, ok := of.Underlying().(*types.Struct)
	if !ok || p.opaqueStruct(of) {
		return "", false
	}
	shown := p.fields(of, u)
	if len(shown) == 0 {
		return "", false
	}
	tab := &table{of: t, len: v.Len(), exact: p.unbounded()}
	if _, ok := t.Underlying().(*types.Map); ok {
		tab.column("[key]", false)
	}
	for _, i := range shown {
		tab.column(u.Field(i).Name(), true)
	}
	if !p.fill(tab, v, u, shown) {
		return "", false
	}
	return tab.text(p.limits.Width)
}

func (tab *table) column(name string, zero bool) {
	tab.names, tab.zero = append(tab.names, name), append(tab.zero, zero)
}

// fill prints the cells. A value that takes several lines makes no table.
func (p *printer) fill(tab *table, v reflect.Value, u *types.Struct, shown []int) bool {
	n := tab.len
	if p.limits.Items > 0 {
		n = min(n, p.limits.Items)
	}
	var keys []reflect.Value
	m, isMap := tab.of.Underlying().(*types.Map)
	if isMap {
		keys = smallest(v, n)
	}
	for i := range n {
		if !isMap {
			tab.cells = append(tab.cells, p.row(tab.zero, v.Index(i), u, shown))
			continue
		}
		row := p.row(tab.zero[1:], v.MapIndex(keys[i]), u, shown)
		tab.cells = append(tab.cells, append([]string{p.inCell(keys[i], m.Key())}, row...))
	}
	for _, row := range tab.cells {
		for _, cell := range row {
			if strings.Contains(cell, "\n") {
				return false
			}
		}
	}
	return true
}

// row prints those fields of one struct, or of what points to it, and notes which are not zero.
func (p *printer) row(zero []bool, v reflect.Value, u *types.Struct, shown []int) []string {
	out := make([]string, len(shown))
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			out[0], zero[0] = "nil", false
			return out
		}
		v = v.Elem()
	}
	for n, i := range shown {
		out[n] = p.inCell(v.Field(i), u.Field(i).Type())
		zero[n] = zero[n] && v.Field(i).IsZero()
	}
	return out
}

// unbounded reports whether everything is to be printed.
func (p *printer) unbounded() bool { return p.limits.Items == 0 && p.limits.Depth == 0 }

// inCell prints a value that is a part of a table.
func (p *printer) inCell(v reflect.Value, t types.Type) string {
	part := p.program
	part.Part = true
	cell := &printer{program: part, limits: Limits{Depth: 2, Items: 3, Bytes: mostRoom}, cell: true, seen: map[uintptr]bool{}}
	if p.unbounded() {
		cell.limits, cell.cell = Limits{Bytes: p.limits.Bytes}, false
	}
	cell.value(v, t, inList, 1)
	return cell.out.String()
}

// mostRoom is how wide a cell may be, leastRoom how wide where the table does not fit else.
const mostRoom, leastRoom = 60, 12

// text lays the table out. Where it is too wide the columns go that are zero throughout, then cells are
// cut, and of a longer list the last columns go.
func (tab *table) text(width int) (string, bool) {
	const long = 4
	cols := make([]int, len(tab.names))
	for i := range cols {
		cols[i] = i
	}
	if tab.exact {
		if tab.width(cols, width) > width {
			return "", false
		}
		return tab.align(cols, width) + "(" + fmt.Sprintf("%s, %d of them", dyn.TypeName(tab.of), tab.len) + ")", true
	}
	var zero, left []string
	if tab.width(cols, mostRoom) > width {
		cols, zero = tab.without(cols)
	}
	for tab.width(cols, leastRoom) > width {
		if len(tab.cells) < long || len(cols) <= len(tab.names)/2 {
			return "", false
		}
		left = append([]string{tab.names[cols[len(cols)-1]]}, left...)
		cols = cols[:len(cols)-1]
	}
	room := mostRoom
	for tab.width(cols, room) > width {
		room--
	}
	foot := fmt.Sprintf("%s, %d of them", dyn.TypeName(tab.of), tab.len)
	if len(tab.cells) < tab.len {
		foot += fmt.Sprintf(", %d shown", len(tab.cells))
	}
	if len(zero) > 0 {
		foot += "; zero: " + strings.Join(zero, ", ")
	}
	if len(left) > 0 {
		foot += "; too wide: " + strings.Join(left, ", ")
	}
	return tab.align(cols, room) + "(" + foot + ")", true
}

// without returns the columns that are not zero in all rows, and the names of the others. It leaves
// all where nothing would remain.
func (tab *table) without(cols []int) (rest []int, zero []string) {
	for _, i := range cols {
		if tab.zero[i] {
			zero = append(zero, tab.names[i])
		} else {
			rest = append(rest, i)
		}
	}
	if len(rest) == 0 {
		return cols, nil
	}
	return rest, zero
}
