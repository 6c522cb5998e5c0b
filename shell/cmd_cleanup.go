package shell

import (
	"context"
	"fmt"
	"slices"

	"github.com/mrepl/mrepl/states"
)

var cleaning = table{
	"cleanup": {
		Group: Lifecycle, Args: "[STATE...]",
		Summary: "stop again what stops have left behind",
		Detail: "A state whose stop failed has gone on without the instance, which may hold on to a port or a file. It is kept, " +
			"with the stop that it was started with: cleanup runs that again, newest first, of all states or the named ones. " +
			"What it stops is forgotten; what fails again is kept. A stop that still runs is left alone. --discard forgets " +
			"without a stop. states and why tell what is left over.",
		Flags:    []Flag{planFlag, {[]string{"--discard"}, "forget it, without a stop"}},
		Complete: leftStates, Ends: true, Run: cleanup,
	},
}

func leftStates(c *Call) []Completion {
	return c.stateNames(func(i states.Info) bool { return i.Leftovers > 0 })
}

func cleanup(ctx context.Context, c *Call) error {
	sel, err := c.selection()
	if err != nil {
		return err
	}
	if c.Has("--discard") {
		return c.discard()
	}
	for _, left := range c.Shell.registry.Leftovers() {
		if left.Hung {
			c.Shell.view.notice(left.Name + " is left alone: its stop still runs")
		}
	}
	return c.perform(ctx, sel, states.OpCleanup)
}

// discard forgets what stops have left behind.
func (c *Call) discard() error {
	s := c.Shell
	switch {
	case c.Composed:
		return c.misuse("--discard takes names, and no selection")
	case c.Has("-n"):
		return c.misuse("-n and --discard do not go together")
	}
	n, err := s.registry.Discard(c.refs()...)
	if err != nil {
		return err
	}
	if n == 0 {
		s.view.notice(nothingLeft)
		return nil
	}
	s.view.notice("forgot " + count(n, "instance") + " without a stop")
	return nil
}

const nothingLeft = "nothing to clean up: no stop has left anything behind"

// leftOf lists what stops have left behind of a state, one line each.
func (s *Shell) leftOf(name string) []string {
	all := slices.DeleteFunc(s.registry.Leftovers(), func(l states.Leftover) bool { return l.Name != name })
	lines := make([]string, len(all))
	for k, l := range all {
		line := "an instance that a start made which was given up"
		if l.Generation > 0 {
			line = fmt.Sprintf("the instance of start %d", l.Generation)
		}
		line += ", " + ago(s.cfg.Now().Sub(l.Since)) + " ago: " + explain(rootOf(l.Err))
		if l.Hung {
			line += " (its stop still runs)"
		}
		lines[k] = line
	}
	return lines
}
