package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// fn is the lowering of one function body, or of one function literal in it.
type fn struct {
	*Lowerer
	group    *group
	contexts map[*ast.FuncLit]string
	pkg      *load.Package
	subst    substitution
	parent   *fn // of a literal: the function around it
	names    map[types.Object]variable
	used     map[string]int // names in use, shared with the literals inside
	escapes  map[types.Object]bool
	caps     []types.Object // of a literal: the outer variables it uses
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
	states    map[types.Object]State // of a snippet: names that stand for a state's value
}

// variable is how a local variable is held.
type variable struct {
	name string
	kind holding
}

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
	f.group.name, f.contexts = name, contexts(d.decl)
	if f.group.live = l.live && l.source[d.pkg.Types] != nil; f.group.live {
		f.group.proto = "func" + f.written(sig, d.decl.Recv)
	}
	defer l.writing(&f.group.code)()
	prologue = append(append(zero, prologue...), f.openDefers(d.decl.Body)...)
	l.write(f, d.decl.Pos(), params, results, prologue, d.decl.Body)
}

// written writes the parameters and results of a declared function, the receiver
// first.
func (f *fn) written(sig *types.Signature, recv *ast.FieldList) string {
	if recv == nil {
		return f.signature(sig)
	}
	return prepend(f.typ(f.typeOf(recv.List[0].Type)), f.signature(sig))
}

// withReceiver returns a signature with the receiver as its first parameter.
func withReceiver(sig *types.Signature) *types.Signature {
	if sig.Recv() == nil {
		return sig
	}
	list := append([]*types.Var{sig.Recv()}, slices.Collect(sig.Params().Variables())...)
	return types.NewSignatureType(nil, nil, nil, types.NewTuple(list...), sig.Results(), sig.Variadic())
}

func (l *Lowerer) newFn(pkg *load.Package, subst substitution) *fn {
	return &fn{
		Lowerer: l, group: &group{}, pkg: pkg, subst: subst, out: &code{}, states: l.states,
		names: map[types.Object]variable{}, used: map[string]int{}, escapes: map[types.Object]bool{}, counters: map[types.Object]bool{},
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

// params declares the parameters of a function, and returns how they are
// written and the lines that set up those that must be held by pointer.
func (f *fn) params(recv, list *ast.FieldList, captured []string) (params, prologue []string) {
	params = captured
	add := func(field *ast.Field, ident *ast.Ident) {
		t := f.typeOf(field.Type)
		text := f.typ(t)
		if e, ok := field.Type.(*ast.Ellipsis); ok {
			t = types.NewSlice(f.typeOf(e.Elt))
			text = "..." + f.typ(f.typeOf(e.Elt))
		}
		if ident == nil || ident.Name == "_" {
			params = append(params, f.local("p")+" "+text)
			return
		}
		obj := f.pkg.Info.Defs[ident]
		v := f.declare(obj)
		if v.kind != pointerVar {
			params = append(params, v.name+" "+text)
			return
		}
		in := f.local(ident.Name + "_in")
		params = append(params, in+" "+text)
		prologue = append(prologue, v.name+" := new("+f.typ(t)+")", "*"+v.name+" = "+in)
	}
	for _, l := range []*ast.FieldList{recv, list} {
		if l == nil {
			continue
		}
		for _, field := range l.List {
			if len(field.Names) == 0 {
				add(field, nil)
			}
			for _, ident := range field.Names {
				add(field, ident)
			}
		}
	}
	return params, prologue
}

// namedResults declares named results and writes the result list, and the lines
// that make them zero. To the interpreter a result is the variable that the caller
// assigns it to, and holds what that held, so that they are variables of the
// function; only one that defers calls, which may change them, has results proper.
func (f *fn) namedResults(list *ast.FieldList, body *ast.BlockStmt) (results string, zero []string) {
	if list == nil || len(list.List) == 0 {
		return "", nil
	}
	var out []string
	n, _ := countDefers(body)
	for _, field := range list.List {
		t := f.typeOf(field.Type)
		text, names := f.typ(t), field.Names
		if n > 0 && len(names) == 0 { // it may return by way of recover
			names = []*ast.Ident{ast.NewIdent("_")}
		}
		if len(names) == 0 {
			out = append(out, text)
		}
		for _, ident := range names {
			obj := f.pkg.Info.Defs[ident]
			if obj == nil || ident.Name == "_" {
				obj = types.NewVar(ident.Pos(), f.pkg.Types, "r", t)
			}
			f.resultVars = append(f.resultVars, obj)
			if n == 0 {
				zero = append(zero, f.zeroed(obj, text))
				out = append(out, text)
				continue
			}
			v, z := variable{f.local(obj.Name()), resultVar}, f.local("zero")
			f.names[obj] = v
			zero = append(zero, "var "+z+" "+text, v.name+" = "+z)
			out = append(out, v.name+" "+text)
		}
	}
	if n > 0 {
		return " (" + strings.Join(out, ", ") + ")", zero
	}
	return resultList(out), zero
}

// zeroed declares a local variable, and returns the line that does.
func (f *fn) zeroed(obj types.Object, text string) string {
	v := f.declare(obj)
	if v.kind == pointerVar {
		return v.name + " := new(" + text + ")"
	}
	return "var " + v.name + " " + text
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

// escape finds the variables that must be allocated where they are declared:
// those that a function literal captures, and those declared in a loop whose
// address is taken.
func (f *fn) escape(root ast.Node) {
	e := escaping{f: f, depth: map[types.Object]int{}, inLoop: map[types.Object]bool{}}
	e.walk(root, 0, false)
}

type escaping struct {
	f      *fn
	depth  map[types.Object]int // how many literals around the declaration
	inLoop map[types.Object]bool
}

func (e *escaping) walk(root ast.Node, depth int, loop bool) {
	info := e.f.pkg.Info
	ast.Inspect(root, func(n ast.Node) bool {
		if n == root {
			return true
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			e.walk(n, depth+1, false)
			return false
		case *ast.RangeStmt:
			inner := depth
			if _, ok := e.f.typeOf(n.X).Underlying().(*types.Signature); ok {
				inner++ // the body becomes a function
			}
			e.walk(n, inner, true)
			return false
		case *ast.ForStmt:
			e.walk(n, depth, true)
			return false
		case *ast.CaseClause:
			if obj := info.Implicits[n]; obj != nil {
				e.depth[obj], e.inLoop[obj] = depth, loop
			}
		case *ast.Ident:
			if obj, ok := info.Defs[n].(*types.Var); ok {
				e.depth[obj], e.inLoop[obj] = depth, loop
			}
			if obj, ok := info.Uses[n].(*types.Var); ok {
				if d, local := e.depth[obj]; local && d < depth {
					e.f.escapes[obj] = true
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				e.address(n.X)
			}
		case *ast.SliceExpr:
			if _, ok := e.f.typeOf(n.X).Underlying().(*types.Array); ok {
				e.address(n.X)
			}
		case *ast.SelectorExpr:
			if s := info.Selections[n]; s != nil && s.Kind() == types.MethodVal {
				e.receiver(s, n.X)
			}
		}
		return true
	})
}

// receiver notes that a method with a pointer receiver takes the address of
// the variable it is called on.
func (e *escaping) receiver(s *types.Selection, x ast.Expr) {
	recv := s.Obj().(*types.Func).Signature().Recv()
	if recv == nil {
		return
	}
	if _, ok := types.Unalias(recv.Type()).(*types.Pointer); ok {
		if _, ok := s.Recv().Underlying().(*types.Pointer); !ok {
			e.address(x)
		}
	}
}

// address notes that the address of x is taken.
func (e *escaping) address(x ast.Expr) {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		if obj, ok := e.f.pkg.Info.ObjectOf(x).(*types.Var); ok && e.inLoop[obj] {
			e.f.escapes[obj] = true
		}
	case *ast.SelectorExpr:
		if _, ok := e.f.typeOf(x.X).Underlying().(*types.Pointer); !ok && e.f.pkg.Info.Selections[x] != nil {
			e.address(x.X)
		}
	case *ast.IndexExpr:
		if _, ok := e.f.typeOf(x.X).Underlying().(*types.Array); ok {
			e.address(x.X)
		}
	}
}
