package parts

import (
	"context"
	"errors"
	"slices"

	"github.com/mrepl/mrepl/states"
)

// Start starts the parts that do not run, in start order, and returns the system as it is
// then. The first failure ends it: what runs stays up, and a second Start goes on
// from there. So does the end of ctx, between parts.
//
// A part whose last stop failed, or that failed to start and left a state, has
// to be stopped or discarded first; until then nothing starts.
//
// The error is what [Kinds.Check] found, before anything ran, or a *states.StateError.
// The system is to be kept in any case.
func (k Kinds) Start(ctx context.Context, s System) (System, error) {
	s = s.clone()
	if err := k.startable(s); err != nil {
		return s, err
	}
	var failed error
	why := ""
	for _, name := range s.StartOrder {
		p := s.Parts[name]
		if failed == nil && ctx.Err() != nil && p.Status != states.StatusRunning {
			failed = &states.EndedError{Op: states.OpStart, Err: context.Cause(ctx)}
			why = context.Cause(ctx).Error()
		}
		switch {
		case p.Status == states.StatusRunning:
			p = p.note(&Skipped{states.OpStart, name, "it is running already"})
		case failed != nil:
			p = p.note(&Skipped{states.OpStart, name, why})
		default:
			if p, failed = k.start(ctx, name, p); failed != nil {
				why = name + " failed"
			}
		}
		s.Parts[name] = p
	}
	return s, failed
}

// startable returns why a system cannot be started.
func (k Kinds) startable(s System) error {
	errs := []error{k.Check(s)}
	for _, name := range s.StartOrder {
		if p := s.Parts[name]; p.held() && p.Status != states.StatusRunning {
			errs = append(errs, &SystemError{name, p.Status.String() + ", and its state is still there: stop it again, or discard it"})
		}
	}
	return errors.Join(errs...)
}

func (k Kinds) start(ctx context.Context, name string, p Part) (Part, error) {
	_, kind := k.of(name, p)
	err := call(func() (err error) {
		p.State, err = kind.Start(ctx, p.Config)
		return err
	})
	if err != nil {
		err = stateError(states.OpStart, name, err)
		p.Status = states.StatusStartFailed
		return p.note(err), err
	}
	p.Status = states.StatusRunning
	return p, nil
}

// Stop stops the parts that run, and those whose last start or stop left a state, in
// reverse of the start order, and returns the system as it is then. Each stop is
// called once, whatever happens to the others and whether or not ctx has ended. A part
// whose stop fails keeps its state.
//
// The error is what [Kinds.Check] found, before anything ran, or one
// *states.StateError for each stop that failed, joined. The system is to be kept in
// any case.
func (k Kinds) Stop(ctx context.Context, s System) (System, error) {
	s = s.clone()
	if err := k.Check(s); err != nil {
		return s, err
	}
	var errs []error
	for _, name := range slices.Backward(s.StartOrder) {
		p := s.Parts[name]
		var err error
		if p.held() {
			p, err = k.stop(ctx, name, p)
			errs = append(errs, err)
		} else {
			p = p.note(&Skipped{states.OpStop, name, "it does not run"})
		}
		s.Parts[name] = p
	}
	return s, errors.Join(errs...)
}

func (k Kinds) stop(ctx context.Context, name string, p Part) (Part, error) {
	_, kind := k.of(name, p)
	if kind.Stop != nil {
		if err := call(func() error { return kind.Stop(ctx, p.Config, p.State) }); err != nil {
			err = stateError(states.OpStop, name, err)
			p.Status = states.StatusStopFailed
			return p.note(err), err
		}
	}
	p.State, p.Status = nil, states.StatusStopped
	return p, nil
}

// Restart stops the system, clears it and starts it again. If a stop fails nothing is
// started. A system that does not run is just started.
func (k Kinds) Restart(ctx context.Context, s System) (System, error) {
	s, err := k.Stop(ctx, s)
	if err != nil {
		return s, err
	}
	return k.Start(ctx, s.Clear())
}

func stateError(op states.Op, name string, err error) *states.StateError {
	e := &states.StateError{Op: op, Name: name, Err: err}
	if p, ok := err.(*states.PanicError); ok {
		e.Pos = p.Pos
	}
	return e
}
