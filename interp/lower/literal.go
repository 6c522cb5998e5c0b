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

// closure lowers a function literal used as a value.
func (f *fn) closure(lit *ast.FuncLit) string {
	child, name := f.literal(f.typeOf(lit).(*types.Signature))
	params, prologue := child.params(nil, lit.Type.Params, nil)
	results, zero := child.namedResults(lit.Type.Results, lit.Body)
	prologue = append(append(zero, prologue...), child.openDefers(lit.Body)...)
	body := child.body(lit, prologue)
	outer, args := child.captures()
	head := "(" + strings.Join(params, ", ") + ")" + results
	c := &code{}
	c.ln(lit.Pos(), "func %s(%s) func%s {", name, strings.Join(outer, ", "), f.signature(child.sig))
	c.ln(lit.Pos(), "return func%s {", head)
	c.append(body)
	c.ln(lit.Body.Rbrace, "}")
	c.ln(lit.Body.Rbrace, "}")
	f.unit.funcs.append(c)
	return name + "(" + strings.Join(args, ", ") + ")"
}

// direct lowers a function literal that is called where it stands: by a call,
// a go or a defer statement. It returns the function and its first arguments.
func (f *fn) direct(lit *ast.FuncLit) callee {
	child, name := f.literal(f.typeOf(lit).(*types.Signature))
	params, prologue := child.params(nil, lit.Type.Params, nil)
	results, zero := child.namedResults(lit.Type.Results, lit.Body)
	prologue = append(append(zero, prologue...), child.openDefers(lit.Body)...)
	body := child.body(lit, prologue)
	outer, args := child.captures()
	held := make([]string, len(outer))
	for i, param := range outer {
		_, held[i], _ = strings.Cut(param, " ")
	}
	c := &code{}
	c.ln(lit.Pos(), "func %s(%s)%s {", name, strings.Join(append(outer, params...), ", "), results)
	c.append(body)
	c.ln(lit.Body.Rbrace, "}")
	f.unit.funcs.append(c)
	return callee{code: name, recv: args, held: held, fixed: true}
}

// body lowers the statements of a literal.
func (f *fn) body(lit *ast.FuncLit, prologue []string) *code {
	for _, line := range prologue {
		f.out.ln(lit.Pos(), "%s", line)
	}
	f.stmts(lit.Body.List)
	return f.out
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
