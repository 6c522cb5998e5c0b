package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/mrepl/mrepl/interp/load"
)

// Snippet is a piece of Go typed at a prompt, type-checked.
type Snippet struct {
	Pkg    *load.Package          // a package of its own, with the checker's findings
	Body   *ast.BlockStmt         // statements, or nil for declarations only
	Vars   []*types.Var           // variables of Body that are to stay
	States map[types.Object]State // names that stand for the value of a state
}

// State says where the value of a state comes from.
type State struct {
	Var  *types.Var // the package variable that holds the state
	Type types.Type
}

// Result describes what a snippet gives: for each value its type.
type Result struct {
	Unit  *Unit
	Types []types.Type
	Tuple bool // they are the results of one call
}

// Snippet lowers a snippet to a unit. Executing it runs the statements; the
// values of a last expression are handed to the host as pointers, in order.
func (l *Lowerer) Snippet(s Snippet) (r *Result, err error) {
	defer l.begin()()
	defer l.fault(&err)
	set(l, l.source, s.Pkg.Types, s.Pkg)
	set(l, l.pkgs, s.Pkg.Types, "prompt")
	l.states = s.States
	l.collect(s.Pkg)
	l.pkgDecls(s.Pkg)
	r = &Result{}
	if s.Body != nil {
		l.body(s, r)
	}
	unit, err := l.finish()
	if err != nil {
		return nil, err
	}
	r.Unit = unit
	return r, nil
}

// body lowers the statements to a function that the unit calls.
func (l *Lowerer) body(s Snippet, r *Result) {
	f := l.newFn(s.Pkg, substitution{})
	f.sig = types.NewSignatureType(nil, nil, nil, nil, nil, false)
	f.escape(s.Body)
	f.promoted = map[types.Object]bool{}
	for _, v := range s.Vars {
		f.promoted[v] = true
		l.unit.types.ln(v.Pos(), "var %s %s", l.object(v), l.typ(v.Type()))
	}
	f.group.name = l.unique("snippet__")
	f.symbol, f.literals = "prompt.main", literalSymbols(s.Body)
	f.group.symbol = symbol{name: f.symbol, bare: true}
	defer l.writing(&f.group.code)()
	f.out.ln(s.Body.Pos(), "func %s() {", self)
	for _, line := range f.openDefers(s.Body) {
		f.ln(s.Body, "%s", line)
	}
	list := s.Body.List
	if len(list) > 0 {
		if last, ok := list[len(list)-1].(*ast.ExprStmt); ok {
			f.stmts(list[:len(list)-1])
			f.last(last, r)
			list = nil
		}
	}
	f.stmts(list)
	f.out.ln(s.Body.Rbrace, "}")
	f.group.code.append(f.out)
	l.add(f.group)
	l.unit.init.ln(token.NoPos, "%s()", f.group.name)
}

// last writes the last expression of a snippet and hands its values over.
func (f *fn) last(s *ast.ExprStmt, r *Result) {
	t := f.pkg.Info.Types[s.X]
	if t.IsVoid() {
		f.stmt(s)
		return
	}
	if tuple, ok := t.Type.(*types.Tuple); ok {
		if tuple.Len() == 0 {
			f.stmt(s)
			return
		}
		r.Tuple = true
		code, from := f.tuple(s.X)
		f.capture(s, code, from, r)
		return
	}
	typ := types.Default(f.typeOf(s.X))
	if isNil(typ) {
		typ = anyType
	}
	f.capture(s, f.to(s.X, typ), []types.Type{typ}, r)
}

// capture writes values to variables of the unit and hands over pointers to
// them.
func (f *fn) capture(s ast.Stmt, code string, list []types.Type, r *Result) {
	targets := ""
	var names []string
	for i, t := range list {
		name := f.unique("result__")
		f.unit.types.ln(s.Pos(), "var %s %s", name, f.typ(t))
		names = append(names, name)
		if i > 0 {
			targets += ", "
		}
		targets += name
	}
	for _, t := range list {
		if f.interpreted(t) && !types.IsInterface(t) {
			f.typeVar(t) // printers look for its methods
		}
	}
	f.ln(s, "%s = %s", targets, code)
	for _, name := range names {
		f.ln(s, "%s(%q, &%s)", f.host("Result"), f.unit.name, name)
	}
	r.Types = list
}

// Variable makes a unit that declares a variable of a native type.
func (l *Lowerer) Variable(name string, t types.Type) (*Unit, *types.Var, error) {
	defer l.begin()()
	pkg := types.NewPackage("prompt", "prompt")
	set(l, l.source, pkg, &load.Package{Types: pkg})
	set(l, l.pkgs, pkg, "prompt")
	v := types.NewVar(token.NoPos, pkg, name, t)
	l.unit.types.ln(token.NoPos, "var %s %s", l.object(v), l.typ(t))
	unit, err := l.finish()
	return unit, v, err
}

// Address makes a unit that hands over a pointer to a variable.
func (l *Lowerer) Address(v *types.Var) (*Unit, error) {
	defer l.begin()()
	l.unit.init.ln(token.NoPos, "%s(%q, &%s)", l.host("Result"), l.unit.name, l.object(v))
	return l.finish()
}
