package lower

import "go/ast"

// ifElse writes an if statement. What it declares is in a block around it.
func (f *fn) ifElse(s *ast.IfStmt) {
	if s.Init != nil {
		f.ln(s, "{")
		f.stmt(s.Init)
		defer f.out.ln(s.End(), "}")
	}
	f.ln(s, "if %s {", bareHead(f.cond(s.Cond)))
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
