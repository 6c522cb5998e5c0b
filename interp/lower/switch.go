package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// switches writes an expression switch.
func (f *fn) switches(s *ast.SwitchStmt, label string) {
	f.ln(s, "{")
	defer f.out.ln(s.End(), "}")
	if s.Init != nil {
		f.stmt(s.Init)
	}
	tag := ""
	var t types.Type
	if s.Tag != nil {
		t = types.Default(f.typeOf(s.Tag))
		tag = f.local("tag")
		f.ln(s, "var %s %s = %s", tag, f.typ(t), f.to(s.Tag, t))
		f.ln(s, "_ = %s", tag)
	}
	match := func(clause *ast.CaseClause, i int) string {
		return f.operandOf(clause.List[i], f.matches(tag, t, clause.List[i]))
	}
	chosen := ""
	clauses := s.Body.List
	switch early, fall := defaultClause(s); {
	case early && fall:
		chosen = f.chooseClause(s, match)
	case early:
		clauses = defaultLast(clauses)
	}
	f.labelLine(s, label)
	f.ln(s, "switch {")
	f.enterSwitch(label)
	defer f.leave()
	for n, clause := range clauses {
		clause := clause.(*ast.CaseClause)
		if chosen != "" {
			f.ln(clause, "case (%s == %d):", chosen, n)
		} else {
			f.caseLine(clause, len(clause.List), func(i int) string { return match(clause, i) })
		}
		f.clause(clause.Body)
	}
	f.out.ln(s.Body.Rbrace, "}")
}

// chooseClause finds the clause of a switch, by number, before it is carried out:
// the interpreter takes a default clause for the last one, also where others fall
// through to or from it.
func (f *fn) chooseClause(s *ast.SwitchStmt, match func(*ast.CaseClause, int) string) (chosen string) {
	chosen = f.local("chosen")
	f.ln(s, "var %s int", chosen)
	f.ln(s, "switch {")
	for _, clause := range defaultLast(s.Body.List) {
		n := slices.Index(s.Body.List, clause)
		clause := clause.(*ast.CaseClause)
		f.caseLine(clause, len(clause.List), func(i int) string { return match(clause, i) })
		f.ln(clause, "%s = %d", chosen, n)
	}
	f.ln(s, "}")
	return chosen
}

// defaultClause reports whether a switch has a default clause that is not the
// last, and whether some clause falls through.
func defaultClause(s *ast.SwitchStmt) (early, fall bool) {
	for i, clause := range s.Body.List {
		clause := clause.(*ast.CaseClause)
		early = early || len(clause.List) == 0 && i < len(s.Body.List)-1
		if n := len(clause.Body); n > 0 {
			b, ok := clause.Body[n-1].(*ast.BranchStmt)
			fall = fall || ok && b.Tok == token.FALLTHROUGH
		}
	}
	return early, fall
}

// defaultLast returns clauses with the default clause at the end: the interpreter
// does not find its way where one stands elsewhere.
func defaultLast(clauses []ast.Stmt) []ast.Stmt {
	i := slices.IndexFunc(clauses, func(s ast.Stmt) bool { return len(s.(*ast.CaseClause).List) == 0 })
	if i < 0 {
		return clauses
	}
	return append(slices.Concat(clauses[:i], clauses[i+1:]), clauses[i])
}

func (f *fn) caseLine(clause *ast.CaseClause, n int, cond func(int) string) {
	if n == 0 {
		f.ln(clause, "default:")
		return
	}
	conds := make([]string, n)
	for i := range conds {
		conds[i] = cond(i)
	}
	f.ln(clause, "case %s:", strings.Join(conds, " || "))
}

// matches writes the condition of one expression of a case.
func (f *fn) matches(tag string, t types.Type, e ast.Expr) string {
	switch {
	case tag == "" && types.IsInterface(f.typeOf(e)):
		return f.equal(f.to(e, anyType), "true")
	case tag == "":
		return f.cond(e)
	case f.isNil(e):
		return "(" + tag + " == nil)"
	case types.IsInterface(t) || types.IsInterface(f.typeOf(e)):
		return f.equal(f.convert(tag, t, anyType), f.to(e, anyType))
	}
	if _, ok := t.Underlying().(*types.Chan); ok {
		return f.dyn("Same") + "(" + tag + ", " + f.expr(e) + ")"
	}
	return "(" + tag + " == " + f.to(e, t) + ")"
}

// typeSwitch writes a type switch as conditions on the dynamic type.
func (f *fn) typeSwitch(s *ast.TypeSwitchStmt, label string) {
	f.ln(s, "{")
	defer f.out.ln(s.End(), "}")
	if s.Init != nil {
		f.stmt(s.Init)
	}
	var x ast.Expr
	switch a := s.Assign.(type) {
	case *ast.AssignStmt:
		x = a.Rhs[0].(*ast.TypeAssertExpr).X
	case *ast.ExprStmt:
		x = a.X.(*ast.TypeAssertExpr).X
	}
	value := f.local("x")
	f.ln(s, "var %s any = %s", value, f.to(x, anyType))
	f.ln(s, "_ = %s", value)
	f.labelLine(s, label)
	f.ln(s, "switch {")
	f.enterSwitch(label)
	defer f.leave()
	for _, clause := range defaultLast(s.Body.List) {
		f.typeClause(clause.(*ast.CaseClause), value, f.typeOf(x))
	}
	f.out.ln(s.Body.Rbrace, "}")
}

func (f *fn) typeClause(clause *ast.CaseClause, value string, xt types.Type) {
	f.caseLine(clause, len(clause.List), func(i int) string {
		if f.isNil(clause.List[i]) {
			return "(" + value + " == nil)"
		}
		return f.isType(value, f.typeOf(clause.List[i]))
	})
	if obj := f.pkg.Info.Implicits[clause]; obj != nil {
		t := f.subst.apply(obj.Type())
		var code string
		switch {
		case len(clause.List) != 1 || f.isNil(clause.List[0]):
			t = xt
			code = f.convert(value, anyType, t)
		case types.IsInterface(t):
			code = f.convert(value, anyType, t)
		default:
			code = f.assertion(t) + "(" + value + ")"
		}
		f.define(clause, obj, t, code)
		f.ln(clause, "_ = %s", f.names[obj].name)
	}
	f.clause(clause.Body)
}

// isType writes the condition that a value's dynamic type is, or implements, t.
func (f *fn) isType(value string, t types.Type) string {
	if types.IsInterface(t) {
		return f.dyn("Implements") + "(" + f.faceVar(t) + ", " + value + ")"
	}
	return f.dyn("Is") + "(" + f.typeVar(t) + ", " + value + ")"
}

// selects writes a select statement: the run-time support chooses a case, which
// a switch then carries out.
func (f *fn) selects(s *ast.SelectStmt, label string) {
	f.ln(s, "{")
	defer f.out.ln(s.End(), "}")
	channels := f.selectOperands(s)
	block, n := true, 0
	var list []string
	received := map[*ast.CommClause][]string{}
	for _, clause := range s.Body.List {
		clause := clause.(*ast.CommClause)
		op := channels[clause]
		switch c := clause.Comm.(type) {
		case nil:
			block = false
		case *ast.SendStmt:
			list = append(list, fmt.Sprintf("%s(%s, &%s)", f.dyn("Send"), op.channel, op.value))
		case *ast.ExprStmt:
			list = append(list, fmt.Sprintf("%s(%s)", f.dyn("Recv"), op.channel))
		case *ast.AssignStmt:
			code, temps := f.receives(c, op.channel)
			list, received[clause] = append(list, code), temps
		}
	}
	chosen := f.local("chosen")
	f.ln(s, "var %s int = %s(%s)", chosen, f.dyn("Select"), strings.Join(append([]string{fmt.Sprint(block)}, list...), ", "))
	f.ln(s, "_ = %s", chosen)
	f.labelLine(s, label)
	f.ln(s, "switch {")
	f.enterSwitch(label)
	defer f.leave()
	for _, clause := range s.Body.List {
		clause := clause.(*ast.CommClause)
		if clause.Comm == nil {
			f.ln(clause, "case (%s == -1):", chosen)
		} else {
			f.ln(clause, "case (%s == %d):", chosen, n)
			n++
		}
		if c, ok := clause.Comm.(*ast.AssignStmt); ok {
			f.assignReceived(c, received[clause])
		}
		f.clause(clause.Body)
	}
	f.out.ln(s.Body.Rbrace, "}")
}

// operand is what a case of a select statement works on.
type operand struct{ channel, value string }

// selectOperands evaluates the channels and the values to be sent of a select
// statement, each once and in source order.
func (f *fn) selectOperands(s *ast.SelectStmt) map[*ast.CommClause]operand {
	out := map[*ast.CommClause]operand{}
	keep := func(n ast.Node, t types.Type, code string) string {
		name := f.local("op")
		f.ln(n, "var %s %s = %s", name, f.typ(t), code)
		return name
	}
	for _, clause := range s.Body.List {
		clause := clause.(*ast.CommClause)
		var recv ast.Expr
		switch c := clause.Comm.(type) {
		case *ast.SendStmt:
			t := f.typeOf(c.Chan)
			elem := t.Underlying().(*types.Chan).Elem()
			ch := keep(clause, t, f.expr(c.Chan))
			out[clause] = operand{ch, keep(clause, elem, f.to(c.Value, elem))}
			continue
		case *ast.ExprStmt:
			recv = c.X
		case *ast.AssignStmt:
			recv = c.Rhs[0]
		default:
			continue
		}
		x := ast.Unparen(recv).(*ast.UnaryExpr).X
		out[clause] = operand{channel: keep(clause, f.typeOf(x), f.expr(x))}
	}
	return out
}

// receives declares the variables that a case receives into, and writes the case.
func (f *fn) receives(c *ast.AssignStmt, channel string) (code string, temps []string) {
	name, args := "RecvTo", channel
	for i, t := range f.receivedTypes(c) {
		if i == 1 {
			name = "RecvOK"
		}
		temp := f.local("e")
		f.ln(c, "var %s %s", temp, f.typ(t))
		args += ", &" + temp
		temps = append(temps, temp)
	}
	return f.dyn(name) + "(" + args + ")", temps
}

// receivedTypes returns the types of what c receives.
func (f *fn) receivedTypes(c *ast.AssignStmt) []types.Type {
	recv := ast.Unparen(c.Rhs[0]).(*ast.UnaryExpr).X
	elem := f.typeOf(recv).Underlying().(*types.Chan).Elem()
	return []types.Type{elem, types.Typ[types.Bool]}[:len(c.Lhs)]
}

// assignReceived assigns what was received to the left side of a case.
func (f *fn) assignReceived(c *ast.AssignStmt, temps []string) {
	from := f.receivedTypes(c)
	for i, e := range c.Lhs {
		if id, ok := e.(*ast.Ident); ok && id.Name == "_" {
			continue
		}
		if obj, ok := f.defined(e, c.Tok == token.DEFINE); ok {
			t := f.subst.apply(obj.Type())
			f.define(e, obj, t, f.convert(temps[i], from[i], t))
			f.ln(e, "_ = %s", f.names[obj].name)
			continue
		}
		f.ln(e, "%s = %s", f.target(e), f.convert(temps[i], from[i], f.typeOf(e)))
	}
}
