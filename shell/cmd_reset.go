package shell

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/states"
)

// reset checks the sources, stops what runs, loads, and starts the same states again.
func reset(ctx context.Context, c *Call) error {
	if err := c.needs(0, 0); err != nil {
		return err
	}
	s := c.Shell
	changed := false
	if s.engine != nil {
		var err error
		if changed, err = s.engine.Check(ctx); err != nil {
			s.stale.Store(true)
			return fmt.Errorf("nothing was stopped, the sources do not compile:\n%w", err)
		}
	}
	before := s.runningNames()
	for _, name := range s.unstarted { // by the last reset, which failed
		if !slices.Contains(before, name) {
			before = append(before, name)
		}
	}
	if c.Has("-n") {
		return s.planReset(before, changed || c.Has("--all"))
	}
	s.unstarted = before
	var errs []error
	if s.running() > 0 {
		errs = append(errs, s.report(s.registry.Stop(ctx)))
	}
	if ctx.Err() != nil {
		return errors.Join(errs...)
	}
	errs = append(errs, s.load(ctx, c.Has("--all")))
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

// planReset prints what a reset would do that starts the named states again.
func (s *Shell) planReset(names []string, load bool) error {
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
	if load {
		s.view.notice("between the stops and the starts the source would be loaded")
	} else {
		s.view.notice("no source has changed: none would be loaded")
	}
	return nil
}

// load loads what changed and says what that was.
func (s *Shell) load(ctx context.Context, all bool) error {
	if s.engine == nil {
		return nil
	}
	changes, err := s.engine.Reload(ctx, all)
	s.stale.Store(err != nil)
	if err != nil {
		return fmt.Errorf("nothing was loaded:\n%w", err)
	}
	switch n := len(changes.Packages); {
	case n > 3:
		s.view.notice("loaded " + count(n, "package"))
	case n > 0:
		s.view.notice("loaded " + strings.Join(changes.Packages, ", "))
	default:
		s.view.notice("no source has changed: the code is what it was; reset --all loads it all the same")
	}
	for _, note := range changes.Notes {
		s.view.notice(note)
	}
	return nil
}

// startAgain starts those of the named states that are still there, with what they use.
func (s *Shell) startAgain(ctx context.Context, names []string) error {
	var refs []states.Ref
	for _, info := range s.registry.Status() {
		if slices.Contains(names, info.Name) {
			refs = append(refs, states.Name(info.Name))
		}
	}
	if len(refs) == 0 {
		s.view.notice("none of the states that ran is there any more")
		return nil
	}
	return s.report(s.registry.Only(refs...).WithDeps().Start(ctx))
}

// runningNames returns the full names of the states that run.
func (s *Shell) runningNames() []string {
	var names []string
	for _, info := range s.registry.Status() {
		if info.Status == states.StatusRunning {
			names = append(names, info.Name)
		}
	}
	return names
}
