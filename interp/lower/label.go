package lower

import (
	"go/ast"
	"go/token"
	"strings"
)

// labeled writes a statement with its label, which is two: the one that a goto
// leads to, and that of a loop, a switch or a select, which stands just before
// it, in the block that its variables are in, where no goto may lead.
func (f *fn) labeled(s *ast.LabeledStmt) {
	if f.gotos[f.pkg.Info.Defs[s.Label]] {
		f.ln(s, "%s:", gotoName(s.Label.Name))
	}
	switch s.Stmt.(type) {
	case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
		if f.gotos[f.pkg.Info.Defs[s.Label]] {
			f.ln(s, "{}") // the interpreter does not find the second of two labels
		}
		f.label = s.Label.Name
	}
	f.stmt(s.Stmt)
}

// gotoName returns what a label is called for goto.
func gotoName(label string) string { return label + "__goto" }

// labelName returns what a label is called for break and continue: to the
// interpreter it is in the same scope as variables.
func labelName(label string) string {
	if label == "" {
		return ""
	}
	return label + "__label"
}

// labelLine writes the label of a statement just before it.
func (f *fn) labelLine(n ast.Node, label string) {
	if label != "" {
		f.ln(n, "%s:", labelName(label))
	}
}

// labelsIn returns the labels of a block, not those in function literals.
func labelsIn(body *ast.BlockStmt) map[string]bool {
	out := map[string]bool{}
	ast.Inspect(body, func(n ast.Node) bool {
		if s, ok := n.(*ast.LabeledStmt); ok {
			out[s.Label.Name] = true
		}
		_, literal := n.(*ast.FuncLit)
		return !literal
	})
	return out
}

// branch writes break, continue, goto and fallthrough.
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

// leaveTo writes a break or continue of an enclosing statement, or a goto.
func (f *fn) leaveTo(n ast.Node, tok token.Token, label string) {
	switch tok {
	case token.CONTINUE:
		f.continueTo(n, label)
	case token.BREAK:
		f.breakTo(n, label)
	default:
		f.goTo(n, label)
	}
}

// breakTo writes break.
func (f *fn) breakTo(n ast.Node, label string) {
	if f.rangeBody != nil && !f.within(label, false) {
		f.exit(n, token.BREAK, label)
		return
	}
	f.ln(n, "%s", strings.TrimSpace("break "+labelName(label)))
}

// goTo writes goto.
func (f *fn) goTo(n ast.Node, label string) {
	if f.rangeBody != nil && !f.rangeBody.labels[label] {
		f.exit(n, token.GOTO, label)
		return
	}
	f.ln(n, "goto %s", gotoName(label))
}
