package lower

import (
	"crypto/sha256"
	"fmt"
	"go/token"
	"regexp"
	"strconv"
	"strings"
)

// A group is what one function of the source becomes: a function, and those that
// lowering makes up for it. It is what a reload compares and replaces.
//
// In a program that can change while it runs, whoever calls the function calls
// a variable of its name, the slot. The group is written under names that end in its
// version, and the slot is set to the newest: all callers have it at their next call.
type group struct {
	name  string // of the function, as callers write it
	proto string // the type of the slot; "" for code that is never replaced
	live  bool   // literals in it can be replaced
	of    *group // of a literal: what it stands in
	decl  code   // what is declared once, beside the slot
	code  code   // the functions, with self for the name and the version
	made  map[string]int

	symbol  symbol            // of the function
	symbols map[string]symbol // of those that are made up and stand for one

	marks []token.Pos // positions that the code mentions

	initial bool   // it is run with the unit
	inline  code   // of an initial one: the statements
	also    string // what else tells versions of it apart
}

// root returns the name of the declaration that a group is a part of.
func (g *group) root() string {
	for g.of != nil {
		g = g.of
	}
	return g.name
}

// self stands for the name of a group and its version.
const self = "\x00"

// version is what a slot is set to.
type version struct {
	name string            // of the function
	sum  [sha256.Size]byte // of the code
	unit *Unit
	line int      // where it begins in the unit, from 0
	made []string // the functions that it consists of
}

// Patch says that a slot is to be set to a function.
type Patch struct {
	Slot, Func string
	New        bool // nothing calls the slot yet
}

// add puts a finished group into the unit.
func (l *Lowerer) add(g *group) { l.unit.groups = append(l.unit.groups, g) }

// writing has functions be written to c, until leave is called.
func (l *Lowerer) writing(c *code) (leave func()) {
	outer := l.unit.funcs
	l.unit.funcs = c
	return func() { l.unit.funcs = outer }
}

// fresh returns a name for a function that lowering makes up for the one at hand.
func (f *fn) fresh(kind string) string {
	g := f.group
	if g.made == nil {
		g.made = map[string]int{}
	}
	g.made[kind]++
	return fmt.Sprintf("%s___%s%d", self, kind, g.made[kind])
}

// functions returns the names of the functions of a group of that name.
func (g *group) functions(name string) []string {
	names := []string{name}
	for kind, n := range g.made {
		for i := range n {
			names = append(names, fmt.Sprintf("%s___%s%d", name, kind, i+1))
		}
	}
	return names
}

// mark writes a reference to a position, which stays right when the code around
// is edited. See Lowerer.Mark.
func (f *fn) mark(pos token.Pos) string {
	f.group.marks = append(f.group.marks, pos)
	return fmt.Sprintf(`"%s:%d"`, self, len(f.group.marks)-1)
}

// Mark returns the position behind a reference that lowered code hands over.
// It may be called while something is lowered.
func (l *Lowerer) Mark(ref string) token.Position {
	name, n, _ := strings.Cut(ref, ":")
	i, _ := strconv.Atoi(n)
	list, _ := l.marks.Load(name)
	if marks, _ := list.([]token.Position); i < len(marks) {
		return marks[i]
	}
	return token.Position{}
}

// writeGroups appends what is new to the file: functions first, and then what is
// run, which may depend on the version of a function.
func (l *Lowerer) writeGroups(file *code, out *Unit) {
	for _, g := range l.unit.groups {
		if !g.initial {
			l.writeGroup(file, out, g)
		}
	}
	for _, g := range l.unit.groups {
		if g.initial && l.writeGroup(file, out, g) {
			out.Inits = append(out.Inits, g.name)
			if l.live && strings.Contains(g.inline.text.String(), "(") {
				l.unit.init.ln(token.NoPos, "%s(%q)", l.host("Owner"), g.name)
			}
			l.unit.init.blockAs(&g.inline, l.nameOf(g))
		}
	}
}

// nameOf returns the name that stands for self in a group.
func (l *Lowerer) nameOf(g *group) string {
	if v, ok := l.versions[g.name]; ok {
		return v.name
	}
	return g.name
}

// writeGroup appends a group to the file, if it is new, and reports whether it
// was.
func (l *Lowerer) writeGroup(file *code, out *Unit, g *group) bool {
	l.resolve(&g.code)
	l.resolve(&g.inline)
	marks := l.positions(g.marks)
	if g.proto == "" && !(g.initial && g.live) {
		file.appendAs(&g.code, g.name)
		out.nameFunctions(g, g.name)
		l.marks.Store(g.name, marks)
		return true
	}
	sum := sha256.Sum256([]byte(g.code.text.String() + self + g.inline.text.String() + g.also))
	last, known := l.versions[g.name]
	if known && last.sum != sum {
		out.former = append(out.former, last.made...)
	}
	if known && last.sum == sum {
		out.moved = append(out.moved, moved{last, l.positions(g.code.lines), marks})
		return false
	}
	l.numbers[g.name]++
	next := &version{sum: sum, unit: out}
	if !known && !g.initial {
		file.ln(token.NoPos, "var %s %s", g.name, g.proto)
		file.appendAs(&g.decl, g.name)
	}
	next.name, next.line = fmt.Sprintf("%s__%dv", g.name, l.numbers[g.name]), len(file.lines)
	next.made = g.functions(next.name)
	set(l, l.versions, g.name, next)
	l.marks.Store(next.name, marks)
	file.appendAs(&g.code, next.name)
	out.nameFunctions(g, next.name)
	if !g.initial {
		out.Patches = append(out.Patches, Patch{g.name, next.name, !known})
	}
	return true
}

// A function that a state is started or stopped with is the one that there was
// when the state was defined: a later one belongs to a later definition. Code that
// wants the newest version of a function, and none after it, writes it like this.
func (f *fn) current(name string) string { return newest + name + newest }

// newest is around the name of a function of which the newest version is meant.
const newest = "\x02"

var newestName = regexp.MustCompile(newest + "([^" + newest + "]*)" + newest)

// resolve writes the names of newest versions.
func (l *Lowerer) resolve(c *code) {
	text := c.text.String()
	if !strings.Contains(text, newest) {
		return
	}
	text = newestName.ReplaceAllStringFunc(text, func(name string) string {
		name = strings.Trim(name, newest)
		if v, ok := l.versions[name]; ok {
			return v.name
		}
		return name
	})
	c.text.Reset()
	c.text.WriteString(text)
}

// moved is a group whose code has not changed, and where it comes from now.
type moved struct {
	version      *version
	lines, marks []token.Position
}

// Settle takes note that code of earlier units comes from elsewhere since the
// source around it was edited. It is called when the unit is in place.
func (l *Lowerer) Settle(u *Unit) {
	for _, m := range u.moved {
		m.version.unit.move(m.version.line, m.lines)
		l.marks.Store(m.version.name, m.marks)
	}
	u.moved = nil
}

// Former returns the functions of earlier units that nothing calls by their names
// any more when the unit is in place. Calls that are under way go on.
func (u *Unit) Former() []string { return u.former }
