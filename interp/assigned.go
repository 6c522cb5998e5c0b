package interp

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"

	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
)

// assignedStates refuses assignments to the names that stand for the values of
// states, or to a part of such a value that is a copy, and to the variables of the
// states, which the registry would not learn of.
func (s *scope) assignedStates(sn *snippet) (errs load.Errors) {
	refuse := func(list ...ast.Expr) {
		for _, e := range list {
			if st, ok := s.stateVariable(sn.Pkg.Info, e); ok {
				errs = append(errs, load.Error{Pos: s.pos(e), Msg: fmt.Sprintf("cannot assign here: this is the variable of the state %s, whose value belongs to the registry; swap %s=EXPR replaces that", st.Name, path.Base(st.Name))})
			}
			if id := s.copied(sn, e); id != nil {
				errs = append(errs, load.Error{Pos: s.pos(e), Msg: fmt.Sprintf("cannot assign here: %s is the value of a state; swap %s=EXPR replaces it", id.Name, id.Name)})
			}
		}
	}
	ast.Inspect(sn.Pkg.Files[0], func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				refuse(n.Lhs...)
			}
		case *ast.IncDecStmt:
			refuse(n.X)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				refuse(n.Key, n.Value)
			}
		case *ast.UnaryExpr:
			if id := s.copied(sn, n.X); n.Op == token.AND && id != nil {
				errs = append(errs, load.Error{Pos: s.pos(n), Msg: fmt.Sprintf("cannot take the address of %s: it is the value of a state", id.Name)})
			}
		}
		return true
	})
	return errs
}

// stateVariable returns the state whose package variable e names.
func (s *scope) stateVariable(info *types.Info, e ast.Expr) (lower.StateVar, bool) {
	e = ast.Unparen(e)
	if sel, ok := e.(*ast.SelectorExpr); ok {
		e = sel.Sel
	}
	id, ok := e.(*ast.Ident)
	if !ok {
		return lower.StateVar{}, false
	}
	i := slices.IndexFunc(s.states, func(st lower.StateVar) bool { return st.Var == info.Uses[id] })
	if i < 0 {
		return lower.StateVar{}, false
	}
	return s.states[i], true
}

// copied returns the name of the state whose value, held in no variable, e is or
// is a part of.
func (s *scope) copied(sn *snippet, e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			if _, ok := sn.States[sn.Pkg.Info.Uses[x]]; ok {
				return x
			}
			return nil
		case *ast.ParenExpr:
			e = x.X
			continue
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		default:
			return nil
		}
		switch sn.Pkg.Info.TypeOf(e).Underlying().(type) {
		case *types.Struct, *types.Array:
		default:
			return nil
		}
	}
}
