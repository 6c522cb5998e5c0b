package lower

import (
	"fmt"
	"go/ast"
	"hash/fnv"
	"io"
)

// contexts names the function literals in a declaration by what is around each:
// the statement it stands in, without the bodies of the literals in that. An edit in
// the body of a literal, or one elsewhere, leaves its name alone, so that a reload
// finds the literal again; where two cannot be told apart, their number is in the name.
func contexts(root ast.Node) map[*ast.FuncLit]string {
	c := contextWalk{same: map[string][]*ast.FuncLit{}}
	c.walk(root, root, "")
	names := map[*ast.FuncLit]string{}
	for context, list := range c.same {
		for i, lit := range list {
			names[lit] = sum(fmt.Sprint(context, i, len(list)))
		}
	}
	return names
}

// contextWalk finds the function literals of a declaration.
type contextWalk struct {
	same map[string][]*ast.FuncLit // by context
}

// walk visits a part of a statement, which is in literals of that context.
func (c *contextWalk) walk(n ast.Node, stmt ast.Node, outer string) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			context := sum(outer + describe(stmt))
			c.same[context] = append(c.same[context], n)
			c.walk(n.Body, n.Body, context)
			return false
		case *ast.BlockStmt:
		case ast.Stmt:
			if n != stmt {
				c.walk(n, n, outer)
				return false
			}
		}
		return true
	})
}

// describe writes what distinguishes a statement, without the blocks in it.
func describe(stmt ast.Node) string {
	h := fnv.New128a()
	ast.Inspect(stmt, func(n ast.Node) bool {
		switch n := n.(type) {
		case nil, *ast.BlockStmt, *ast.CaseClause, *ast.CommClause, *ast.CommentGroup:
			return false
		case *ast.Ident:
			fmt.Fprintf(h, "%s ", n.Name)
		case *ast.BasicLit:
			fmt.Fprintf(h, "%s ", n.Value)
		case *ast.BinaryExpr:
			fmt.Fprintf(h, "%s ", n.Op)
		case *ast.UnaryExpr:
			fmt.Fprintf(h, "%s ", n.Op)
		case *ast.AssignStmt:
			fmt.Fprintf(h, "%s ", n.Tok)
		}
		fmt.Fprintf(h, "%T ", n)
		return true
	})
	return fmt.Sprintf("%x", h.Sum(nil))
}

// sum tells texts apart.
func sum(text string) string {
	h := fnv.New64a()
	io.WriteString(h, text)
	return fmt.Sprintf("%016x", h.Sum64())
}
