package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"strings"
	"sync"

	"github.com/mrepl/mrepl/interp/load"
)

// Package is the name of the one package that all units belong to.
const Package = "m"

// unit is the file that is being written.
type unit struct {
	name     string
	order    []string // the import paths in use
	types    code     // declarations of types and variables
	binds    code     // identities of types, set before anything else runs
	methods  code     // which have these methods, once all of them are set
	shared   code     // functions that belong to no group
	groups   []*group
	blanks   map[string]int // how many initialisers of _ there are, by package
	funcs    *code          // where functions are written: of a group, or shared
	init     code           // what the unit is there to run
	queue    []func()
	dispatch []string // the dispatchers to write, by their keys
	errs     load.Errors
	initials map[*load.Package]map[*ast.FuncLit]string // what initialSymbols returned
	symbols  map[string]symbol                         // of the initialisers, by the names of files
}

// begin begins a unit. The function that it returns must be called at the end.
func (l *Lowerer) begin() (end func()) {
	l.mu.Lock()
	l.units++
	l.unit = &unit{name: fmt.Sprintf("mrepl_%d.go", l.units), blanks: map[string]int{}, initials: map[*load.Package]map[*ast.FuncLit]string{}, symbols: map[string]symbol{}}
	l.unit.funcs = &l.unit.shared
	l.undo = nil
	return l.mu.Unlock
}

// later queues work until the declarations at hand are written.
func (l *Lowerer) later(f func()) {
	asked := l.asked
	if !asked.IsValid() {
		asked = l.at
	}
	l.unit.queue = append(l.unit.queue, func() { l.asked = asked; f() })
}

// finish writes what is still queued and puts the file together.
func (l *Lowerer) finish() (*Unit, error) {
	u := l.unit
	for len(u.queue) > 0 && len(u.errs) == 0 {
		next := u.queue[0]
		u.queue = u.queue[1:]
		next()
	}
	if len(u.errs) > 0 {
		l.takeBack()
		return nil, u.errs
	}
	l.writeDispatchers()
	entry := l.host("Entry")
	out := &Unit{Name: u.name, called: &l.called, mark: l.Mark, symbols: u.symbols}
	var head, file code
	head.ln(token.NoPos, "package %s", Package)
	for _, path := range u.order {
		head.ln(token.NoPos, "import %s %q", l.imports[path], path)
		for _, file := range []string{u.name, TypesFile(u.name)} {
			out.Own = append(out.Own, filepath.Join(l.imports[path], file)) // as the interpreter calls it
		}
	}
	out.head = head.text.Len()
	out.Structs = l.structs(&head, out)
	file.append(&head)
	file.append(&u.types)
	l.writeGroups(&file, out)
	file.append(&u.shared)
	bind, run := l.unique("bind__"), l.unique("run__")
	u.binds.append(&u.methods)
	file.block("func "+bind+"() {", &u.binds)
	file.block("func "+run+"() {", &u.init)
	file.ln(token.NoPos, "func init() { %s(%s, %s) }", entry, bind, run)
	out.Own = append(out.Own, bind, run)
	out.Source, out.lines, out.run = file.text.String(), l.positions(file.lines), run
	out.takePlaces()
	return out, nil
}

// Unit is lowered source: one file, and where each of its lines comes from.
type Unit struct {
	Name    string // the file name that positions in it carry
	Source  string
	Patches []Patch  // the slots that are to be set when it is in place
	Inits   []string // the initialisers that it runs
	Types   string   // a file of the types that it declares, to be declared before it
	Structs []string // the structs among these
	Own     []string // the names that it alone uses: its imports, and the functions it begins with
	head    int      // how long what Types and Source begin with is
	lines   []token.Position
	moved   []moved
	former  []string // functions that it replaces, with what they were made of
	called  *sync.Map

	placed    []placedCall      // in their order
	symbols   map[string]symbol // of functions, and of initialisers by the names of their files
	run       string            // the function with the initialisers
	mark      func(ref string) token.Position
	index     sync.Once
	functions []functionAt // in their order, found when they are asked for

	moving sync.RWMutex // of lines
}

// Text returns all that the interpreter is given, as one file.
func (u *Unit) Text() string {
	if u.Types == "" {
		return u.Source
	}
	return u.Types + u.Source[u.head:]
}

// Position returns where a line of the unit (from 1) comes from, or the zero
// Position when nothing in the user's source corresponds to it.
func (u *Unit) Position(line int) token.Position {
	u.moving.RLock()
	defer u.moving.RUnlock()
	if line < 1 || line > len(u.lines) {
		return token.Position{}
	}
	return u.lines[line-1]
}

// move has lines of the unit, from number first on, come from elsewhere.
func (u *Unit) move(first int, lines []token.Position) {
	u.moving.Lock()
	defer u.moving.Unlock()
	copy(u.lines[first:], lines)
}

// TypesFile returns the name of the file with the types of a unit.
func TypesFile(unit string) string { return "types_of_" + unit }

// structs moves the declarations of types to a file of their own, and returns
// which of them are structs.
func (l *Lowerer) structs(head *code, out *Unit) (names []string) {
	types := &l.unit.types
	lines, from := strings.SplitAfter(types.text.String(), "\n"), types.lines
	*types = code{}
	text := ""
	for i, line := range lines[:len(lines)-1] {
		if !strings.HasPrefix(line, "type ") {
			types.text.WriteString(line)
			types.lines = append(types.lines, from[i])
			continue
		}
		text += line
		if name, is, _ := strings.Cut(line[len("type "):], " "); strings.HasPrefix(is, "struct{") {
			names = append(names, name)
		}
	}
	if text != "" {
		out.Types = head.text.String() + text
	}
	return names
}

// positions resolves positions.
func (l *Lowerer) positions(list []token.Pos) []token.Position {
	out := make([]token.Position, len(list))
	for i, pos := range list {
		out[i] = l.fset.Position(pos)
	}
	return out
}
