package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

func (f *fn) ln(n ast.Node, format string, args ...any) { f.out.ln(n.Pos(), format, args...) }

func (f *fn) stmts(list []ast.Stmt) {
	for _, s := range list {
		f.stmt(s)
	}
}

// stmt lowers a statement.
func (f *fn) stmt(s ast.Stmt) {
	label := f.label
	f.label = ""
	f.at = s.Pos()
	switch s := s.(type) {
	case *ast.EmptyStmt:
	case *ast.ExprStmt:
		f.exprStmt(s)
	case *ast.AssignStmt:
		f.assign(s)
	case *ast.DeclStmt:
		f.decl(s.Decl.(*ast.GenDecl))
	case *ast.IncDecStmt:
		op := "+="
		if s.Tok == token.DEC {
			op = "-="
		}
		f.ln(s, "%s %s 1", f.target(s.X), op)
	case *ast.ReturnStmt:
		f.returns(s)
	case *ast.BlockStmt:
		f.block(s)
	case *ast.IfStmt:
		f.ifElse(s)
	case *ast.ForStmt:
		f.forLoop(s, label)
	case *ast.RangeStmt:
		f.rangeLoop(s, label)
	case *ast.SwitchStmt:
		f.switches(s, label)
	case *ast.TypeSwitchStmt:
		f.typeSwitch(s, label)
	case *ast.SelectStmt:
		f.selects(s, label)
	case *ast.LabeledStmt:
		f.labeled(s)
	case *ast.BranchStmt:
		f.branch(s)
	case *ast.GoStmt:
		f.goes(s)
	case *ast.DeferStmt:
		f.deferCall(s)
	case *ast.SendStmt:
		ch := f.typeOf(s.Chan).Underlying().(*types.Chan)
		f.ln(s, "%s <- %s", f.under(s.Chan), f.to(s.Value, ch.Elem()))
	default:
		f.refuse(s.Pos(), "this statement (%T) is not supported yet", s)
	}
}

func (f *fn) block(s *ast.BlockStmt) {
	f.ln(s, "{")
	f.stmts(s.List)
	f.out.ln(s.Rbrace, "}")
}

// exprStmt writes a call or receive whose results are dropped.
func (f *fn) exprStmt(s *ast.ExprStmt) {
	code := f.expr(s.X)
	if u, ok := ast.Unparen(s.X).(*ast.UnaryExpr); ok && u.Op == token.ARROW {
		code = "<-" + f.expr(u.X)
	}
	f.ln(s, "%s", code)
}

// target writes the left side of an assignment.
func (f *fn) target(e ast.Expr) string {
	e = ast.Unparen(e)
	if id, ok := e.(*ast.Ident); ok {
		if id.Name == "_" {
			return "_"
		}
		if obj := f.pkg.Info.ObjectOf(id); obj != nil {
			if v, ok := f.lookup(obj); ok && v.kind == pointerVar {
				return "*" + v.name
			}
		}
	}
	if star, ok := e.(*ast.StarExpr); ok {
		return "*" + f.under(star.X)
	}
	if p, ok := f.nativePointer(e); ok {
		return "*" + p
	}
	return f.expr(e)
}

// nativePointer writes a pointer to a variable of a native package: the
// interpreter takes some of them for constants.
func (f *fn) nativePointer(e ast.Expr) (string, bool) {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok || f.pkg.Info.Selections[sel] != nil {
		return "", false
	}
	obj, ok := f.pkg.Info.Uses[sel.Sel].(*types.Var)
	if !ok || f.ours(obj) {
		return "", false
	}
	f.known(e.Pos(), obj)
	t := f.typ(obj.Type())
	name := f.helper("native", obj.Pkg().Path()+"."+obj.Name(), func(name string) {
		f.unit.types.ln(token.NoPos, "var %s *%s", name, t)
		f.unit.binds.ln(token.NoPos, "%s(%q, %q, &%s)", f.host("Variable"), obj.Pkg().Path(), obj.Name(), name)
	})
	return name, true
}

// assign writes =, := and op=.
func (f *fn) assign(s *ast.AssignStmt) {
	switch {
	case s.Tok != token.ASSIGN && s.Tok != token.DEFINE:
		f.opAssign(s)
	case len(s.Rhs) == 1 && len(s.Lhs) > 1:
		f.assignTuple(s, s.Lhs, s.Rhs[0], s.Tok == token.DEFINE)
	case len(s.Lhs) == 1:
		f.assignOne(s, s.Lhs[0], s.Rhs[0], s.Tok == token.DEFINE)
	default:
		f.assignParallel(s)
	}
}

// opAssign writes x op= y.
func (f *fn) opAssign(s *ast.AssignStmt) {
	target := f.target
	if hasCall(s.Rhs[0]) { // which may change what the left side is found by
		target = f.operands
	}
	right := f.expr
	if s.Tok == token.SHL_ASSIGN || s.Tok == token.SHR_ASSIGN {
		right = f.shiftCount
	}
	f.ln(s, "%s %s %s", target(s.Lhs[0]), s.Tok, right(s.Rhs[0]))
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

func (f *fn) assignOne(s ast.Node, lhs, rhs ast.Expr, define bool) {
	if obj, ok := f.defined(lhs, define); ok {
		t := f.subst.apply(obj.Type())
		value := f.to(rhs, t)
		f.define(s, obj, t, value)
		return
	}
	if id, ok := lhs.(*ast.Ident); ok && id.Name == "_" {
		f.blank(s, rhs)
		return
	}
	t := f.typeOf(lhs)
	value := f.to(rhs, t)
	if i, ok := ast.Unparen(lhs).(*ast.IndexExpr); ok {
		if m, ok := f.typeOf(i.X).Underlying().(*types.Map); ok {
			value = f.intoMap(rhs, m.Elem(), value)
		}
	}
	if f.mayLook(rhs) {
		temp := f.local("t")
		f.ln(s, "var %s %s = %s", temp, f.typ(t), value)
		value = temp
	}
	f.ln(s, "%s = %s", f.target(lhs), value)
}

// mayLook reports whether an expression is a call of a function that may look at
// the variable that the call is assigned to, when that is its result already.
func (f *fn) mayLook(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	fun := ast.Unparen(call.Fun)
	if tv := f.pkg.Info.Types[fun]; tv.IsType() || tv.IsBuiltin() {
		return false
	}
	obj := f.calledFunc(fun)
	if obj == nil {
		return true
	}
	d, ok := f.decls[obj.Origin()]
	if !ok || d.decl.Body == nil {
		return f.ours(obj)
	}
	n, _ := countDefers(d.decl.Body)
	return n > 0
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
			f.ln(s, "*%s = %s", v.name, value)
		}
		return
	}
	if value == "" {
		f.ln(s, "var %s %s", v.name, code)
		return
	}
	f.ln(s, "var %s %s = %s", v.name, code, value)
}

// assignParallel writes a, b = x, y through variables of their own, so that
// every operand is evaluated before anything is assigned.
func (f *fn) assignParallel(s *ast.AssignStmt) {
	define := s.Tok == token.DEFINE
	targets := f.targets(s.Lhs, define)
	temps := make([]string, len(s.Rhs))
	for i, rhs := range s.Rhs {
		t := f.typeOf(rhs)
		if obj, ok := f.defined(s.Lhs[i], define); ok {
			t = f.subst.apply(obj.Type())
		} else if id, ok := s.Lhs[i].(*ast.Ident); !ok || id.Name != "_" {
			t = f.typeOf(s.Lhs[i])
		}
		if isNil(t) {
			continue
		}
		temps[i] = f.local("t")
		f.ln(s, "var %s %s = %s", temps[i], f.typ(t), f.to(rhs, t))
	}
	for i, lhs := range s.Lhs {
		if obj, ok := f.defined(lhs, define); ok {
			f.define(lhs, obj, f.subst.apply(obj.Type()), temps[i])
		} else if targets[i] != "_" {
			f.ln(s, "%s = %s", targets[i], temps[i])
		} else if temps[i] != "" {
			f.ln(s, "_ = %s", temps[i])
		}
	}
}

// targets evaluates the operands of the left sides of an assignment, and
// returns what to assign to later; "" for a variable that is defined.
func (f *fn) targets(lhs []ast.Expr, define bool) []string {
	out := make([]string, len(lhs))
	for i, e := range lhs {
		if _, ok := f.defined(e, define); !ok {
			out[i] = f.operands(e)
		}
	}
	return out
}

// operands evaluates the operands of an assignment's left side now, and
// returns what to assign to later.
func (f *fn) operands(lhs ast.Expr) string {
	hold := func(e ast.Expr, t types.Type) string {
		name := f.local("op")
		f.ln(lhs, "var %s %s = %s", name, f.underType(t), f.unfold(f.to(e, t), t))
		return name
	}
	switch e := ast.Unparen(lhs).(type) {
	case *ast.StarExpr:
		return "*" + hold(e.X, f.typeOf(e.X))
	case *ast.SelectorExpr:
		sel := f.pkg.Info.Selections[e]
		if _, ok := f.typeOf(e.X).Underlying().(*types.Pointer); ok && sel != nil {
			code, _ := f.steps(hold(e.X, f.typeOf(e.X)), f.typeOf(e.X), sel.Index())
			return code
		}
		if sel != nil {
			code := f.operands(e.X)
			if code[0] == '*' {
				code = "(" + code + ")"
			}
			code, _ = f.steps(code, f.typeOf(e.X), sel.Index())
			return code
		}
	case *ast.IndexExpr:
		var x string
		switch u := f.typeOf(e.X).Underlying().(type) {
		case *types.Array:
			if x = f.operands(e.X); x[0] == '*' {
				x = "(" + x + ")"
			}
		case *types.Map:
			return hold(e.X, f.typeOf(e.X)) + "[" + hold(e.Index, u.Key()) + "]"
		default:
			x = hold(e.X, f.typeOf(e.X))
		}
		if tv := f.pkg.Info.Types[e.Index]; tv.Value != nil {
			return x + "[" + f.expr(e.Index) + "]"
		}
		return x + "[" + hold(e.Index, f.typeOf(e.Index)) + "]"
	}
	return f.target(lhs)
}

// assignTuple writes a, b = f() and the forms with a second value that says ok.
func (f *fn) assignTuple(s ast.Node, lhs []ast.Expr, rhs ast.Expr, define bool) {
	targets := f.targets(lhs, define)
	code, from := f.tuple(rhs)
	temps := make([]string, len(lhs))
	for i, e := range lhs {
		temps[i] = "_"
		if id, ok := e.(*ast.Ident); !ok || id.Name != "_" {
			temps[i] = f.local("t")
			f.ln(s, "var %s %s", temps[i], f.typ(from[i]))
		}
	}
	if strings.Join(temps, "") == strings.Repeat("_", len(temps)) { // which alone would not be evaluated
		temps[0] = f.local("t")
		f.ln(s, "var %s %s", temps[0], f.typ(from[0]))
		f.ln(s, "%s = %s", strings.Join(temps, ", "), code)
		return
	}
	f.ln(s, "%s = %s", strings.Join(temps, ", "), code)
	for i, e := range lhs {
		if temps[i] == "_" {
			continue
		}
		if obj, ok := f.defined(e, define); ok {
			t := f.subst.apply(obj.Type())
			f.define(s, obj, t, f.convert(temps[i], from[i], t))
			continue
		}
		f.ln(s, "%s = %s", targets[i], f.convert(temps[i], from[i], f.typeOf(e)))
	}
}

// tuple writes an expression with several values, and returns their types.
func (f *fn) tuple(e ast.Expr) (string, []types.Type) {
	e = ast.Unparen(e)
	boolean := types.Typ[types.Bool]
	switch e := e.(type) {
	case *ast.TypeAssertExpr:
		t := f.typeOf(e.Type)
		return f.assertOK(f.to(e.X, anyType), t), []types.Type{t, boolean}
	case *ast.IndexExpr:
		if m, ok := f.typeOf(e.X).Underlying().(*types.Map); ok {
			return f.under(e.X) + "[" + f.to(e.Index, m.Key()) + "]", []types.Type{m.Elem(), boolean}
		}
	case *ast.UnaryExpr:
		if e.Op == token.ARROW {
			elem := f.typeOf(e.X).Underlying().(*types.Chan).Elem()
			return f.received(f.typeOf(e.X), elem) + "(" + f.under(e.X) + ")", []types.Type{elem, boolean}
		}
	}
	tuple, ok := f.typeOf(e).(*types.Tuple)
	if !ok {
		f.refuse(e.Pos(), "this assignment is not supported yet")
		return "nil", nil
	}
	out := make([]types.Type, tuple.Len())
	for i := range out {
		out[i] = tuple.At(i).Type()
	}
	return f.expr(e), out
}

// received returns a function that receives a value and whether the channel is
// open. The interpreter confuses the two with its own variables where the
// first is dropped.
func (l *Lowerer) received(channel, elem types.Type) string {
	code, value := l.underType(channel), l.typ(elem)
	return l.helper("recv", code, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(ch %s) (%s, bool) { var v %s; ok := %s(ch, &v); return v, ok }", name, code, value, value, l.dyn("Received"))
	})
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
		if len(out) > 1 && (f.rangeBody != nil || f.deferring || i > 0 && f.isBuiltin(r)) { // assigning one result must not change another, nor be left when one panics
			t := f.local("t")
			f.ln(s, "var %s %s = %s", t, f.typ(results.At(i).Type()), out[i])
			out[i] = t
		}
	}
	f.returnValues(s, out)
}

// isBuiltin reports whether an expression is a call of a builtin function, whose
// value the interpreter always returns as the first.
func (f *fn) isBuiltin(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && f.pkg.Info.Types[ast.Unparen(call.Fun)].IsBuiltin()
}

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

func (f *fn) ifElse(s *ast.IfStmt) {
	if s.Init != nil {
		f.ln(s, "{")
		f.stmt(s.Init)
		defer f.out.ln(s.End(), "}")
	}
	f.ln(s, "if %s {", f.cond(s.Cond))
	f.stmts(s.Body.List)
	switch e := s.Else.(type) {
	case nil:
		f.out.ln(s.Body.Rbrace, "}")
	case *ast.BlockStmt:
		f.out.ln(s.Body.Rbrace, "} else {")
		f.stmts(e.List)
		f.out.ln(e.Rbrace, "}")
	default:
		f.out.ln(s.Body.Rbrace, "} else {")
		f.stmt(e)
		f.out.ln(e.End(), "}")
	}
}

func (f *fn) labeled(s *ast.LabeledStmt) {
	switch s.Stmt.(type) {
	case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
		f.label = s.Label.Name
		f.stmt(s.Stmt)
		return
	}
	f.ln(s, "%s:", labelName(s.Label.Name))
	f.stmt(s.Stmt)
}

// labelName returns what a label is called: to the interpreter it is in the
// same scope as variables.
func labelName(label string) string {
	if label == "" {
		return ""
	}
	return label + "__label"
}

// clause writes the statements of a clause. The interpreter finds labels in
// blocks only.
func (f *fn) clause(list []ast.Stmt) {
	labels := slices.ContainsFunc(list, func(s ast.Stmt) bool { _, ok := s.(*ast.LabeledStmt); return ok })
	if !labels {
		f.stmts(list)
		return
	}
	last := len(list)
	if b, ok := list[last-1].(*ast.BranchStmt); ok && b.Tok == token.FALLTHROUGH {
		last--
	}
	f.ln(list[0], "{")
	f.stmts(list[:last])
	f.ln(list[0], "}")
	f.stmts(list[last:])
}

// labelLine writes the label of a statement just before it.
func (f *fn) labelLine(n ast.Node, label string) {
	if label != "" {
		f.ln(n, "%s:", labelName(label))
	}
}

func (f *fn) branch(s *ast.BranchStmt) {
	label := ""
	if s.Label != nil {
		label = s.Label.Name
	}
	switch s.Tok {
	case token.CONTINUE:
		f.continueTo(s, label)
	case token.BREAK:
		f.breakTo(s, label)
	case token.GOTO:
		f.goTo(s, label)
	default:
		f.ln(s, "fallthrough")
	}
}

// wrappedSignature is the signature of the function that wrapped makes.
func (f *fn) wrappedSignature(call *ast.CallExpr) *types.Signature {
	var list []types.Type
	for _, arg := range call.Args {
		if tv := f.pkg.Info.Types[arg]; !tv.IsType() && tv.Value == nil && !tv.IsNil() {
			list = append(list, types.Default(f.typeOf(arg)))
		}
	}
	return types.NewSignatureType(nil, nil, nil, params(list...), nil, false)
}

// wrapped puts a call that cannot be deferred, or made in a goroutine, as it
// is into a function of its own: conversions, builtins and calls that are lowered
// specially. Their operands are evaluated now.
func (f *fn) wrapped(call *ast.CallExpr) (callee, []string) {
	var params, args []string
	inner := *call
	inner.Args = nil
	names := map[types.Object]variable{}
	for i, arg := range call.Args {
		if tv := f.pkg.Info.Types[arg]; tv.IsType() || tv.Value != nil || tv.IsNil() {
			inner.Args = append(inner.Args, arg)
			continue
		}
		t := types.Default(f.typeOf(arg))
		name := fmt.Sprintf("a%d", i)
		params = append(params, name+" "+f.typ(t))
		args = append(args, f.to(arg, t))
		id := ast.NewIdent(name)
		obj := types.NewVar(arg.Pos(), f.pkg.Types, name, t)
		id.NamePos = arg.Pos()
		names[obj] = variable{name: name}
		f.pkg.Info.Uses[id] = obj
		f.pkg.Info.Types[id] = types.TypeAndValue{Type: t}
		inner.Args = append(inner.Args, id)
	}
	f.pkg.Info.Types[&inner] = f.pkg.Info.Types[call]
	child, name := f.literal(types.NewSignatureType(nil, nil, nil, nil, nil, false))
	child.names = names
	child.stmt(&ast.ExprStmt{X: &inner})
	outer, captured := child.captures()
	f.unit.funcs.ln(call.Pos(), "func %s(%s) {", name, strings.Join(append(outer, params...), ", "))
	f.unit.funcs.append(child.out)
	f.unit.funcs.ln(call.End(), "}")
	return callee{code: name, recv: captured, held: typesOf(outer), fixed: true}, args
}
