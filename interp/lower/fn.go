package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// fn is the lowering of one function body, or of one function literal in it.
type fn struct {
	*Lowerer
	group    *group
	contexts map[*ast.FuncLit]string
	literals map[*ast.FuncLit]string // what they add to the symbol of the outermost function
	symbol   string
	bare     bool // it has no parameters
	ranges   *int // how many loops over functions there were
	pkg      *load.Package
	subst    substitution
	parent   *fn // of a literal: the function around it
	names    map[types.Object]variable
	used     map[string]int // names in use, shared with the literals inside
	escapes  map[types.Object]bool
	changed  map[types.Object]bool // see findChanges; nil if that is not known
	gotos    map[types.Object]bool // labels that a goto leads to
	caps     []types.Object        // of a literal: the outer variables it uses
	capSet   map[types.Object]variable
	sig      *types.Signature
	out      *code
	loops    []loop
	label    string       // of the statement that comes next
	defers   types.Object // the variable of the deferred calls

	rangeBody  *rangeBody     // of the body of a range over a function
	resultVars []types.Object // named results

	promoted  map[types.Object]bool  // of a snippet: locals that are package variables
	counters  map[types.Object]bool  // variables that only count up from 0 or more
	deferring bool                   // it has a defer statement, and may return by way of recover
	end       token.Pos              // of its body, where it has one
	leaving   leaving                // where its deferred calls are made
	states    map[types.Object]State // of a snippet: names that stand for a state's value
}

// variable is how a local variable is held.
type variable struct {
	name string
	kind holding
}

// holding is what the name of a local variable stands for.
type holding int

const (
	plainVar   holding = iota // the variable itself
	pointerVar                // a pointer to it
	resultVar                 // itself, and captured by its address
)

// function lowers the body of a declared function. The name is that of the
// function it becomes.
func (l *Lowerer) function(name string, d funcDecl, sig *types.Signature, subst substitution) {
	if l.source[d.pkg.Types] != nil {
		l.asked = token.NoPos
	}
	f := l.newFn(d.pkg, subst)
	f.sig = sig
	f.escape(d.decl)
	var recv *ast.FieldList
	if d.decl.Recv != nil {
		recv = d.decl.Recv
	}
	params, prologue := f.params(recv, d.decl.Type.Params, nil)
	results, zero := f.namedResults(d.decl.Type.Results, d.decl.Body)
	f.group.name, f.contexts, f.literals = name, contexts(d.decl), literalSymbols(d.decl)
	f.symbol, f.bare = l.symbolOf(d), d.decl.Recv == nil && sig.Params().Len() == 0
	f.group.symbol = symbol{name: f.symbol, bare: f.bare}
	l.goNames.Store(name, symbolAt{f.symbol, l.fset.Position(d.decl.Pos())})
	if f.group.live = l.live && l.source[d.pkg.Types] != nil; f.group.live {
		f.group.proto = "func" + f.written(sig, d.decl.Recv)
	}
	defer l.writing(&f.group.code)()
	prologue = append(append(zero, prologue...), f.openDefers(d.decl.Body)...)
	l.write(f, d.decl.Pos(), params, results, prologue, d.decl.Body)
}

// newFn returns a function of a package, still without its parameters.
func (l *Lowerer) newFn(pkg *load.Package, subst substitution) *fn {
	return &fn{
		Lowerer: l, group: &group{}, pkg: pkg, ranges: new(int), subst: subst, out: &code{}, states: l.states,
		names: map[types.Object]variable{}, used: map[string]int{}, escapes: map[types.Object]bool{}, gotos: map[types.Object]bool{}, counters: map[types.Object]bool{},
	}
}

// write lowers a body and adds the finished group to the unit.
func (l *Lowerer) write(f *fn, pos token.Pos, params []string, results string, prologue []string, body *ast.BlockStmt) {
	f.out.ln(pos, "func %s(%s)%s {", self, strings.Join(params, ", "), results)
	for _, line := range prologue {
		f.out.ln(pos, "%s", line)
	}
	f.breathe(pos)
	f.stmts(body.List)
	f.out.ln(body.Rbrace, "}")
	f.group.code.append(f.out)
	l.add(f.group)
}

// declare gives a local variable its name and holding.
func (f *fn) declare(obj types.Object) variable {
	v := variable{name: f.local(obj.Name())}
	if f.escapes[obj] {
		v.kind = pointerVar
	}
	f.names[obj] = v
	return v
}

// lookup finds a local variable, capturing it where it belongs to a function
// further out.
func (f *fn) lookup(obj types.Object) (variable, bool) {
	if v, ok := f.names[obj]; ok {
		return v, true
	}
	if f.parent == nil {
		return variable{}, false
	}
	if v, ok := f.capSet[obj]; ok {
		return v, true
	}
	outer, ok := f.parent.lookup(obj)
	if !ok {
		return variable{}, false
	}
	v := variable{outer.name, pointerVar}
	if outer.kind == plainVar && f.fixed(obj) {
		v.kind = plainVar
	}
	if f.group != f.parent.group {
		v.name = f.local(obj.Name())
	}
	f.caps = append(f.caps, obj)
	f.capSet[obj] = v
	return v, true
}

// use writes the value of a local variable.
func (v variable) use() string {
	if v.kind == pointerVar {
		return "(*" + v.name + ")"
	}
	return v.name
}

// typeOf returns the type of an expression, type parameters replaced.
func (f *fn) typeOf(e ast.Expr) types.Type {
	if tv, ok := f.pkg.Info.Types[e]; ok && tv.Type != nil {
		return f.subst.apply(tv.Type)
	}
	if id, ok := e.(*ast.Ident); ok { // the left side of :=, which is no expression
		if obj := f.pkg.Info.ObjectOf(id); obj != nil {
			return f.subst.apply(obj.Type())
		}
	}
	return types.Typ[types.Invalid]
}
