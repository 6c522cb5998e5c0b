package shell

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/mrepl/mrepl/states"
)

// reset checks the sources, stops what runs, loads, and starts the same states again.
func reset(ctx context.Context, c *Call) error {
	if err := c.needs(0, 0); err != nil {
		return err
	}
	s, all := c.Shell, c.Has("--all")
	before := s.runningNames()
	for _, name := range s.unstarted { // by the last reset, which failed
		if !slices.Contains(before, name) {
			before = append(before, name)
		}
	}
	if c.Has("-n") {
		return s.planReset(ctx, before, all)
	}
	var errs []error
	stopped := false
	err := s.resetCode(ctx, all, func() error {
		stopped, s.unstarted = true, before
		if s.running() > 0 {
			errs = append(errs, s.report(s.registry.Stop(ctx)))
		}
		return context.Cause(ctx)
	})
	if r, ok := s.outgrown(err); ok && !stopped {
		return s.handOver(ctx, r, err)
	}
	switch {
	case !stopped:
		return err
	case ctx.Err() != nil:
		return errors.Join(errs...)
	}
	errs = append(errs, err)
	if len(before) == 0 {
		s.view.notice("nothing ran, so nothing was started")
		return errors.Join(errs...)
	}
	started := s.startAgain(ctx, before)
	if started == nil {
		s.unstarted = nil
	}
	return errors.Join(append(errs, started)...)
}

// resetCode loads what has changed, or everything, with a call of stop when that is known to succeed, and says what that was.
func (s *Shell) resetCode(ctx context.Context, all bool, stop func() error) error {
	if s.engine == nil {
		return stop()
	}
	stopped, before := false, s.before()
	changes, err := s.engine.Reset(ctx, all, func() error {
		began := s.cfg.Now()
		err := stop()
		stopped, before.began = true, before.began.Add(s.cfg.Now().Sub(began)) // the stops have told how long they took
		return err
	})
	switch {
	case err != nil && changes.Empty() && stopped:
		return fmt.Errorf("nothing was loaded, the code is what it was:\n%w", err)
	case err != nil && changes.Empty():
		return s.refused(err)
	case changes.Empty():
		s.view.notice("no source has changed: the code is what it was; reset --all loads it all the same")
	default:
		s.view.changes(s.reloaded(changes, false, before))
	}
	s.compiles()
	return err
}

// planReset prints what a reset would do that starts the named states again.
func (s *Shell) planReset(ctx context.Context, names []string, all bool) error {
	changes, err := Changes{}, error(nil)
	if s.engine != nil {
		if changes, err = s.engine.Plan(ctx); err != nil {
			return s.refused(err)
		}
	}
	plan, err := s.registry.All().Plan(states.OpStop)
	if err != nil {
		return err
	}
	steps := plan.Steps
	for _, info := range s.registry.Status() {
		if slices.Contains(names, info.Name) {
			steps = append(steps, states.PlannedStep{Name: info.Name, Action: states.ActionStart})
		}
	}
	s.showPlan(&states.Plan{Op: plan.Op, Steps: steps})
	switch {
	case all:
		s.view.notice("between the stops and the starts every package would be loaded anew")
	case changes.Empty():
		s.view.notice("no source has changed: none would be loaded")
	default:
		s.view.notice(fmt.Sprintf("between the stops and the starts %s would be loaded", count(len(changes.Packages), "package")))
	}
	return nil
}
