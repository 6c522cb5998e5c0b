package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// escape finds the variables that must be allocated where they are declared:
// those that a function literal captures, and those declared in a loop whose
// address is taken. Where there is a goto everything counts as a loop.
func (f *fn) escape(root ast.Node) {
	f.findGotos(root)
	f.findChanges(root)
	e := escaping{f: f, depth: map[types.Object]int{}, inLoop: map[types.Object]bool{}}
	e.walk(root, 0, len(f.gotos) > 0)
}

// findGotos finds the labels that a goto leads to.
func (f *fn) findGotos(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		if s, ok := n.(*ast.BranchStmt); ok && s.Tok == token.GOTO {
			f.gotos[f.pkg.Info.Uses[s.Label]] = true
		}
		return true
	})
}

// escaping is a walk through a function that finds such variables.
type escaping struct {
	f      *fn
	depth  map[types.Object]int // how many literals around the declaration
	inLoop map[types.Object]bool
}

// walk visits what is in a number of literals, and perhaps in a loop.
func (e *escaping) walk(root ast.Node, depth int, loop bool) {
	info := e.f.pkg.Info
	ast.Inspect(root, func(n ast.Node) bool {
		if n == root {
			return true
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			e.walk(n, depth+1, len(e.f.gotos) > 0)
			return false
		case *ast.RangeStmt:
			inner := depth
			if _, ok := e.f.typeOf(n.X).Underlying().(*types.Signature); ok {
				inner++ // the body becomes a function
			}
			e.walk(n, inner, true)
			return false
		case *ast.ForStmt:
			e.walk(n, depth, true)
			return false
		case *ast.CaseClause:
			if obj := info.Implicits[n]; obj != nil {
				e.depth[obj], e.inLoop[obj] = depth, loop
			}
		case *ast.Ident:
			if obj, ok := info.Defs[n].(*types.Var); ok {
				e.depth[obj], e.inLoop[obj] = depth, loop
			}
			if obj, ok := info.Uses[n].(*types.Var); ok {
				if d, local := e.depth[obj]; local && d < depth && !e.f.fixed(obj) {
					e.f.escapes[obj] = true
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				e.address(n.X)
			}
		case *ast.SliceExpr:
			if _, ok := e.f.typeOf(n.X).Underlying().(*types.Array); ok {
				e.address(n.X)
			}
		case *ast.SelectorExpr:
			if s := info.Selections[n]; s != nil && s.Kind() == types.MethodVal {
				e.receiver(s, n.X)
			}
		}
		return true
	})
}

// receiver notes that a method with a pointer receiver takes the address of
// the variable it is called on.
func (e *escaping) receiver(s *types.Selection, x ast.Expr) {
	recv := s.Obj().(*types.Func).Signature().Recv()
	if recv == nil {
		return
	}
	if _, ok := types.Unalias(recv.Type()).(*types.Pointer); ok {
		if _, ok := s.Recv().Underlying().(*types.Pointer); !ok {
			e.address(x)
		}
	}
}

// address notes that the address of x is taken.
func (e *escaping) address(x ast.Expr) {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		if obj, ok := e.f.pkg.Info.ObjectOf(x).(*types.Var); ok && e.inLoop[obj] {
			e.f.escapes[obj] = true
		}
	case *ast.SelectorExpr:
		if _, ok := e.f.typeOf(x.X).Underlying().(*types.Pointer); !ok && e.f.pkg.Info.Selections[x] != nil {
			e.address(x.X)
		}
	case *ast.IndexExpr:
		if _, ok := e.f.typeOf(x.X).Underlying().(*types.Array); ok {
			e.address(x.X)
		}
	}
}
