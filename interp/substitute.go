package interp

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/types"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/states"
)

// typeName is what the type of the state at hand is called in generated source.
const typeName = "state__T"

// promptStart is where code was typed of which no more is known.
const promptStart = "prompt:1"

// at makes positions in the text that follows be those of what a person typed.
const at = "\n//line prompt:1:1\n"

// Substitute evaluates an expression that can stand in for the value of a
// state, given by its full name. It must be assignable to the state's type;
// problems come back as load.Errors.
func (s *Session) Substitute(ctx context.Context, state, expr string) (any, error) {
	t := s.stateType(state)
	if _, err := s.expression(expr); err != nil {
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
	t := s.stateType(state)
	sub := states.Sub{}
	f, err := s.startFunc(ctx, t, start)
	if err != nil {
		return sub, fmt.Errorf("start: %w", err)
	}
	g := s.generation()
	sub.Pos = promptStart
	sub.Start = g.starting(Running{Source: "start of " + state, Pos: sub.Pos}, f)
	if stop == "" {
		return sub, nil
	}
	end, err := s.stopFunc(ctx, t, stop)
	if err != nil {
		return sub, fmt.Errorf("stop: %w", err)
	}
	sub.Stop = g.stopping(Running{Source: "stop of " + state, Pos: sub.Pos}, end)
	return sub, nil
}

func (s *Session) startFunc(ctx context.Context, t types.Type, expr string) (func(context.Context) (any, error), error) {
	is, err := s.exprType(t, expr)
	if err != nil {
		return nil, err
	}
	call := at + expr
	if sig, ok := is.Underlying().(*types.Signature); ok && !types.AssignableTo(is, t) {
		if err := starts(sig, t); err != nil {
			return nil, err
		}
		call = "(" + at + expr + ")(" + argumentList(sig, false) + ")"
		if sig.Results().Len() == 2 {
			return startValue(s.typed(ctx, t, "any(func(ctx__ context.Context) (any, error) { v__, err__ := "+call+"; if err__ != nil { return nil, err__ }; var t__ "+typeName+" = v__; return any(t__), nil })"))
		}
	}
	return startValue(s.typed(ctx, t, "any(func(ctx__ context.Context) (any, error) { var t__ "+typeName+" = "+call+"; return any(t__), nil })"))
}

// starts says why a function cannot start a state of type t.
func starts(sig *types.Signature, t types.Type) error {
	if n := sig.Params().Len(); n > 1 || n == 1 && !isContext(sig.Params().At(0).Type()) {
		return errors.New("a start function takes nothing or a context.Context")
	}
	results := sig.Results()
	if n := results.Len(); n < 1 || n > 2 || n == 2 && !isError(results.At(1).Type()) || !types.AssignableTo(results.At(0).Type(), t) {
		return fmt.Errorf("a start function returns a value of type %s, and perhaps an error", dyn.TypeName(t))
	}
	return nil
}

// stops says why a function cannot stop a state of type t.
func stops(sig *types.Signature, t types.Type) error {
	for i := range sig.Params().Len() {
		if p := sig.Params().At(i).Type(); !isContext(p) && !types.AssignableTo(t, p) {
			return fmt.Errorf("a stop function takes nothing, or any of a context.Context and a value of type %s", dyn.TypeName(t))
		}
	}
	if sig.Variadic() {
		return errors.New("a stop function has a fixed number of parameters")
	}
	return nil
}

func isContext(t types.Type) bool { return types.TypeString(t, nil) == "context.Context" }

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// startValue makes a start function of the value of an expression.
func startValue(v any, err error) (func(context.Context) (any, error), error) {
	if err != nil {
		return nil, err
	}
	f, ok := v.(func(context.Context) (any, error))
	if !ok {
		return nil, errors.New("this cannot be a start function")
	}
	return f, nil
}

// generation returns what runs.
func (s *Session) generation() *generation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gen
}

func (s *Session) stopFunc(ctx context.Context, t types.Type, expr string) (func(context.Context, any) error, error) {
	e, err := s.expression(expr)
	if err != nil {
		return nil, err
	}
	is, err := s.exprType(t, expr)
	if err != nil {
		return nil, err
	}
	call := at + expr
	result := is
	if sig, ok := is.Underlying().(*types.Signature); ok {
		if err := stops(sig, t); err != nil {
			return nil, err
		}
		call = "(" + at + expr + ")(" + argumentList(sig, true) + ")"
		result = sig.Results()
	} else if _, ok := ast.Unparen(e).(*ast.CallExpr); !ok {
		return nil, errors.New("a stop is a function or a call")
	}
	body := "return " + call
	if !isError(single(result)) {
		body = call + "; return nil"
	}
	v, err := s.typed(ctx, t, "any(func(ctx__ context.Context, x__ any) error { v__, _ := x__.("+typeName+"); _ = v__; "+body+" })")
	if err != nil {
		return nil, err
	}
	f, ok := v.(func(context.Context, any) error)
	if !ok {
		return nil, errors.New("this cannot be a stop function")
	}
	return f, nil
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
		if !value || isContext(sig.Params().At(i).Type()) {
			arg = "ctx__"
		}
		if i > 0 {
			list += ", "
		}
		list += arg
	}
	return list
}
