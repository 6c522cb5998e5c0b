package lower

import (
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

// caseLine begins a clause: with n conditions, any of which may hold, or as the
// default.
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
