package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// rangeBody is the body of a range over a function, which is a function
// itself. What leaves the loop other than by going on is an exit: the body notes which
// one and returns false, and the function around carries it out after the call.
type rangeBody struct {
	outer   *fn
	label   string          // of the range statement
	labels  map[string]bool // in the body
	state   types.Object    // which exit was taken; 0 while the loop goes on
	done    types.Object    // the loop is over: calling the body again is an error
	results []types.Object
	exits   []exit
}

// exit is a way out of the body of a range over a function.
type exit struct {
	tok   token.Token // BREAK, CONTINUE, GOTO or RETURN
	label string
}

// rangeFunc writes range over a function: a call of it with the body.
func (f *fn) rangeFunc(s *ast.RangeStmt, label string) {
	sig := f.typeOf(s.X).Underlying().(*types.Signature)
	yield := sig.Params().At(0).Type().Underlying().(*types.Signature)
	body := &rangeBody{outer: f, label: label, labels: labelsIn(s.Body), state: f.cell(s, "exit", types.Typ[types.Int]), done: f.cell(s, "done", types.Typ[types.Bool])}
	for i := range f.resultTypes().Len() {
		body.results = append(body.results, f.cell(s, "result", f.resultTypes().At(i).Type()))
	}
	child, name := f.literal(yield)
	*f.ranges++
	child.ranges, child.symbol = f.ranges, rangeSymbol(f.symbol, *f.ranges)
	f.standsFor(name, symbol{name: child.symbol})
	child.rangeBody = body
	child.sig = f.sig
	params := make([]string, yield.Params().Len())
	values := [2]string{"_", "_"}
	var list [2]types.Type
	for i := range params {
		v := f.local("e")
		params[i] = v + " " + f.typ(yield.Params().At(i).Type())
		if i < 2 {
			values[i], list[i] = v, yield.Params().At(i).Type()
		}
	}
	child.ln(s, "if %s { panic(%s(%q)) }", child.cellUse(body.done), f.host("RuntimeError"), "range function continued iteration after function for loop body returned false")
	child.breathe(s.Pos())
	child.skipUnused(s, &values)
	child.rangeVars(s, values, list)
	child.stmts(s.Body.List)
	child.ln(s.Body, "return true")
	outer, args := child.captures()
	c := &code{}
	c.ln(s.Pos(), "func %s(%s) func%s {", name, strings.Join(outer, ", "), f.signature(yield))
	c.ln(s.Pos(), "return func(%s) bool {", strings.Join(params, ", "))
	c.append(child.out)
	c.ln(s.End(), "}")
	c.ln(s.End(), "}")
	f.unit.funcs.append(c)
	f.ln(s, "%s(%s(%s))", f.expr(s.X), name, strings.Join(args, ", "))
	f.ln(s, "%s = true", f.cellUse(body.done))
	f.leaveRange(s, body)
}

// skipUnused drops the values that the range clause does not ask for.
func (f *fn) skipUnused(s *ast.RangeStmt, values *[2]string) {
	for i, e := range []ast.Expr{s.Key, s.Value} {
		if id, ok := e.(*ast.Ident); e == nil || ok && id.Name == "_" {
			values[i] = "_"
		}
	}
}

// cell declares a variable that the body of a range over a function shares
// with the function around it.
func (f *fn) cell(n ast.Node, name string, t types.Type) types.Object {
	obj := types.NewVar(n.Pos(), f.pkg.Types, name, t)
	v := variable{f.local(name), pointerVar}
	f.names[obj] = v
	f.ln(n, "%s := new(%s)", v.name, f.typ(t))
	return obj
}

// cellUse writes a shared variable.
func (f *fn) cellUse(obj types.Object) string {
	v, _ := f.lookup(obj)
	return "*" + v.name
}

// exit notes a way out of the body of a range over a function and leaves it.
func (f *fn) exit(n ast.Node, tok token.Token, label string) {
	b := f.rangeBody
	if tok == token.CONTINUE && (label == "" || label == b.label) {
		f.ln(n, "return true")
		return
	}
	if tok == token.BREAK && label == b.label {
		label = ""
	}
	b.exits = append(b.exits, exit{tok, label})
	f.ln(n, "%s = %d", f.cellUse(b.state), len(b.exits))
	f.ln(n, "%s = true", f.cellUse(b.done))
	f.ln(n, "return false")
}

// leaveRange carries out the exit that the body took.
func (f *fn) leaveRange(s *ast.RangeStmt, b *rangeBody) {
	for i, e := range b.exits {
		if e.tok == token.BREAK && e.label == "" {
			continue
		}
		f.ln(s, "if %s == %d {", f.cellUse(b.state), i+1)
		switch {
		case e.tok == token.RETURN:
			f.returnValues(s, b.stored(f))
		default:
			f.leaveTo(s, e.tok, e.label)
		}
		f.ln(s, "}")
	}
}

// stored writes the results that a return statement in the body left, or
// nothing where results are named: they have their values then.
func (b *rangeBody) stored(f *fn) []string {
	if f.named() {
		return nil
	}
	out := make([]string, len(b.results))
	for i, obj := range b.results {
		out[i] = "(" + f.cellUse(obj) + ")"
	}
	return out
}
