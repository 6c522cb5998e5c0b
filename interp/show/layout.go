package show

import "strings"

// A mark is a place in the text of a value where a line may be broken.
type mark struct {
	at   int
	kind markKind
}

type markKind int

const (
	opens   markKind = iota // behind a {
	divides                 // at a comma
	closes                  // at a }
)

// open, divide and closing write what stands around and between the parts of a value.
func (p *printer) open(head string) { p.text(head + "{"); p.mark(opens) }
func (p *printer) divide()          { p.mark(divides); p.text(", ") }
func (p *printer) closing()         { p.mark(closes); p.text("}") }

func (p *printer) mark(kind markKind) {
	if !p.full() {
		p.marks = append(p.marks, mark{p.out.Len(), kind})
	}
}

// A group is what stands between brackets, an item what stands between its commas.
type (
	group struct {
		from, to int
		items    []item
		cut      bool // the text ends before the bracket is closed
	}
	item struct {
		from, to int
		groups   []*group
	}
)

// A layout breaks the text of a value into lines, as gofmt would.
type layout struct {
	text  string
	marks []mark
	width int
	out   strings.Builder
}

// broken returns the text of a value, on several lines where it is longer than width and has parts.
func broken(text string, marks []mark, width int) string {
	if width <= 0 || columns(text) <= width || len(marks) == 0 || strings.Contains(text, "\n") {
		return text
	}
	l := &layout{text: text, marks: marks, width: width}
	whole := l.item(0, len(text))
	l.write(whole, 0, 0)
	return l.out.String()
}

// item reads the marks of an item that begins at from, up to the one that ends it, or end.
func (l *layout) item(from, end int) item {
	it := item{from: from, to: end}
	for len(l.marks) > 0 {
		m := l.marks[0]
		if m.kind != opens {
			it.to = m.at
			return it
		}
		l.marks = l.marks[1:]
		it.groups = append(it.groups, l.group(m.at, end))
	}
	return it
}

// group reads the marks of a group that begins at from.
func (l *layout) group(from, end int) *group {
	g := &group{from: from}
	for {
		it := l.item(from, end)
		if it.to > it.from {
			g.items = append(g.items, it)
		}
		if len(l.marks) == 0 {
			g.to, g.cut = end, true
			return g
		}
		m := l.marks[0]
		l.marks = l.marks[1:]
		if m.kind == closes {
			g.to = m.at
			return g
		}
		from = end - len(strings.TrimPrefix(strings.TrimPrefix(l.text[m.at:end], ","), " "))
	}
}

// write writes an item that begins with that indent, and is followed by tail letters.
func (l *layout) write(it item, indent, tail int) {
	if indent+l.len(it.from, it.to)+tail <= l.width {
		l.out.WriteString(l.text[it.from:it.to])
		return
	}
	at := it.from
	for i, g := range it.groups {
		l.out.WriteString(l.text[at:g.from])
		if i == len(it.groups)-1 || l.len(g.from, g.to) > l.width/2 {
			l.lines(g, indent)
		} else {
			l.out.WriteString(l.text[g.from:g.to])
		}
		at = g.to
	}
	l.out.WriteString(l.text[at:it.to])
}

// lines writes the items of a group on lines of their own, short ones of a list together.
func (l *layout) lines(g *group, indent int) {
	inner := "\n" + strings.Repeat("  ", indent/2+1)
	fill, col := l.fills(g), 0
	for i, it := range g.items {
		size := l.len(it.from, it.to) + len(", ")
		if !fill || i == 0 || col+size > l.width {
			l.out.WriteString(inner)
			col = indent + 2
		} else {
			l.out.WriteByte(' ')
		}
		col += size
		l.write(it, indent+2, 1)
		if last := i == len(g.items)-1; !last || !g.cut && !strings.HasPrefix(l.text[it.from:], "... ") {
			l.out.WriteByte(',')
		}
	}
	if len(g.items) > 0 && !g.cut {
		l.out.WriteString("\n" + strings.Repeat("  ", indent/2))
	}
}

// fills reports whether the items of a group are so small that several go on a line: numbers and words of a list.
func (l *layout) fills(g *group) bool {
	const small = 24
	for _, it := range g.items {
		text := l.text[it.from:it.to]
		if len(it.groups) > 0 || len(text) > small || strings.Contains(text, ": ") {
			return false
		}
	}
	return true
}

func (l *layout) len(from, to int) int { return columns(l.text[from:to]) }
