package lower

import (
	"go/ast"
	"go/token"
	"slices"
	"sort"
	"strings"
)

// A line of a unit comes from a line of the source, that of a statement. The calls in a statement
// of several lines are on lines of their own to the Go runtime. So these carry a reference to
// their position, which is taken out of the text again when the unit is put together.

// placed is around such a reference.
const placed = "\x03"

// place writes a call with a reference to its position, if that is another line than the one of
// the statement.
func (f *fn) place(e *ast.CallExpr, code string) string {
	pos := callPos(e)
	if !f.at.IsValid() || f.fset.Position(pos).Line == f.fset.Position(f.at).Line {
		return code
	}
	return placed + strings.Trim(f.mark(pos), `"`) + placed + code
}

// callPos returns the position that a call has to the Go runtime: of the name that is called.
func callPos(e *ast.CallExpr) token.Pos {
	switch fun := ast.Unparen(e.Fun).(type) {
	case *ast.Ident:
		return fun.Pos()
	case *ast.SelectorExpr:
		return fun.Sel.Pos()
	}
	return e.Lparen
}

// placedCall is where a call with a position of its own is in a unit.
type placedCall struct {
	line, column int // from 1, of the expression with the call
	ref          string
}

// takePlaces takes the references out of the text of a unit.
func (u *Unit) takePlaces() {
	if !strings.Contains(u.Source, placed) {
		return
	}
	lines := strings.Split(u.Source, "\n")
	for i, line := range lines {
		for {
			before, rest, found := strings.Cut(line, placed)
			if !found {
				break
			}
			ref, after, _ := strings.Cut(rest, placed)
			at := placedCall{i + 1, len(before) + 1, ref}
			if n := len(u.placed); n == 0 || u.placed[n-1].line != at.line || u.placed[n-1].column != at.column {
				u.placed = append(u.placed, at)
			}
			line = before + after
		}
		lines[i] = line
	}
	u.Source = strings.Join(lines, "\n")
}

// A Site is a call in a unit, or all those of a line: a number from 1 to what Sites returns.

// Sites returns how many sites there are.
func (u *Unit) Sites() int { return len(u.lines) + len(u.placed) }

// SiteAt returns the site of a call that begins at a line and a column of the unit, from 1.
func (u *Unit) SiteAt(line, column int) (site int) {
	i, found := slices.BinarySearchFunc(u.placed, placedCall{line: line, column: column}, func(a, b placedCall) int {
		if a.line != b.line {
			return a.line - b.line
		}
		return a.column - b.column
	})
	if found {
		return len(u.lines) + i + 1
	}
	return line
}

// SitePosition returns where a site is in the source, the zero Position where it is not one of it.
func (u *Unit) SitePosition(site int) (pos token.Position) {
	line := u.siteLine(site)
	if line != site {
		pos = u.mark(u.placed[site-len(u.lines)-1].ref)
	}
	if !pos.IsValid() {
		pos = u.Position(line)
	}
	return pos
}

// siteLine returns the line of the unit that a site is in.
func (u *Unit) siteLine(site int) int {
	if i := site - len(u.lines) - 1; i >= 0 && i < len(u.placed) {
		return u.placed[i].line
	}
	return site
}

// Caller is the function of the source with a call.
type Caller struct {
	Func  string         // as the Go runtime calls it
	Pos   token.Position // of the call
	Start int            // the site of the line at which the function begins

	Bare    bool // it has no parameters
	Spawns  bool // it is the function that has begun the goroutine, with the call
	Ends    bool // it is at its end, and makes its deferred calls
	Initial bool // it initialises a variable, or is an init function
}

// Caller returns the function with the calls of a site; not ok where that is not one of the
// source.
func (u *Unit) Caller(site int) (c Caller, ok bool) {
	c.Pos = u.SitePosition(site)
	in, ok := u.enclosing(u.siteLine(site))
	if !ok || !c.Pos.IsValid() {
		return Caller{}, false
	}
	s := u.symbols[in.name]
	if s.wrapper {
		return Caller{}, false
	}
	if in.name == u.run {
		s = u.symbols[c.Pos.Filename]
	}
	c.Func, c.Start, c.Bare, c.Spawns, c.Ends = s.name, in.line, s.bare, s.spawns, s.unwinds
	c.Initial = strings.HasSuffix(c.Func, ".init") || strings.Contains(c.Func, ".init.")
	return c, c.Func != ""
}

// functionAt is where a function begins in a unit.
type functionAt struct {
	line int
	name string
}

// enclosing returns the function of the unit that a line is in; not ok where it is in none.
func (u *Unit) enclosing(line int) (in functionAt, ok bool) {
	u.index.Do(u.findFunctions)
	i := sort.Search(len(u.functions), func(i int) bool { return u.functions[i].line > line }) - 1
	if i < 0 {
		return functionAt{}, false
	}
	return u.functions[i], true
}

// lineAt returns the line that an offset of the unit's source is in, from 1; 0 where that has no such offset.
func (u *Unit) lineAt(offset int) int {
	if offset < 0 || offset >= len(u.Source) {
		return 0
	}
	return strings.Count(u.Source[:offset], "\n") + 1
}

// findFunctions finds the functions of the unit.
func (u *Unit) findFunctions() {
	line := 0
	for text := range strings.Lines(u.Source) {
		line++
		if rest, ok := strings.CutPrefix(text, "func "); ok {
			name, _, _ := strings.Cut(rest, "(")
			u.functions = append(u.functions, functionAt{line, name})
		}
	}
}

// nameFunctions gives the functions of a group, under these names, their symbols.
func (u *Unit) nameFunctions(g *group, name string) {
	if g.symbol.name != "" {
		u.symbols[name] = g.symbol
	}
	for made, symbol := range g.symbols {
		u.symbols[strings.ReplaceAll(made, self, name)] = symbol
	}
}
