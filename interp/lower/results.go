package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

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

// returns writes a return statement.
func (f *fn) returns(s *ast.ReturnStmt) {
	results := f.sig.Results()
	if len(s.Results) == 1 && results.Len() > 1 {
		code, from := f.tuple(s.Results[0])
		temps := make([]string, len(from))
		out := make([]string, len(from))
		for i, t := range from {
			temps[i] = f.local("t")
			f.ln(s, "var %s %s", temps[i], f.typ(t))
			out[i] = f.convert(temps[i], t, results.At(i).Type())
		}
		f.ln(s, "%s = %s", strings.Join(temps, ", "), code)
		f.returnValues(s, out)
		return
	}
	out := make([]string, len(s.Results))
	for i, r := range s.Results {
		out[i] = f.to(r, results.At(i).Type())
		if len(out) > 1 && (f.rangeBody != nil || f.deferring || f.resultCaptured() || i > 0 && f.isBuiltin(r)) { // assigning one result must not change another, nor be left when one panics
			t := f.local("t")
			f.ln(s, "var %s %s = %s", t, f.typ(results.At(i).Type()), out[i])
			out[i] = t
		}
		if len(out) == 1 && f.rangeBody == nil && !f.deferring && f.computed(r) && !types.IsInterface(results.At(i).Type()) {
			out[i] = bare(out[i])
		}
	}
	f.returnValues(s, out)
}

// returnValues writes a return of values, from the body of a range over a
// function too; none for a bare return.
func (f *fn) returnValues(n ast.Node, values []string) {
	b := f.rangeBody
	if b == nil {
		if f.resultCaptured() {
			f.setResults(n, values)
			values = nil
		}
		if len(values) == 0 && !f.deferring {
			for _, obj := range f.resultVars {
				values = append(values, f.names[obj].use())
			}
		}
		f.leaves(n)
		f.ln(n, "return %s", strings.Join(values, ", "))
		return
	}
	for i, v := range values {
		if f.named() {
			result, _ := f.lookup(f.resultVar(i))
			f.ln(n, "%s = %s", target(result), v)
			continue
		}
		f.ln(n, "%s = %s", f.cellUse(b.results[i]), v)
	}
	f.exit(n, token.RETURN, "")
}

// resultCaptured reports whether a function literal may look at a result after the
// function has returned, so that return statements set the variable too.
func (f *fn) resultCaptured() bool {
	return f.rangeBody == nil && slices.ContainsFunc(f.resultVars, func(obj types.Object) bool { return f.names[obj].kind == pointerVar })
}

// setResults sets the variables of the results.
func (f *fn) setResults(n ast.Node, values []string) {
	for i, v := range values {
		f.ln(n, "%s = %s", target(f.names[f.resultVars[i]]), v)
	}
}

// resultVar returns the variable of named result i.
func (f *fn) resultVar(i int) types.Object {
	for f.rangeBody != nil {
		f = f.parent
	}
	return f.resultVars[i]
}

// named reports whether the results of the function are variables.
func (f *fn) named() bool {
	r := f.resultTypes()
	return r.Len() > 0 && r.At(0).Name() != ""
}

// target writes a variable as the left side of an assignment.
func target(v variable) string {
	if v.kind == pointerVar {
		return "*" + v.name
	}
	return v.name
}

// resultTypes returns the results of the function that a return statement leaves.
func (f *fn) resultTypes() *types.Tuple { return f.sig.Results() }
