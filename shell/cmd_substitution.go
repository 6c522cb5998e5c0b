package shell

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/mrepl/mrepl/states"
)

// errNoEngine is the error of what needs Go in a shell that has none.
var errNoEngine = errors.New("this shell runs commands only, it has no Go; help lists the commands")

var substitution = table{
	"start-with": {
		Group: Lifecycle, Args: "STATE=EXPR...",
		Summary: "start every state, with values in the place of some",
		Detail: "Each EXPR is Go, of the state's type, and is the value of that state until it is stopped; the state's own " +
			"start is not run. It is swap STATE=EXPR... | start.",
		Form: Assignments, Flags: startFlags, Complete: allStates, Run: startWith,
	},
	"start-with-states": {
		Group: Lifecycle, Args: "STATE={start: EXPR, stop: EXPR}...",
		Summary: "start every state, some with other start and stop functions",
		Detail: "EXPR is Go: functions as those of a state, stop may be left out. Stopping the state brings its own " +
			"definition back. It is swap-states STATE={...}... | start.",
		Form: Assignments, Flags: startFlags, Complete: allStates, Run: startWithStates,
	},
	"swap": {
		Group: Lifecycle, Args: "STATE=EXPR...",
		Summary: "put values in the place of states",
		Detail: "Each EXPR is Go, of the state's type; it reaches to the next STATE= and may hold spaces, quotes and " +
			"brackets. A state that runs is stopped, and those that use it are started again with the value; one that " +
			"does not run has the value when it is started next. Stopping the state, or unswap, brings its own " +
			"definition back. Before a | nothing happens yet: what follows does it.",
		Form: Assignments, Flags: []Flag{planFlag}, Complete: allStates, Compose: composeSwap, Run: swap,
	},
	"swap-states": {
		Group: Lifecycle, Args: "STATE={start: EXPR, stop: EXPR}...",
		Summary: "put other start and stop functions in the place of states'",
		Detail:  "It is to start-with-states what swap is to start-with.",
		Form:    Assignments, Flags: []Flag{planFlag}, Complete: allStates, Compose: composeSwapStates, Run: swapStates,
	},
	"unswap": {
		Group: Lifecycle, Args: "[STATE...]",
		Summary: "bring the states' own definitions back",
		Detail: "Without names it does so for every substituted state. Of several substitutes it takes the last one away. One that runs is stopped and started again from its " +
			"own definition, and the states that use it with it.",
		Flags: []Flag{planFlag}, Complete: swappedStates, Ends: true, Run: unswap,
	},
}

func startWith(ctx context.Context, c *Call) error {
	if err := composeSwap(ctx, c); err != nil {
		return err
	}
	return c.perform(ctx, c.Selection, states.OpStart)
}

func startWithStates(ctx context.Context, c *Call) error {
	if err := composeSwapStates(ctx, c); err != nil {
		return err
	}
	return c.perform(ctx, c.Selection, states.OpStart)
}

// composeSwap adds values to the selection. All of them are evaluated before anything else happens.
func composeSwap(ctx context.Context, c *Call) error {
	return compose(c, func(state, expr string) (states.Selection, error) {
		v, err := c.Shell.engine.Substitute(ctx, state, expr)
		return c.Selection.Swap(states.Name(state), v).As(oneLine(expr)), err
	})
}

// composeSwapStates adds start and stop functions to the selection.
func composeSwapStates(ctx context.Context, c *Call) error {
	return compose(c, func(state, expr string) (states.Selection, error) {
		start, stop, err := parsePair(expr)
		if err != nil {
			return c.Selection, err
		}
		sub, err := c.Shell.engine.SubstituteStates(ctx, state, start, stop)
		return c.Selection.SwapStates(states.Name(state), sub).As(oneLine(expr)), err
	})
}

// swap swaps all of its states in one operation. It selects nothing to start, so that what is down stays down.
func swap(ctx context.Context, c *Call) error {
	c.Selection = c.Shell.registry.Only()
	if err := composeSwap(ctx, c); err != nil {
		return err
	}
	return c.perform(ctx, c.Selection, states.OpStart)
}

func swapStates(ctx context.Context, c *Call) error {
	c.Selection = c.Shell.registry.Only()
	if err := composeSwapStates(ctx, c); err != nil {
		return err
	}
	return c.perform(ctx, c.Selection, states.OpStart)
}

func unswap(ctx context.Context, c *Call) error {
	sel, err := c.selection()
	if err != nil {
		return err
	}
	return c.perform(ctx, sel, states.OpUnswap)
}

// oneLine writes an expression on one line.
func oneLine(expr string) string {
	lines := strings.Split(expr, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, " ")
}

// compose puts every assignment of the call into its selection, in the way of with, which evaluates the right side. Nothing
// has happened yet when one of them turns out wrong.
func compose(c *Call, with func(state, expr string) (states.Selection, error)) error {
	if err := c.needs(1, -1); err != nil {
		return err
	}
	if c.Shell.engine == nil {
		return fmt.Errorf("%s: %w", c.Name, errNoEngine)
	}
	for _, a := range c.assigns {
		full, err := c.Shell.registry.Resolve(a.name)
		if err != nil {
			return err
		}
		if c.Selection, err = with(full, a.expr); err != nil {
			return c.Shell.unfit(a.name, full, err)
		}
	}
	return nil
}
