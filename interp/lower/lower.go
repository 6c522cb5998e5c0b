package lower

import (
	"go/ast"
	"go/token"
	"go/types"
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
	taken      map[string]int                    // names in use
	keys       map[string]string                 // what stays the same over reloads -> its name
	pkgs       map[*types.Package]string         // the first part of the names of a package
	objects    map[types.Object]string           // package-level functions and variables, and methods
	insts      map[*types.Func]*typeutil.Map     // generic function -> type arguments -> name
	localTypes map[*types.TypeName]*typeutil.Map // type declared in a generic function -> type arguments -> the instance's
	named      typeutil.Map                      // defined type -> name
	imports    map[string]string                 // import path -> the name it goes by in units
	helpers    map[string]string                 // what a helper is for -> its name
	declares   map[string]bool                   // package variables that have been declared
	called     sync.Map                          // name -> what the source calls it, with its package
	goNames    sync.Map                          // name of a function, or of a literal that can be replaced -> symbolAt
}

// identities are the types and interfaces that are known at run time, by number.
type identities struct {
	table       *dyn.Table
	ids         map[string]int             // type, by its name over reloads -> its number
	faceIDs     map[string]int             // the same of interfaces
	bound       map[int]string             // type number -> variable
	faces       map[int]string             // interface number -> variable
	circular    typeutil.Map               // types.Type -> bool, see recursive
	dispatchers map[string]dispatcher      // by the key of what they call
	targets     map[string]map[int]reached // the same -> type number -> how to call it
	foreign     typeutil.Map               // types.Type -> bool, see interpreted
	wanted      string                     // see Wanted
	reflecting  bool                       // the program uses package reflect
	standard    bool                       // types of package reflect are written as those of the standard library
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
			taken:      map[string]int{},
			keys:       map[string]string{},
			pkgs:       map[*types.Package]string{},
			objects:    map[types.Object]string{},
			insts:      map[*types.Func]*typeutil.Map{},
			localTypes: map[*types.TypeName]*typeutil.Map{},
			imports:    map[string]string{},
			helpers:    map[string]string{},
			declares:   map[string]bool{},
		},
		identities: identities{
			ids:         map[string]int{},
			faceIDs:     map[string]int{},
			bound:       map[int]string{},
			faces:       map[int]string{},
			dispatchers: map[string]dispatcher{},
			targets:     map[string]map[int]reached{},
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
