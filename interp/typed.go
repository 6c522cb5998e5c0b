package interp

import (
	"context"
	"errors"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// stateType returns the type of a state's value: any for one that the program
// does not have.
func (s *Session) stateType(full string) types.Type {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, st := range s.gen.scope.states {
		if st.Name == full {
			return st.Type
		}
	}
	return types.Universe.Lookup("any").Type()
}

// exprType returns the type of an expression at the prompt.
func (s *Session) exprType(t types.Type, expr string) (types.Type, error) {
	if _, err := s.expression(expr); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	sn, err := s.gen.scope.check(expr, t)
	if err != nil {
		return nil, err
	}
	return sn.Pkg.Info.TypeOf(sn.Body.List[0].(*ast.ExprStmt).X), nil
}

// expression parses source that must be one expression.
func (s *Session) expression(src string) (ast.Expr, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	file, err := s.gen.scope.parse(src)
	if err != nil {
		return nil, err
	}
	if body := promptBody(file); body != nil && len(body.List) == 1 && len(file.Decls) == 1 && len(file.Imports) == 0 {
		if e, ok := body.List[0].(*ast.ExprStmt); ok {
			return e.X, nil
		}
	}
	return nil, errors.New("a Go expression is needed here")
}

// typed evaluates source that mentions the type of a state and whose last
// expression is an any.
func (s *Session) typed(ctx context.Context, t types.Type, src string) (any, error) {
	run, err := s.compile(src, t)
	if err != nil {
		return nil, inWords(err)
	}
	run.private = true
	values, err := run.wait(ctx, s)
	if err != nil {
		return nil, err
	}
	if len(values) != 1 {
		return nil, errors.New("a Go expression is needed here")
	}
	return values[0].boxed(), nil
}

// inWords leaves out of the checker's words what the generated source adds.
func inWords(err error) error {
	var list load.Errors
	if !errors.As(err, &list) {
		return err
	}
	for i := range list {
		list[i].Msg = strings.Replace(list[i].Msg, " value in variable declaration", " value", 1)
	}
	return list
}

// alias makes a name for a type.
func alias(pkg *types.Package, t types.Type) types.Object {
	return types.NewTypeName(token.NoPos, pkg, typeName, t)
}
