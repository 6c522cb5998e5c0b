package shell

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mrepl/mrepl/states"
)

// The measures of a picture, in pixels.
const (
	boxHeight  = 46
	boxPadding = 14
	letter     = 8.2 // the widest that most letters are
	between    = 28  // boxes of a row
	rowHeight  = 104
	margin     = 24
)

// A spot is where a state is drawn, or where a link passes through a row.
type spot struct {
	name  string // "" for a link that passes
	width float64
	x     float64 // the middle
	row   int
	above []*spot // what it uses, or where its link goes on
}

// svg draws the network: what is started first at the top, each state below all that it uses.
func (n *network) svg() string {
	rows, spots := n.rows()
	arrange(rows)
	width := spread(rows)
	height := float64(len(rows)-1)*rowHeight + boxHeight + 2*margin

	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img">`+"\n", width, height, width, height)
	b.WriteString("<title>states and what they use</title>\n<style>\n" + svgStyle())
	b.WriteString("</style>\n" + `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>` + "\n")
	for _, l := range n.links {
		b.WriteString(drawLink(spots[l.From], spots[l.To], l))
	}
	for _, i := range n.infos {
		at := spots[i.Name]
		x, y := at.x-at.width/2, top(at.row)
		fmt.Fprintf(&b, `<g class="%s"><title>%s</title><rect x="%.1f" y="%.1f" width="%.1f" height="%d" rx="7"/>`,
			tone(i).name, escaped(particulars(i)), x, y, at.width, boxHeight)
		fmt.Fprintf(&b, `<text class="name" x="%.1f" y="%.1f">%s</text><text x="%.1f" y="%.1f">%s</text></g>`+"\n",
			at.x, y+20, escaped(i.Name), at.x, y+36, escaped(cut(about(i), 48)))
	}
	return b.String() + "</svg>\n"
}

// particulars are what a browser shows of a state that is pointed at.
func particulars(i states.Info) string {
	lines := []string{i.Doc, i.Type, i.Pos}
	if i.Substitute != "" {
		lines = append(lines, "substitute: "+substituteText(i, len(i.Substitute)))
	}
	for _, stale := range i.Stale {
		lines = append(lines, stale.String())
	}
	if i.Err != nil {
		lines = append(lines, explain(rootOf(i.Err)))
	}
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n")
}

// svgStyle are the colours, for light and for dark.
func svgStyle() string {
	var b strings.Builder
	b.WriteString("text{font:11px system-ui,sans-serif;text-anchor:middle;fill:#57606a}.name{font-size:13px;font-weight:600;fill:#1f2328}\n")
	b.WriteString(".link{fill:none;stroke:#8c959f;stroke-width:1.4;marker-end:url(#arrow)}.optional{stroke-dasharray:4 4}marker path{fill:#8c959f}\n")
	for _, t := range tones {
		fmt.Fprintf(&b, ".%s rect{fill:%s;stroke:%s}\n", t.name, t.fill, t.line)
	}
	b.WriteString("@media(prefers-color-scheme:dark){svg{background:#0d1117}text{fill:#9198a1}.name{fill:#f0f6fc}")
	for _, t := range tones {
		fmt.Fprintf(&b, ".%s rect{fill:%s26}", t.name, t.line)
	}
	return b.String() + "}\n"
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder does not fail
	return b.String()
}

func top(row int) float64 { return margin + float64(row)*rowHeight }

// rows puts every state into the row below all that it uses, with spots where links pass through the rows between.
func (n *network) rows() (rows [][]*spot, spots map[string]*spot) {
	spots = map[string]*spot{}
	var depth func(name string, path []string) int
	depth = func(name string, path []string) int {
		deepest := 0
		for _, used := range n.uses(name) {
			if !slices.Contains(path, used) { // a circle has no bottom
				deepest = max(deepest, depth(used, append(path, used))+1)
			}
		}
		return deepest
	}
	add := func(s *spot) {
		for len(rows) <= s.row {
			rows = append(rows, nil)
		}
		rows[s.row] = append(rows[s.row], s)
	}
	for _, i := range n.infos {
		letters := max(utf8.RuneCountInString(i.Name), utf8.RuneCountInString(cut(about(i), 48))*10/12)
		s := &spot{name: i.Name, width: float64(letters)*letter + 2*boxPadding, row: depth(i.Name, []string{i.Name})}
		spots[i.Name] = s
		add(s)
	}
	for _, l := range n.links {
		from, to := spots[l.From], spots[l.To]
		for row := from.row - 1; row > to.row; row-- {
			pass := &spot{width: 10, row: row}
			from.above = append(from.above, pass)
			add(pass)
			from = pass
		}
		from.above = append(from.above, to)
	}
	return rows, spots
}

// arrange orders the spots of each row by where what they use stands, so that few links cross.
func arrange(rows [][]*spot) {
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b *spot) int {
			switch x, y := middle(a), middle(b); {
			case x < y:
				return -1
			case x > y:
				return 1
			}
			return 0
		})
		for i, s := range row {
			s.x = float64(i) / float64(max(1, len(row)-1)) // for the row below
		}
	}
}

// middle is where the things stand, on the average, that a spot is connected to.
func middle(s *spot) float64 {
	if len(s.above) == 0 {
		return 0.5
	}
	sum := 0.0
	for _, a := range s.above {
		sum += a.x
	}
	return sum / float64(len(s.above))
}

// spread centres the rows and returns the width of all.
func spread(rows [][]*spot) float64 {
	widths := make([]float64, len(rows))
	widest := 0.0
	for i, row := range rows {
		for _, s := range row {
			widths[i] += s.width + between
		}
		widths[i] -= between
		widest = max(widest, widths[i])
	}
	for i, row := range rows {
		x := margin + (widest-widths[i])/2
		for _, s := range row {
			s.x = x + s.width/2
			x += s.width + between
		}
	}
	return widest + 2*margin
}

// drawLink draws the link from a state up to what it uses, through the spots between.
func drawLink(from, to *spot, l link) string {
	var d strings.Builder
	at := from
	x, y := at.x, top(at.row)
	fmt.Fprintf(&d, "M%.1f %.1f", x, y)
	for at != to {
		next := to
		for _, a := range at.above {
			if a == to || a.name == "" && leads(a, to) {
				next = a
				break
			}
		}
		ny := top(next.row) + boxHeight
		fmt.Fprintf(&d, "C%.1f %.1f %.1f %.1f %.1f %.1f", x, y-30, next.x, ny+30, next.x, ny)
		x, y = next.x, ny
		if next != to {
			y = top(next.row)
			fmt.Fprintf(&d, "L%.1f %.1f", x, y)
		}
		at = next
	}
	return fmt.Sprintf(`<path class="link %s" d="%s"><title>%s uses %s (%s)</title></path>`+"\n", l.Kind, d.String(), escaped(l.From), escaped(l.To), l.Kind)
}

// leads reports whether a link that passes ends at to.
func leads(pass, to *spot) bool {
	for pass.name == "" {
		pass = pass.above[0]
	}
	return pass == to
}
