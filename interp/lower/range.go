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
	fetch := ""
	if v != "_" && isChan(value) { // the interpreter takes this for a range over a channel
		over, key := f.local("over"), f.local("k")
		f.ln(s, "{")
		defer f.out.ln(s.End(), "}")
		f.ln(s, "var %s %s = %s", over, f.underType(f.typeOf(s.X)), x)
		fetch = fmt.Sprintf("var %s %s = %s[%s]", v, f.typ(value), over, key)
		x, k = over, key
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
	f.rangeVars(s, [2]string{k, v}, [2]types.Type{key, value})
	f.enter(label, nil)
	f.stmts(s.Body.List)
	f.leave()
	f.out.ln(s.Body.Rbrace, "}")
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

func isChan(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

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
