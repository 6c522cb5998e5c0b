package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// selector writes x.f: a name of a package, a field, or a method as a value.
func (f *fn) selector(e *ast.SelectorExpr) string {
	sel := f.pkg.Info.Selections[e]
	if sel == nil {
		switch obj := f.pkg.Info.Uses[e.Sel].(type) {
		case *types.Func:
			return f.forward(f.funcName(e.Sel, obj), obj, f.typeOf(e))
		case *types.Var:
			f.known(e.Sel.Pos(), obj)
			return f.variable(obj)
		}
		f.refuse(e.Pos(), "%s cannot be used here", e.Sel.Name)
		return "nil"
	}
	switch sel.Kind() {
	case types.FieldVal:
		code, t := f.steps(f.expr(e.X), f.typeOf(e.X), sel.Index())
		if f.compiledField(sel.Obj()) {
			return f.fromCompiled(code, t)
		}
		return code
	case types.MethodVal:
		return f.methodValue(e, sel)
	}
	name, m := f.methodExpr(e, sel)
	return f.forward(name, m, f.typeOf(e))
}

// find looks a method up again on the type it is called on, which differs from
// what the checker saw where type parameters have been replaced.
func (f *fn) find(recv types.Type, sel *types.Selection) ([]int, *types.Func) {
	if f.subst.none() {
		return sel.Index(), sel.Obj().(*types.Func)
	}
	obj, index, _ := types.LookupFieldOrMethod(recv, true, sel.Obj().Pkg(), sel.Obj().Name())
	if m, ok := obj.(*types.Func); ok {
		return index, m
	}
	return sel.Index(), sel.Obj().(*types.Func)
}

// steps follows embedded fields from a value of type t, and returns the code
// and the type of where they lead.
func (l *Lowerer) steps(code string, t types.Type, index []int) (string, types.Type) {
	for _, i := range index {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
			if strings.HasPrefix(code, "(*") { // **T is not followed by itself
				code = "(" + code + ")"
			}
		}
		s := t.Underlying().(*types.Struct)
		code += "." + l.fieldOf(t, s, i)
		t = s.Field(i).Type()
	}
	return code, t
}

// visible follows embedded fields as steps does, up to one of a compiled type
// that is not exported: reflection, by which the interpreter reaches it, lets
// nobody call the methods that are promoted from there. It tells whether it
// stopped at one; the method is then one of what it stopped at.
func (l *Lowerer) visible(code string, t types.Type, index []int) (string, types.Type, bool) {
	for i := range index {
		s := deref(t).Underlying().(*types.Struct)
		if field := s.Field(index[i]); !field.Exported() && !l.ours(field) {
			return code, t, true
		}
		code, t = l.steps(code, t, index[i:i+1])
	}
	return code, t, false
}

// fieldOf returns the name of field i of a struct, defined by t.
func (l *Lowerer) fieldOf(t types.Type, s *types.Struct, i int) string {
	if n, ok := types.Unalias(t).(*types.Named); ok && !l.ours(n.Obj()) {
		return s.Field(i).Name()
	}
	return l.fieldName(s, i)
}
