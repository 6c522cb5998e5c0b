package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

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
