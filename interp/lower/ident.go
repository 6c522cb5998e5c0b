package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// ident writes a name.
func (f *fn) ident(e *ast.Ident) string {
	obj := f.pkg.Info.ObjectOf(e)
	switch obj := obj.(type) {
	case *types.Nil:
		return "nil"
	case *types.Var:
		if v, ok := f.lookup(obj); ok {
			return v.use()
		}
		f.known(e.Pos(), obj)
		return f.variable(obj)
	case *types.Func:
		return f.forward(f.funcName(e, obj), obj, f.typeOf(e))
	}
	f.refuse(e.Pos(), "%s cannot be used here", e.Name)
	return "nil"
}

// variable writes a package-level variable, or the value of the state that the
// name stands for at a prompt.
func (f *fn) variable(obj *types.Var) string {
	if s, ok := f.states[obj]; ok {
		return f.takeOut(s.Type) + "(" + f.object(s.Var) + ".Get())"
	}
	f.openStream(obj)
	if !f.ours(obj) {
		return f.compiledVar(obj)
	}
	return f.object(obj)
}

// forward writes a declared function as a value. It is a function of its own
// that calls the other: the interpreter does not take a declared one everywhere.
func (f *fn) forward(name string, obj *types.Func, t types.Type) string {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || strings.Contains(name, ".") || name == "nil" {
		return name
	}
	return f.helper(asValue, name, func(helper string) {
		params, args := f.parameters(sig, "a")
		f.unit.funcs.ln(token.NoPos, "func %s() func%s { return func(%s)%s { %s%s%s } }", helper, f.signature(sig),
			strings.Join(params, ", "), f.results(sig), f.passing(obj), returning(sig), callee{code: name}.call(args))
	}) + "()"
}

// funcName writes a declared function, or the instance of a generic one that is
// used at id.
func (f *fn) funcName(id *ast.Ident, obj *types.Func) string {
	inst, generic := f.pkg.Info.Instances[id]
	if !f.ours(obj) {
		if generic {
			return f.borrowFunc(id.Pos(), obj, f.typeArgs(inst))
		}
		if name := f.coder(obj); name != "" {
			return name
		}
		f.known(id.Pos(), obj)
		return f.object(obj)
	}
	if !generic {
		return f.object(obj)
	}
	return f.instance(obj.Origin(), f.typeArgs(inst))
}

// typeArgs returns the type arguments of an instance, type parameters replaced.
func (f *fn) typeArgs(inst types.Instance) []types.Type {
	args := typeArgs(inst.TypeArgs)
	for i := range args {
		args[i] = f.subst.apply(args[i])
	}
	return args
}

// namedFunc returns the name and the object of a declared function, with or
// without type arguments.
func (f *fn) namedFunc(x ast.Expr) (*ast.Ident, *types.Func) {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		obj, _ := f.pkg.Info.Uses[x].(*types.Func)
		return x, obj
	case *ast.SelectorExpr:
		if f.pkg.Info.Selections[x] == nil {
			obj, _ := f.pkg.Info.Uses[x.Sel].(*types.Func)
			return x.Sel, obj
		}
	case *ast.IndexExpr:
		return f.namedFunc(x.X)
	case *ast.IndexListExpr:
		return f.namedFunc(x.X)
	}
	return nil, nil
}

// genericValue writes an instantiated function as a value.
func (f *fn) genericValue(e ast.Expr) string {
	if id, obj := f.namedFunc(e); obj != nil {
		return f.forward(f.funcName(id, obj), obj, f.typeOf(e))
	}
	f.refuse(e.Pos(), "this instantiation is not supported yet")
	return "nil"
}
