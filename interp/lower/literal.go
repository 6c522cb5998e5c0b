package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// literal begins the lowering of a function literal to a function of the
// package, and returns its name.
//
// The interpreter shares a captured variable between iterations when the
// literal is an argument of a call. A function that is handed pointers cannot.
func (f *fn) literal(sig *types.Signature) (child *fn, name string) {
	child = &fn{
		Lowerer: f.Lowerer, pkg: f.pkg, subst: f.subst, parent: f, out: &code{},
		names: map[types.Object]variable{}, used: f.used, escapes: f.escapes,
		capSet: map[types.Object]variable{}, promoted: f.promoted, states: f.states,
		sig: sig, defers: f.defers,
	}
	return child, f.fresh("lit")
}

// lowered is a function literal in parts.
type lowered struct {
	name            string
	params, results string // as written
	outer, args     []string
	body            *code
}

// lower lowers a function literal, all but its head.
func (f *fn) lower(lit *ast.FuncLit) lowered {
	child, name := f.literal(f.typeOf(lit).(*types.Signature))
	params, prologue := child.params(nil, lit.Type.Params, nil)
	results, zero := child.namedResults(lit.Type.Results, lit.Body)
	for _, line := range append(append(zero, prologue...), child.openDefers(lit.Body)...) {
		child.out.ln(lit.Pos(), "%s", line)
	}
	child.stmts(lit.Body.List)
	child.out.ln(lit.Body.Rbrace, "}")
	outer, args := child.captures()
	return lowered{name, strings.Join(params, ", "), results, outer, args, child.out}
}

// closure lowers a function literal used as a value.
func (f *fn) closure(lit *ast.FuncLit) string {
	l := f.lower(lit)
	out := &f.unit.funcs
	out.ln(lit.Pos(), "func %s(%s) func%s {", l.name, strings.Join(l.outer, ", "), f.signature(f.typeOf(lit).(*types.Signature)))
	out.ln(lit.Pos(), "return func(%s)%s {", l.params, l.results)
	out.append(l.body)
	out.ln(lit.Body.Rbrace, "}")
	return l.name + "(" + strings.Join(l.args, ", ") + ")"
}

// direct lowers a function literal that is called where it stands: by a call,
// a go or a defer statement. It returns the function and its first arguments.
func (f *fn) direct(lit *ast.FuncLit) callee {
	l := f.lower(lit)
	params := l.outer
	if l.params != "" {
		params = append(params[:len(params):len(params)], l.params)
	}
	out := &f.unit.funcs
	out.ln(lit.Pos(), "func %s(%s)%s {", l.name, strings.Join(params, ", "), l.results)
	out.append(l.body)
	return callee{code: l.name, recv: l.args, held: typesOf(l.outer), fixed: true}
}

// typesOf returns the types of written parameters.
func typesOf(params []string) []string {
	out := make([]string, len(params))
	for i, param := range params {
		_, out[i], _ = strings.Cut(param, " ")
	}
	return out
}

// captures writes the parameters through which a literal gets its captured
// variables, and the arguments that the function around it passes.
func (f *fn) captures() (params, args []string) {
	for _, obj := range f.caps {
		v := f.capSet[obj]
		params = append(params, v.name+" *"+f.typ(f.subst.apply(obj.Type())))
		outer, _ := f.parent.lookup(obj)
		if outer.kind == pointerVar {
			args = append(args, outer.name)
		} else {
			args = append(args, "&"+outer.name)
		}
	}
	return params, args
}
