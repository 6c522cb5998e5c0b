package shell

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/mrepl/mrepl/states"
)

var reloading = table{
	"reload": {
		Group:   Lifecycle,
		Summary: "change the code while it runs",
		Detail: "Everything that has changed on disk is checked first: while it does not compile nothing is touched, and the " +
			"prompt says stale. Then functions and methods run their new code, wherever they are called from; package " +
			"variables keep their values, unless their own initialiser or type has changed. A state that runs is restarted, " +
			"with those that use it, only when its definition has changed, or the type of its value; where a function has changed " +
			"that only its start calls, you are told to restart it. States that are gone " +
			"are stopped. What a failing restart leaves down is started by the next reload. Where the sources need a package, or a version " +
			"of one, that is not compiled into this mrepl, another mrepl is built that has it: what runs is stopped and started " +
			"there, with the same arguments, and it is said what could not be carried over. With -n it prints what would " +
			"happen. See reset for a clean slate.",
		Flags: []Flag{planFlag}, Run: reload,
	},
}

func reload(ctx context.Context, c *Call) error {
	if err := c.needs(0, 0); err != nil {
		return err
	}
	s := c.Shell
	if s.engine == nil {
		return fmt.Errorf("%s: %w", c.Name, errNoEngine)
	}
	before := s.before()
	if c.Has("-n") {
		changes, err := s.engine.Plan(ctx)
		if _, ok := s.outgrown(err); ok {
			s.view.notice(fmt.Sprintf("%s\nan mrepl that has it would be built, and start what runs again: %s", err, count(s.running(), "state")))
			return nil
		}
		if err != nil {
			return s.refused(err)
		}
		s.compiles()
		if changes.Empty() {
			s.view.notice(unchanged)
			return nil
		}
		s.view.changes(s.reloaded(changes, true, before))
		return nil
	}
	changed, err := s.reload(ctx)
	if r, ok := s.outgrown(err); ok {
		return s.handOver(ctx, r, err)
	}
	if !changed && err == nil {
		s.view.notice(unchanged)
	}
	return err
}

const unchanged = "nothing has changed: what runs is what the sources say"

// refused is the error of a reload that could not be done, and touched nothing.
func (s *Shell) refused(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, ErrInterrupted) {
		return err
	}
	s.stale.Store(true)
	s.refusal = err.Error()
	if _, ok := s.outgrown(err); ok {
		return fmt.Errorf("%w; reload builds an mrepl that has it, which takes over", err)
	}
	return fmt.Errorf("nothing was touched, the sources cannot be loaded:\n%w", err)
}

// compiles notes that the sources can be loaded.
func (s *Shell) compiles() {
	s.stale.Store(false)
	s.refusal = ""
}

// reload loads what has changed, starts what an earlier one left down, and shows both. It reports whether there was anything to
// do.
func (s *Shell) reload(ctx context.Context) (changed bool, err error) {
	before := s.before()
	changes, err := s.engine.Reload(ctx)
	if err != nil && changes.Empty() {
		return false, s.refused(err)
	}
	s.compiles()
	left := s.leftDown()
	if changes.Empty() {
		return len(left) > 0, s.startLeft(ctx, left)
	}
	done := s.reloaded(changes, false, before)
	s.view.changes(done)
	if err == nil {
		return true, s.startLeft(ctx, left)
	}
	for _, name := range slices.Concat(done.fate.failed, done.fate.untried) {
		if !slices.Contains(left, name) {
			left = append(left, name)
		}
	}
	s.unstarted = left
	if len(left) > 0 {
		s.view.notice("mend it and reload again: that starts what is left")
	}
	if changes.States != nil && len(changes.States.Failed()) > 0 {
		err = toldError{err}
	}
	return true, err
}

// leftDown returns the states that an earlier reload or reset was to start, and that are down.
func (s *Shell) leftDown() []string {
	running := s.runningNames()
	return slices.DeleteFunc(slices.Clone(s.unstarted), func(name string) bool { return slices.Contains(running, name) })
}

// startLeft starts what was left down, of which there may be none.
func (s *Shell) startLeft(ctx context.Context, left []string) error {
	s.unstarted = left
	if len(left) == 0 {
		return nil
	}
	err := s.startAgain(ctx, left)
	if err == nil {
		s.unstarted = nil
	}
	return err
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
