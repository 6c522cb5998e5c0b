package shell

import (
	"context"
	"strings"

	"github.com/mrepl/mrepl/states"
)

var (
	planFlag       = Flag{[]string{"-n", "--plan"}, "print what would happen, do nothing"}
	depsFlag       = Flag{[]string{"--deps"}, "also start what the named states use"}
	dependentsFlag = Flag{[]string{"--dependents"}, "also act on the states that use the named ones"}
	rollbackFlag   = Flag{[]string{"--rollback"}, "if a start fails, stop again what this command started"}
	keepGoingFlag  = Flag{[]string{"-k", "--keep-going"}, "after a failing start go on with the states that do not need it"}

	startFlags = []Flag{planFlag, depsFlag, rollbackFlag, keepGoingFlag}
)

var lifecycle = table{
	"start": {
		Group: Lifecycle, Args: "[STATE...]",
		Summary: "start the states that do not run, in order",
		Detail: "Without names it starts every state; with names those only, in start order whatever order they are " +
			"written in. A state that uses one that is down is refused before anything runs; --deps starts that too. " +
			"After a failing start what is up stays up, and another start goes on from there. Behind a | it starts " +
			"what was composed.",
		Flags: startFlags, Complete: stoppedStates, Ends: true, Run: start,
	},
	"stop": {
		Group: Lifecycle, Args: "[STATE...]",
		Summary: "stop the states that run, last started first",
		Detail: "Without names it stops every state; with names those only. States that use a stopped one run on; they " +
			"are marked stale once it comes back different. --dependents stops them first. A stop that fails does " +
			"not keep the others from being stopped. Stopping a substituted state brings its own definition back.",
		Flags: []Flag{planFlag, dependentsFlag}, Complete: runningStates, Ends: true, Run: stop,
	},
	"stop-except": {
		Group: Lifecycle, Args: "STATE...",
		Summary: "stop every state but the named ones",
		Detail:  "It is except STATE... | stop.",
		Flags:   []Flag{planFlag, dependentsFlag}, Complete: runningStates, Run: stopExcept,
	},
	"start-without": {
		Group: Lifecycle, Args: "STATE...",
		Summary: "start every state but the named ones",
		Detail: "It is except STATE... | start: named states that run already run on. A state that uses a named one is " +
			"refused while that one is down, so leave it out as well.",
		Flags: startFlags, Complete: allStates, Run: startWithout,
	},
	"restart": {
		Group: Lifecycle, Args: "[STATE...]",
		Summary: "stop states that run and start them again",
		Detail: "Without names it restarts every state that runs; a named state that does not run is started. States that " +
			"use a restarted one are marked stale, or restarted with it under --dependents. Substitutes stay. Code is " +
			"not loaded anew: reset does that.",
		Flags: []Flag{planFlag, dependentsFlag}, Complete: allStates, Ends: true, Run: restart,
	},
	"reset": {
		Group:   Lifecycle,
		Summary: "stop what runs, load what changed, start the same again",
		Detail: "The sources are checked first: while they do not compile, nothing is stopped. States that are gone from " +
			"the source are not started again; new ones that a started state uses are. With --all every package is " +
			"loaded anew, changed or not.",
		Flags: []Flag{planFlag, {[]string{"--all"}, "load every package anew"}}, Run: reset,
	},
}

func start(ctx context.Context, c *Call) error {
	sel, err := c.selection()
	if err != nil {
		return err
	}
	return c.perform(ctx, sel, states.OpStart)
}

func stop(ctx context.Context, c *Call) error {
	sel, err := c.selection()
	if err != nil {
		return err
	}
	return c.perform(ctx, sel, states.OpStop)
}

func stopExcept(ctx context.Context, c *Call) error {
	if err := c.needs(1, -1); err != nil {
		return err
	}
	return c.perform(ctx, c.Selection.Except(c.refs()...), states.OpStop)
}

func startWithout(ctx context.Context, c *Call) error {
	if err := c.needs(1, -1); err != nil {
		return err
	}
	return c.perform(ctx, c.Selection.Except(c.refs()...), states.OpStart)
}

func restart(ctx context.Context, c *Call) error {
	sel, err := c.selection()
	if err != nil {
		return err
	}
	return c.perform(ctx, sel, states.OpRestart)
}

// selection returns what the call acts on: what was composed, or the states it names, or all of them.
func (c *Call) selection() (states.Selection, error) {
	switch {
	case c.Composed && len(c.words) > 0:
		return c.Selection, c.misuse("behind a | it takes no names; write only %s |", c.words[0].text)
	case len(c.words) > 0:
		return c.Selection.Only(c.refs()...), nil
	}
	return c.Selection, nil
}

// perform applies the flags to the selection and runs the operation, or prints its plan.
func (c *Call) perform(ctx context.Context, sel states.Selection, op states.Op) error {
	if c.Has("--deps") {
		sel = sel.WithDeps()
	}
	if c.Has("--dependents") {
		sel = sel.WithDependents()
	}
	if c.Has("--rollback") {
		sel = sel.Rollback()
	}
	if c.Has("-k") {
		sel = sel.KeepGoing()
	}
	if !c.Has("--dependents") && (op == states.OpStop || c.Has("-n")) {
		c.Shell.warn(sel, op)
	}
	if op != states.OpStop {
		c.Shell.warnHung(sel, op)
	}
	if c.Has("-n") {
		plan, err := sel.Plan(op)
		if err != nil {
			return err
		}
		c.Shell.showPlan(plan)
		return nil
	}
	if op == states.OpStop {
		c.Shell.unstarted = nil // reset is not to start again what a person stops now
	}
	run := map[states.Op]func(context.Context) (*states.Report, error){
		states.OpStart: sel.Start, states.OpStop: sel.Stop, states.OpRestart: sel.Restart, states.OpUnswap: sel.Unswap,
		states.OpCleanup: sel.Cleanup,
	}
	return c.Shell.report(run[op](ctx))
}

// warn says, before it happens, which states a stop or a restart leaves running without what they use, or with what it was.
func (s *Shell) warn(sel states.Selection, op states.Op) {
	if op != states.OpStop && op != states.OpRestart {
		return
	}
	plan, err := sel.Plan(op)
	if err != nil {
		return // the operation says so itself
	}
	will := "; stop --dependents stops it first"
	if op == states.OpRestart {
		will = ", built on what that was; restart --dependents restarts it too"
	}
	stops := map[string]bool{}
	for _, step := range plan.Steps {
		stops[step.Name] = stops[step.Name] || step.Action == states.ActionStop
	}
	for _, info := range s.registry.Status() {
		var lost []string
		for _, used := range info.Uses {
			if stops[used] {
				lost = append(lost, used)
			}
		}
		if info.Status == states.StatusRunning && !stops[info.Name] && len(lost) > 0 {
			s.view.warn(info.Name + " uses " + strings.Join(lost, " and ") + " and runs on" + will)
		}
	}
}

// warnHung says, before it happens, which starts begin beside an earlier one that was abandoned and has not returned.
func (s *Shell) warnHung(sel states.Selection, op states.Op) {
	hung := map[string]bool{}
	for _, info := range s.registry.Status() {
		if info.Status == states.StatusStartHung {
			hung[info.Name] = true
		}
	}
	if len(hung) == 0 {
		return
	}
	plan, err := sel.Plan(op)
	if err != nil {
		return // the operation says so itself
	}
	ends := ""
	if _, ok := s.engine.(Tasker); ok {
		ends = "; ps lists it, kill --hard ends it"
	}
	for _, step := range plan.Steps {
		if step.Action == states.ActionStart && hung[step.Name] {
			s.view.warn("an earlier start of " + step.Name + " has not returned, and another one begins beside it" + ends)
		}
	}
}

// report shows the summary of an operation and returns its error.
func (s *Shell) report(r *states.Report, err error) error {
	if r == nil || r.Refused() {
		return err
	}
	s.view.report(r)
	if err != nil && len(r.Failed()) > 0 {
		return toldError{err}
	}
	return err
}
