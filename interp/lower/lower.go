package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/load"
)

// Lowerer lowers a program and then snippets that use it. Names given in one
// unit mean the same in later ones. Its methods must not be called at the same
// time; its types may be used meanwhile.
type Lowerer struct {
	mu      sync.Mutex // held while a unit is written, and by its types when they ask
	fset    *token.FileSet
	symbols Symbols
	sources Sources
	live    bool                    // functions can be replaced, see group
	files   map[string]func() error // see Redirect

	program
	naming
	identities
	layouts layouts
	history

	units  int
	unit   *unit                  // that is being written
	states map[types.Object]State // of a snippet: names that stand for a state's value
	at     token.Pos              // the statement or declaration that is being lowered
	asked  token.Pos              // where the program asks for the native code that is being lowered
}

// program is what is lowered.
type program struct {
	source   map[*types.Package]*load.Package // the interpreted packages
	borrowed map[*types.Package]*load.Package // native packages of which the source is used
	decls    map[*types.Func]funcDecl         // the functions with a body in source
	packages map[*load.Package]*knownPackage  // what was found in them
}

// naming is what things are called in units.
type naming struct {
	taken    map[string]int                // names in use
	keys     map[string]string             // what stays the same over reloads -> its name
	pkgs     map[*types.Package]string     // the first part of the names of a package
	objects  map[types.Object]string       // package-level functions and variables, and methods
	insts    map[*types.Func]*typeutil.Map // generic function -> type arguments -> name
	named    typeutil.Map                  // defined type -> name
	imports  map[string]string             // import path -> the name it goes by in units
	helpers  map[string]string             // what a helper is for -> its name
	declares map[string]bool               // package variables that have been declared
	called   sync.Map                      // name -> what the source calls it, with its package
}

// identities are the types and interfaces that are known at run time, by number.
type identities struct {
	table    *dyn.Table
	ids      map[string]int // type, by its name over reloads -> its number
	faceIDs  map[string]int // the same of interfaces
	bound    map[int]string // type number -> variable
	faces    map[int]string // interface number -> variable
	circular typeutil.Map   // types.Type -> bool, see recursive
	foreign  typeutil.Map   // types.Type -> bool, see interpreted
}

// history is what earlier units have put in place.
type history struct {
	versions map[string]*version // slot or initialiser -> what was written last
	numbers  map[string]int      // of that, by slot
	initVars map[string][]string // initialiser -> the variables that it sets
	marks    sync.Map            // name of a version -> []token.Position
	changed  map[string]bool     // the types that the last edit has changed
	undo     []func()            // takes back what the unit at hand has changed here
}

// Symbols says which names of native packages the interpreter can reach.
type Symbols interface {
	// Has reports whether the package at path has that name.
	Has(path, name string) bool
}

// funcDecl is a function of an interpreted package.
type funcDecl struct {
	pkg  *load.Package
	decl *ast.FuncDecl
}

// unit is the file that is being written.
type unit struct {
	name   string
	order  []string // the import paths in use
	types  code     // declarations of types and variables
	binds  code     // identities of types, set before anything else runs
	shared code     // functions that belong to no group
	groups []*group
	blanks map[string]int // how many initialisers of _ there are, by package
	funcs  *code          // where functions are written: of a group, or shared
	init   code           // what the unit is there to run
	queue  []func()
	errs   load.Errors
}

// New returns a Lowerer for programs parsed into fset.
func New(fset *token.FileSet, symbols Symbols) *Lowerer {
	l := &Lowerer{
		fset: fset, symbols: symbols,
		program: program{
			source:   map[*types.Package]*load.Package{},
			borrowed: map[*types.Package]*load.Package{},
			decls:    map[*types.Func]funcDecl{},
		},
		naming: naming{
			taken:    map[string]int{},
			keys:     map[string]string{},
			pkgs:     map[*types.Package]string{},
			objects:  map[types.Object]string{},
			insts:    map[*types.Func]*typeutil.Map{},
			imports:  map[string]string{},
			helpers:  map[string]string{},
			declares: map[string]bool{},
		},
		identities: identities{
			ids:     map[string]int{},
			faceIDs: map[string]int{},
			bound:   map[int]string{},
			faces:   map[int]string{},
		},
		layouts: layouts{
			texts:    map[string]string{},
			editions: map[string]int{},
			locals:   map[*types.TypeName]string{},
		},
		history: history{
			versions: map[string]*version{},
			numbers:  map[string]int{},
			initVars: map[string][]string{},
		},
	}
	l.unique("prompt")
	l.table = dyn.NewTable(func(t types.Type) bool {
		l.mu.Lock()
		defer l.mu.Unlock()
		return l.interpreted(t)
	})
	return l
}

// Live has the functions of all units be such that later units can replace them. It is
// called before the first one.
func (l *Lowerer) Live() { l.live = true }

// Types returns the types that need an identity at run time.
func (l *Lowerer) Types() *dyn.Table { return l.table }

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
	if line < 1 || line > len(u.lines) {
		return token.Position{}
	}
	return u.lines[line-1]
}

// Package is the name of the one package that all units belong to.
const Package = "m"

// begin begins a unit. The function that it returns must be called at the end.
func (l *Lowerer) begin() (end func()) {
	l.mu.Lock()
	l.units++
	l.unit = &unit{name: fmt.Sprintf("mrepl_%d.go", l.units), blanks: map[string]int{}}
	l.unit.funcs = &l.unit.shared
	l.undo = nil
	return l.mu.Unlock
}

// fault turns a panic in lowering, which is a mistake of its own, into a
// refusal of the code at hand. With MREPL_DEBUG set it prints the panic too.
func (l *Lowerer) fault(err *error) {
	if r := recover(); r != nil {
		if os.Getenv("MREPL_DEBUG") != "" {
			fmt.Fprintf(os.Stderr, "%v\n%s", r, debug.Stack())
		}
		l.refuse(l.at, "this code cannot be interpreted: put it into a package marked //mrepl:native, or write it differently")
		*err = l.unit.errs
		l.takeBack()
	}
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
	entry := l.host("Entry")
	out := &Unit{Name: u.name, called: &l.called}
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
	file.block("func "+bind+"() {", &u.binds)
	file.block("func "+run+"() {", &u.init)
	file.ln(token.NoPos, "func init() { %s(%s, %s) }", entry, bind, run)
	out.Own = append(out.Own, bind, run)
	out.Source, out.lines = file.text.String(), l.positions(file.lines)
	return out, nil
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

// refuse records that the code at pos cannot be run.
func (l *Lowerer) refuse(pos token.Pos, format string, args ...any) {
	err := load.Error{Pos: l.fset.Position(pos), Msg: fmt.Sprintf(format, args...)}
	if l.asked.IsValid() && l.inBorrowed(pos) {
		err.Pos = l.fset.Position(l.asked)
		err.Msg = "this needs the source of a compiled package, which cannot be interpreted: " + err.Msg
		if n := len(l.unit.errs); n > 0 && l.unit.errs[n-1].Pos == err.Pos {
			return // one reason is enough
		}
	}
	l.unit.errs = append(l.unit.errs, err)
}

// later queues work until the declarations at hand are written.
func (l *Lowerer) later(f func()) {
	asked := l.asked
	if !asked.IsValid() {
		asked = l.at
	}
	l.unit.queue = append(l.unit.queue, func() { l.asked = asked; f() })
}

// code is text under construction, with the position behind each line.
type code struct {
	text  strings.Builder
	lines []token.Pos
}

// ln adds a line.
func (c *code) ln(pos token.Pos, format string, args ...any) {
	fmt.Fprintf(&c.text, format, args...)
	c.text.WriteByte('\n')
	c.lines = append(c.lines, pos)
}

// block adds lines with a first one and a closing brace.
func (c *code) block(head string, body *code) {
	c.ln(token.NoPos, "%s", head)
	c.append(body)
	c.ln(token.NoPos, "}")
}

func (c *code) append(d *code) {
	c.text.WriteString(d.text.String())
	c.lines = append(c.lines, d.lines...)
}
