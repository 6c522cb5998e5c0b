package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// A symbol is what the Go runtime calls a function of the source: main.(*T).Method, main.f.func1.
// Functions that lowering makes up have none, but for those that stand for one.
type symbol struct {
	name    string
	bare    bool // the function has no parameters
	spawns  bool // what has it only begins a goroutine; the name is that of the function with the go statement
	unwinds bool // what has it makes deferred calls; the name is that of their function
	wrapper bool // what has it is the value of a method, and no call on a stack
}

// symbolOf returns the symbol of a declared function.
func symbolOf(obj *types.Func) string {
	if recv := obj.Signature().Recv(); recv != nil {
		return methodSymbol(obj, recv.Type())
	}
	name := symbolPath(obj.Pkg()) + "." + obj.Name()
	if obj.Signature().TypeParams().Len() > 0 {
		name += "[...]"
	}
	return name
}

// methodSymbol returns the symbol of a method of a type.
func methodSymbol(m *types.Func, of types.Type) string {
	t := types.Unalias(of)
	p, pointer := t.(*types.Pointer)
	if pointer {
		t = types.Unalias(p.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return m.Name()
	}
	name := named.Obj().Name()
	if named.TypeArgs().Len() > 0 || named.TypeParams().Len() > 0 {
		name += "[...]"
	}
	if pointer {
		name = "(*" + name + ")"
	}
	return symbolPath(named.Obj().Pkg()) + "." + name + "." + m.Name()
}

// symbolOf returns the symbol of a function that has a body.
func (l *Lowerer) symbolOf(d funcDecl) string {
	if d.decl.Recv == nil && d.decl.Name.Name == "init" {
		return fmt.Sprint(symbolPath(d.pkg.Types), ".init.", initNumber(d.pkg, d.decl)-1)
	}
	if obj, ok := d.pkg.Info.Defs[d.decl.Name].(*types.Func); ok {
		return symbolOf(obj)
	}
	return ""
}

// symbolAt is a symbol, and where its function was lowered from last.
type symbolAt struct {
	symbol string
	pos    token.Position
}

// Function is a function of the source, as a value.
type Function struct {
	Key  string // that tells it apart from others
	Name string // its symbol, "" where it stands for none
	Pos  token.Position
}

// FunctionAt returns the function that is at an offset of the unit's source; not ok where there is none.
func (l *Lowerer) FunctionAt(u *Unit, offset int) (fn Function, ok bool) {
	in, ok := u.enclosing(u.lineAt(offset))
	if !ok {
		return Function{}, false
	}
	if slot, ok := l.slotOf(in.name); ok {
		known, _ := l.goNames.Load(slot)
		at, _ := known.(symbolAt)
		return Function{slot, at.symbol, at.pos}, true
	}
	fn = Function{Key: in.name, Pos: u.Position(in.line)}
	switch s := u.symbols[in.name]; {
	case s.wrapper:
		fn.Key, fn.Name = s.name, s.name
	case !s.spawns && !s.unwinds:
		fn.Name = s.name
	}
	return fn, true
}

// symbolPath returns what symbols of a package begin with.
func symbolPath(p *types.Package) string {
	if p.Name() == "main" || p.Name() == "prompt" {
		return p.Name()
	}
	slash := strings.LastIndexByte(p.Path(), '/') + 1
	return p.Path()[:slash] + strings.ReplaceAll(p.Path()[slash:], ".", "%2e")
}

// literalSymbols returns what each function literal below n adds to the symbol of the function
// that it is in: .func1, and .1 for the first one in that.
func literalSymbols(n ast.Node) map[*ast.FuncLit]string {
	names := map[*ast.FuncLit]string{}
	addLiterals(names, n, "", ".func", new(int))
	return names
}

// addLiterals adds the literals below n, of which there were count before.
func addLiterals(names map[*ast.FuncLit]string, n ast.Node, outer, prefix string, count *int) {
	ast.Inspect(n, func(n ast.Node) bool {
		lit, ok := n.(*ast.FuncLit)
		if ok {
			*count++
			names[lit] = fmt.Sprint(outer, prefix, *count)
			addLiterals(names, lit.Body, names[lit], ".", new(int))
		}
		return !ok
	})
}

// initialSymbols is literalSymbols for the initialisers of a package.
func (l *Lowerer) initialSymbols(pkg *load.Package) map[*ast.FuncLit]string {
	if names, ok := l.unit.initials[pkg]; ok {
		return names
	}
	names, count := map[*ast.FuncLit]string{}, 0
	for _, file := range pkg.Files {
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.VAR {
				addLiterals(names, d, "", ".func", &count)
			}
		}
	}
	l.unit.initials[pkg] = names
	return names
}

// rangeSymbol returns the symbol of the body of the nth loop over a function in a function, or in
// the body of such a loop.
func rangeSymbol(function string, n int) string {
	function, _, _ = strings.Cut(function, "-range")
	return fmt.Sprint(function, "-range", n)
}

// symbolIn returns the symbol of a function literal in f.
func (f *fn) symbolIn(lit *ast.FuncLit) string {
	root := f
	for root.parent != nil {
		root = root.parent
	}
	return root.symbol + f.literals[lit]
}

// standsFor notes the symbol of a function that lowering makes up.
func (f *fn) standsFor(name string, s symbol) {
	if f.group.symbols == nil {
		f.group.symbols = map[string]symbol{}
	}
	f.group.symbols[name] = s
}
