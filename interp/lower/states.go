package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// StatesPath is the package whose generic types are erased: lowered code works
// with State[any], and a type assertion stands where a T comes out.
const StatesPath = "github.com/mrepl/mrepl/states"

// erasing reports whether the package at path is the states library.
func (l *Lowerer) erasing(path string) bool { return path == StatesPath }

// erased reports whether t is a generic type of the states library.
func (l *Lowerer) erased(t *types.Named) bool {
	return l.erasing(t.Obj().Pkg().Path()) && t.TypeArgs().Len() > 0
}

// isState returns the T of State[T] or *State[T].
func (l *Lowerer) isState(t types.Type) (types.Type, bool) {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || !l.erasing(n.Obj().Pkg().Path()) || n.Obj().Name() != "State" || n.TypeArgs().Len() != 1 {
		return nil, false
	}
	return n.TypeArgs().At(0), true
}

// statesCall lowers the calls of the states library that mention T.
func (f *fn) statesCall(e *ast.CallExpr, fun ast.Expr, obj *types.Func) (string, bool) {
	if !f.erasing(obj.Pkg().Path()) {
		return "", false
	}
	recv := obj.Signature().Recv()
	if recv == nil {
		switch obj.Name() {
		case "New", "Value":
			return f.newState(e, obj.Name())
		}
		return "", false
	}
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	t, ok := f.isState(f.typeOf(sel.X))
	if !ok {
		if f.generic(obj) {
			f.refuse(e.Pos(), "%s of an embedded state is not supported yet: name the field", obj.Name())
		}
		return "", false
	}
	state := f.expr(sel.X)
	switch obj.Name() {
	case "Get":
		return f.takeOut(t) + "(" + state + ".Get())", true
	case "Lookup":
		return f.lookupState(t) + "(" + state + ")", true
	case "OnStop", "OnCheck":
		return state + "." + obj.Name() + "(" + f.host("Guarded") + "(" + f.withValue(t) + "(" + f.funcArg(e.Args[0], f.stopType(t)) + ")))", true
	}
	return "", false
}

// newState writes states.New and states.Value: the definition goes to the load
// that is under way, with its full name and position.
func (f *fn) newState(e *ast.CallExpr, which string) (string, bool) {
	t, ok := f.isState(f.typeOf(e))
	if !ok {
		return "", false
	}
	name := f.to(e.Args[0], types.Typ[types.String])
	var start string
	if which == "Value" {
		start = f.host("Constant") + "(" + f.convert(f.to(e.Args[1], t), t, anyType) + ")"
	} else {
		start = f.starter(t) + "(" + f.funcArg(e.Args[1], f.startType(t)) + ")"
	}
	prefix := f.pkg.Rel
	return f.host("NewState") + "(" + strings.Join([]string{
		strconv.Quote(prefix), name, f.mark(e.Pos()), f.typeVar(t), start,
	}, ", ") + ")", true
}

// funcArg writes a function passed to the states library.
func (f *fn) funcArg(e ast.Expr, t types.Type) string {
	if f.isNil(e) {
		return "nil"
	}
	held := f.group.live
	f.group.live = false // a literal is a part of the definition
	defer func() { f.group.live = held }()
	id, obj := f.namedFunc(e)
	if obj == nil || !f.ours(obj) || obj.Signature().Recv() != nil {
		return f.to(e, t)
	}
	sig := f.typeOf(e).(*types.Signature)
	params, args := f.parameters(sig, "a")
	name := f.fresh("held")
	f.unit.funcs.ln(e.Pos(), "func %s() func%s { return func(%s)%s { %s%s%s } }", name, f.signature(sig),
		strings.Join(params, ", "), f.results(sig), f.passing(obj), returning(sig), callee{code: f.current(f.funcName(id, obj))}.call(args))
	return name + "()"
}

// contextType returns context.Context, as the packages of the program have it.
func (l *Lowerer) contextType() types.Type {
	for p := range l.source {
		for _, imp := range p.Imports() {
			if imp.Path() == "context" {
				return imp.Scope().Lookup("Context").Type()
			}
		}
	}
	return anyType
}

// startType is func(context.Context) (T, error).
func (f *fn) startType(t types.Type) types.Type {
	return types.NewSignatureType(nil, nil, nil, params(f.contextType()), params(t, errorType), false)
}

// stopType is func(context.Context, T) error.
func (f *fn) stopType(t types.Type) types.Type {
	return types.NewSignatureType(nil, nil, nil, params(f.contextType(), t), params(errorType), false)
}

var errorType = types.Universe.Lookup("error").Type()

// params returns parameters, or results, of these types.
func params(list ...types.Type) *types.Tuple {
	vars := make([]*types.Var, len(list))
	for i, t := range list {
		vars[i] = types.NewParam(token.NoPos, nil, "", t)
	}
	return types.NewTuple(vars...)
}

// starter returns a function that turns a start function for T into one for any.
func (f *fn) starter(t types.Type) string {
	ctx := f.native("context") + ".Context"
	return f.helper("start", f.typeVar(t), func(name string) {
		f.unit.funcs.ln(token.NoPos, "func %s(f func(%s) (%s, error)) func(%s) (any, error) { return func(ctx %s) (any, error) { v, err := f(ctx); if err != nil { return nil, err }; return %s, nil } }",
			name, ctx, f.typ(t), ctx, ctx, f.convert("v", t, anyType))
	})
}

// withValue returns a function that turns a stop or check function for T into
// one for any.
func (f *fn) withValue(t types.Type) string {
	ctx := f.native("context") + ".Context"
	return f.helper("stop", f.typeVar(t), func(name string) {
		f.unit.funcs.ln(token.NoPos, "func %s(f func(%s, %s) error) func(%s, any) error { return func(ctx %s, v any) error { return f(ctx, %s(v)) } }",
			name, ctx, f.typ(t), ctx, ctx, f.takeOut(t))
	})
}

// takeOut returns a function that takes a T out of an any; a nil is the zero T.
func (f *fn) takeOut(t types.Type) string {
	if !types.IsInterface(t) {
		return f.assertion(t)
	}
	if f.nativeInterface(t) {
		return f.toNative(t)
	}
	return f.dyn("Lift")
}

// lookupState returns a function that does what Lookup of a State[T] does.
func (f *fn) lookupState(t types.Type) string {
	return f.helper("lookup", f.typeVar(t), func(name string) {
		f.unit.funcs.ln(token.NoPos, "func %s(s *%s.State) (%s, bool) { v, ok := s.Lookup(); if !ok { var z %s; return z, false }; return %s(v), true }",
			name, f.native(StatesPath), f.typ(t), f.typ(t), f.takeOut(t))
	})
}

// generic reports whether m is a method of the states library whose erased form
// has another signature.
func (l *Lowerer) generic(m *types.Func) bool {
	if m.Pkg() == nil || !l.erasing(m.Pkg().Path()) {
		return false
	}
	switch m.Name() {
	case "Get", "Lookup", "OnStop", "OnCheck":
		return true
	}
	return false
}
