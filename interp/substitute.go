package interp

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/states"
)

// typeName is what the type of the state at hand is called in generated source.
const typeName = "state__T"

// at makes positions in the text that follows be those of what a person typed.
const at = "\n//line prompt:1:1\n"

// Substitute evaluates an expression that can stand in for the value of a
// state, given by its full name. It must be assignable to the state's type;
// problems come back as load.Errors.
func (s *Session) Substitute(ctx context.Context, state, expr string) (any, error) {
	t, err := s.stateType(state)
	if err != nil {
		return nil, err
	}
	return s.typed(ctx, t, "var v__ "+typeName+" = "+at+expr+"\nany(v__)")
}

// SubstituteStates evaluates a start and a stop that can stand in for those of
// a state. Start is a function without parameters or of a context, which returns a
// value of the state's type and perhaps an error, or an expression of that type,
// evaluated at each start. Stop is a function of any of a context and the value, which
// returns nothing or an error, or a call, made at each stop; "" is none.
func (s *Session) SubstituteStates(ctx context.Context, state, start, stop string) (states.Sub, error) {
	t, err := s.stateType(state)
	if err != nil {
		return states.Sub{}, err
	}
	sub := states.Sub{}
	v, err := s.startFunc(ctx, t, start)
	if err != nil {
		return sub, fmt.Errorf("start: %w", err)
	}
	sub.Start = v
	if stop == "" {
		return sub, nil
	}
	if sub.Stop, err = s.stopFunc(ctx, t, stop); err != nil {
		return sub, fmt.Errorf("stop: %w", err)
	}
	return sub, nil
}

func (s *Session) startFunc(ctx context.Context, t types.Type, expr string) (func(context.Context) (any, error), error) {
	is, err := s.exprType(t, expr)
	if err != nil {
		return nil, err
	}
	call := at + expr
	if sig, ok := is.Underlying().(*types.Signature); ok && !types.AssignableTo(is, t) {
		call = "(" + at + expr + ")(" + argumentList(sig, false) + ")"
		if sig.Results().Len() == 2 {
			return startValue(s.typed(ctx, t, "any(func(ctx__ context.Context) (any, error) { v__, err__ := "+call+"; if err__ != nil { return nil, err__ }; var t__ "+typeName+" = v__; return any(t__), nil })"))
		}
	}
	return startValue(s.typed(ctx, t, "any(func(ctx__ context.Context) (any, error) { var t__ "+typeName+" = "+call+"; return any(t__), nil })"))
}

func startValue(v any, err error) (func(context.Context) (any, error), error) {
	f, ok := v.(func(context.Context) (any, error))
	if err == nil && !ok {
		err = errors.New("this cannot be a start function")
	}
	return f, err
}

func (s *Session) stopFunc(ctx context.Context, t types.Type, expr string) (func(context.Context, any) error, error) {
	is, err := s.exprType(t, expr)
	if err != nil {
		return nil, err
	}
	call := at + expr
	result := is
	if sig, ok := is.Underlying().(*types.Signature); ok {
		call = "(" + at + expr + ")(" + argumentList(sig, true) + ")"
		result = sig.Results()
	}
	body := "return " + call
	if !types.Identical(single(result), types.Universe.Lookup("error").Type()) {
		body = call + "; return nil"
	}
	v, err := s.typed(ctx, t, "any(func(ctx__ context.Context, x__ any) error { v__, _ := x__.("+typeName+"); _ = v__; "+body+" })")
	f, ok := v.(func(context.Context, any) error)
	if err == nil && !ok {
		err = errors.New("this cannot be a stop function")
	}
	return f, err
}

// single returns the only type of a tuple, or the type itself.
func single(t types.Type) types.Type {
	if tuple, ok := t.(*types.Tuple); ok {
		if tuple.Len() != 1 {
			return types.Typ[types.Invalid]
		}
		return tuple.At(0).Type()
	}
	return t
}

// argumentList writes the arguments for the parameters of a start or stop
// function: a context is the context, anything else the value.
func argumentList(sig *types.Signature, value bool) string {
	list := ""
	for i := range sig.Params().Len() {
		arg := "v__"
		if !value || dyn.TypeName(sig.Params().At(i).Type()) == "context.Context" {
			arg = "ctx__"
		}
		if i > 0 {
			list += ", "
		}
		list += arg
	}
	return list
}

// stateType returns the type of a state's value.
func (s *Session) stateType(full string) (types.Type, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, st := range s.gen.scope.states {
		if st.Name == full {
			return st.Type, nil
		}
	}
	return types.Universe.Lookup("any").Type(), nil
}

// exprType returns the type of an expression at the prompt.
func (s *Session) exprType(t types.Type, expr string) (types.Type, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	sn, err := s.gen.scope.check(expr, t)
	if err != nil {
		return nil, err
	}
	if sn.Body != nil && len(sn.Body.List) == 1 {
		if e, ok := sn.Body.List[0].(*ast.ExprStmt); ok {
			return sn.Pkg.Info.Types[e.X].Type, nil
		}
	}
	return nil, errors.New("a Go expression is needed here")
}

// typed evaluates source that mentions the type of a state and whose last
// expression is an any.
func (s *Session) typed(ctx context.Context, t types.Type, src string) (any, error) {
	run, err := s.compile(src, t)
	if err != nil {
		return nil, err
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

// alias makes a name for a type.
func alias(pkg *types.Package, t types.Type) types.Object {
	return types.NewTypeName(token.NoPos, pkg, typeName, t)
}
