package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// leaving says where the deferred calls of a function are made, to the Go runtime. Go's compiler
// has them at each return statement, with the line of that, as long as it can tell which there
// are; else once, at the end of the function.
type leaving struct {
	last  token.Pos // of the return statement that the body ends with, or of its end
	early []*ast.ReturnStmt
	how   string // the variable with the number of the early one that was reached, from 1; "" if there are none
}

// The compiler makes deferred calls at return statements where there are not more of them, and
// not more copies of them all together.
const (
	maxOpenDefers = 8
	maxOpenCopies = 15
)

// findLeaving finds where a function with so many defer statements is left, and declares the variable that
// notes it.
func (f *fn) findLeaving(body *ast.BlockStmt, defers int) (declared []string) {
	f.leaving = leaving{last: body.Rbrace}
	early, again := f.findReturns(body)
	if defers == 0 || again || defers > maxOpenDefers || defers*len(early) > maxOpenCopies {
		return nil
	}
	if n := len(body.List); n > 0 {
		if s, ok := body.List[n-1].(*ast.ReturnStmt); ok {
			f.leaving.last = s.Pos()
			early = slices.DeleteFunc(early, func(e *ast.ReturnStmt) bool { return e == s })
		}
	}
	if f.leaving.early = early; len(early) == 0 {
		return nil
	}
	f.leaving.how = f.local("left")
	return []string{"var " + f.leaving.how + " int"}
}

// findReturns returns the return statements of a function, not those of literals and of bodies of loops over
// functions, and reports whether a defer statement may run more than once.
func (f *fn) findReturns(body *ast.BlockStmt) (list []*ast.ReturnStmt, again bool) {
	var loops, bodies []ast.Node
	within := func(n ast.Node, outer []ast.Node) bool {
		return slices.ContainsFunc(outer, func(o ast.Node) bool { return o.Pos() <= n.Pos() && n.End() <= o.End() })
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ForStmt:
			loops = append(loops, n)
		case *ast.RangeStmt:
			loops = append(loops, n)
			if _, ok := f.typeOf(n.X).Underlying().(*types.Signature); ok {
				bodies = append(bodies, n)
			}
		case *ast.LabeledStmt:
			again = again || f.gotos[f.pkg.Info.Defs[n.Label]]
		case *ast.DeferStmt:
			again = again || within(n, loops)
		case *ast.ReturnStmt:
			if !within(n, bodies) {
				list = append(list, n)
			}
		}
		return true
	})
	return list, again
}

// leaves notes that a function is left by a return statement.
func (f *fn) leaves(s ast.Node) {
	for i, early := range f.leaving.early {
		if s == early {
			f.ln(s, "%s = %d", f.leaving.how, i+1)
		}
	}
}

// returned writes the statements that make deferred calls, where no panic is under way, each on the line of the return
// statement that was reached.
func (f *fn) returned(out *code, calls string) {
	for i, early := range f.leaving.early {
		out.ln(early.Pos(), "if %s == %d { %s; return }", f.leaving.how, i+1, calls)
	}
	out.ln(f.leaving.last, "%s", calls)
}

// leftBy returns what the function that makes the deferred calls is told of that, as a parameter and
// an argument. The interpreter reads the arguments of a deferred call when it makes it, so that it
// is what it is then.
func (f *fn) leftBy() (params, args []string) {
	if f.leaving.how == "" {
		return nil, nil
	}
	return []string{fmt.Sprintf("%s int", f.leaving.how)}, []string{f.leaving.how}
}
