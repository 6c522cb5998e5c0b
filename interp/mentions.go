package interp

import "go/ast"

// mentions returns the names that a snippet uses and does not itself declare
// for all of it. A _ or __ that stands for a value is renamed to what it is called
// while it is checked.
func (s *scope) mentions(file *ast.File) map[string]bool {
	used := map[string]bool{}
	blank := assignedBlanks(file)
	older := s.names[olderName] == nil && !declaresOlder(blank)
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr: // what is behind the dot is looked up in what is before it
			ast.Inspect(n.X, visit)
			return false
		case *ast.Ident:
			switch {
			case n.Name == "_" && !blank[n]:
				n.Name = s.lastName()
			case n.Name == olderName && older:
				n.Name = s.olderName()
			}
			used[n.Name] = true
		}
		return true
	}
	ast.Inspect(file, visit)
	for name := range top(file) {
		delete(used, name)
	}
	return used
}

// assignedBlanks returns the _ that do not stand for a value.
func assignedBlanks(file *ast.File) map[*ast.Ident]bool {
	blank := map[*ast.Ident]bool{}
	add := func(list ...ast.Expr) {
		for _, e := range list {
			if id, ok := e.(*ast.Ident); ok {
				blank[id] = true
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			add(n.Lhs...)
		case *ast.RangeStmt:
			add(n.Key, n.Value)
		case *ast.Field:
			for _, id := range n.Names {
				blank[id] = true
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				blank[id] = true
			}
		case *ast.ImportSpec:
			if n.Name != nil {
				blank[n.Name] = true
			}
		case *ast.FuncDecl:
			blank[n.Name] = true
		case *ast.TypeSpec:
			blank[n.Name] = true
		case *ast.TypeSwitchStmt:
			if a, ok := n.Assign.(*ast.AssignStmt); ok {
				add(a.Lhs...)
			}
		}
		return true
	})
	return blank
}
