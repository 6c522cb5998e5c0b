package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// rangeLoop writes a for statement with a range clause.
func (f *fn) rangeLoop(s *ast.RangeStmt, label string) {
	if f.rangesUp(s) {
		f.counts(s.Key, s.Body)
	}
	switch u := f.typeOf(s.X).Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsInteger != 0 {
			f.rangeInt(s, label)
			return
		}
		f.rangeString(s, label)
	case *types.Slice:
		f.rangeOver(s, label, types.Typ[types.Int], u.Elem())
	case *types.Array:
		if id, ok := s.Value.(*ast.Ident); (s.Value == nil || ok && id.Name == "_") && !hasCall(s.X) { // which is not evaluated
			f.rangeTimes(s, label, types.Typ[types.Int], fmt.Sprint(u.Len()))
			return
		}
		f.rangeOver(s, label, types.Typ[types.Int], u.Elem())
	case *types.Pointer:
		f.rangeArrayPointer(s, label, u.Elem().Underlying().(*types.Array))
	case *types.Map:
		f.rangeOver(s, label, u.Key(), u.Elem())
	case *types.Chan:
		f.rangeOver(s, label, u.Elem(), nil)
	default:
		f.rangeFunc(s, label)
	}
}

// rangeOver writes range over everything that the interpreter can range over
// itself. Key and value go to variables of the iteration.
func (f *fn) rangeOver(s *ast.RangeStmt, label string, key, value types.Type) {
	k, v := f.rangeTemp(s.Key), f.rangeTemp(s.Value)
	x := f.under(s.X)
	if hasLiteral(s.X) { // whose braces would be those of the loop
		x = "(" + x + ")"
	}
	values := [2]string{k, v}
	if !isChan(value) {
		if name, ok := f.rangesWith(s, s.Key, key); ok {
			k, values[0] = name, "_"
		}
		if name, ok := f.rangesWith(s, s.Value, value); ok {
			v, values[1] = name, "_"
		}
	}
	fetch := ""
	if v != "_" && isChan(value) { // the interpreter takes this for a range over a channel
		over, key := f.local("over"), f.local("k")
		f.ln(s, "{")
		defer f.out.ln(s.End(), "}")
		f.ln(s, "var %s %s = %s", over, f.underType(f.typeOf(s.X)), x)
		fetch = fmt.Sprintf("var %s %s = %s[%s]", v, f.typ(value), over, key)
		x, k, values[0] = over, key, key
	}
	f.labelLine(s, label)
	switch {
	case k == "_" && v == "_":
		f.ln(s, "for range %s {", x)
	case v == "_" || value == nil || fetch != "":
		f.ln(s, "for %s := range %s {", k, x)
	default:
		f.ln(s, "for %s, %s := range %s {", k, v, x)
	}
	if fetch != "" {
		f.ln(s, "%s", fetch)
	}
	f.rangeVars(s, values, [2]types.Type{key, value})
	f.iteration(s, label)
}

// iteration writes the body of a range statement, and closes the loop.
func (f *fn) iteration(s *ast.RangeStmt, label string) {
	f.enter(label, nil)
	f.stmts(s.Body.List)
	f.leave()
	f.out.ln(s.Body.Rbrace, "}")
}

// rangesWith declares a variable of a range clause, which has values of type t, if
// the interpreter may range with the variable itself: it is the same one in every
// iteration, and counts them if it is the index.
func (f *fn) rangesWith(s *ast.RangeStmt, e ast.Expr, t types.Type) (name string, ok bool) {
	obj, ok := f.defined(e, s.Tok == token.DEFINE)
	if !ok || t == nil || !f.holds(obj, t) || !f.ownValue(s.X) || !f.plainlyHeld(t) {
		return "", false
	}
	switch f.typeOf(s.X).Underlying().(type) {
	case *types.Map, *types.Chan:
	default:
		if e == s.Key && f.changes(s.Body, obj) {
			return "", false
		}
	}
	return f.declare(obj).name, true
}

// ownValue reports whether an expression is a variable of interpreted code, or in one:
// the type that the interpreter knows it by is the one that it is declared with.
func (f *fn) ownValue(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		obj, ok := f.pkg.Info.ObjectOf(e).(*types.Var)
		if !ok {
			return false
		}
		_, local := f.lookup(obj)
		return local || f.ours(obj) && f.states[obj].Var == nil
	case *ast.SelectorExpr:
		n, ok := types.Unalias(deref(f.typeOf(e.X))).(*types.Named)
		return ok && f.ours(n.Obj()) && f.ownValue(e.X)
	case *ast.IndexExpr:
		return f.ownValue(e.X)
	case *ast.SliceExpr:
		return f.ownValue(e.X)
	}
	return false
}

// plainlyHeld reports whether t is a basic type, any, or a struct type of interpreted
// code or a pointer to one.
func (f *fn) plainlyHeld(t types.Type) bool {
	if isEmptyInterface(t) {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return f.typ(t) == u.Name()
	case *types.Interface:
		return f.typ(t) == "any"
	case *types.Struct:
		n, ok := types.Unalias(t).(*types.Named)
		return ok && f.ours(n.Obj()) && !f.recursive(t)
	case *types.Pointer:
		_, named := types.Unalias(u.Elem()).(*types.Named)
		return named && f.plainlyHeld(u.Elem()) && !types.IsInterface(u.Elem())
	}
	return false
}

// hasCall reports whether evaluating an expression calls or receives something.
func hasCall(e ast.Expr) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = true
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		}
		return !found
	})
	return found
}

// isChan reports whether a type is that of a channel; nil is none.
func isChan(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// rangeTemp names what the loop itself assigns the key or the value to.
func (f *fn) rangeTemp(e ast.Expr) string {
	if id, ok := e.(*ast.Ident); e == nil || ok && id.Name == "_" {
		return "_"
	}
	return f.local("e")
}

// rangeVars gives the variables of a range clause their values.
func (f *fn) rangeVars(s *ast.RangeStmt, values [2]string, list [2]types.Type) {
	exprs := [2]ast.Expr{s.Key, s.Value}
	var targets [2]string
	for i, e := range exprs {
		if _, ok := f.defined(e, s.Tok == token.DEFINE); e != nil && !ok {
			targets[i] = f.operands(e)
		}
	}
	for i, e := range exprs {
		if values[i] == "_" || e == nil || list[i] == nil {
			continue
		}
		if obj, ok := f.defined(e, s.Tok == token.DEFINE); ok {
			to := f.subst.apply(obj.Type())
			f.define(e, obj, to, f.convert(values[i], list[i], to))
		} else if targets[i] != "_" {
			f.ln(e, "%s = %s", targets[i], f.convert(values[i], list[i], f.typeOf(e)))
		}
	}
}
