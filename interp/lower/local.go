package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// decl writes a declaration inside a function.
func (f *fn) decl(d *ast.GenDecl) {
	if d.Tok != token.VAR { // constants are literals; types are declared where they are used
		return
	}
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		f.varSpec(spec)
	}
}

// varSpec writes the declaration of variables, with or without values.
func (f *fn) varSpec(spec *ast.ValueSpec) {
	lhs := make([]ast.Expr, len(spec.Names))
	for i, id := range spec.Names {
		lhs[i] = id
	}
	switch {
	case len(spec.Values) == 0:
		for _, id := range spec.Names {
			if obj := f.pkg.Info.Defs[id]; obj != nil && id.Name != "_" {
				f.define(id, obj, f.subst.apply(obj.Type()), "")
			}
		}
	case len(spec.Values) == 1 && len(lhs) > 1:
		f.assignTuple(spec, lhs, spec.Values[0], true)
	default:
		for i := range lhs {
			f.assignOne(spec, lhs[i], spec.Values[i], true)
		}
	}
}

// blank evaluates an expression for its effects.
func (f *fn) blank(s ast.Node, rhs ast.Expr) {
	if tv := f.pkg.Info.Types[rhs]; tv.Value != nil || tv.IsNil() {
		return
	}
	if lit, ok := ast.Unparen(rhs).(*ast.FuncLit); ok {
		f.closure(lit)
		return
	}
	name := f.local("blank")
	f.ln(s, "var %s %s = %s", name, f.typ(f.typeOf(rhs)), f.expr(rhs))
	f.ln(s, "_ = %s", name)
}

// defined returns the variable that := defines with e, if it defines one.
func (f *fn) defined(e ast.Expr, define bool) (types.Object, bool) {
	id, ok := e.(*ast.Ident)
	if !ok || !define || id.Name == "_" {
		return nil, false
	}
	obj := f.pkg.Info.Defs[id]
	return obj, obj != nil
}

// holds reports whether a variable that is about to be declared is held as itself,
// and takes values of type t as they are.
func (f *fn) holds(obj types.Object, t types.Type) bool {
	return !f.escapes[obj] && !f.promoted[obj] && types.Identical(f.subst.apply(obj.Type()), t)
}

// define declares a variable with a value.
func (f *fn) define(s ast.Node, obj types.Object, t types.Type, value string) {
	if f.promoted[obj] {
		if value != "" {
			f.ln(s, "%s = %s", f.object(obj), value)
		}
		return
	}
	v := f.declare(obj)
	code := f.typ(t)
	if v.kind == pointerVar {
		f.ln(s, "%s := new(%s)", v.name, code)
		if value != "" {
			f.ln(s, "*%s = %s", v.name, f.stored(t, value))
		}
		return
	}
	if value == "" {
		f.ln(s, "var %s %s", v.name, code)
		return
	}
	f.ln(s, "var %s %s = %s", v.name, code, bare(value))
}
