package shell

import (
	"slices"

	"github.com/mrepl/mrepl/states"
)

// offeredStates is how many states are offered at most: nobody reads more, and a key must not wait for them.
const offeredStates = 1000

// stateNames offers the states that fit and are not named in the call yet, with their status.
func (c *Call) stateNames(fits func(states.Info) bool) []Completion {
	var named []string
	for _, w := range c.Words() {
		full, _ := c.Shell.registry.Resolve(w)
		named = append(named, full)
	}
	for _, a := range c.assigns {
		full, _ := c.Shell.registry.Resolve(a.name)
		named = append(named, full)
	}
	var list []Completion
	for _, name := range matching(c.Shell.registry.Names(), c.typed, func(name string) string { return name }) {
		if len(list) == offeredStates {
			break
		}
		i, err := c.Shell.registry.Info(states.Name(name))
		if err != nil || !fits(i) || slices.Contains(named, i.Name) {
			continue
		}
		text, assign := i.Name, c.command.Form == Assignments
		if assign {
			text += "="
		}
		list = append(list, Completion{Text: text, Hint: i.Status.String(), Ends: !assign})
	}
	return list
}

func allStates(c *Call) []Completion {
	return c.stateNames(func(states.Info) bool { return true })
}

func runningStates(c *Call) []Completion {
	return c.stateNames(func(i states.Info) bool { return i.Status == states.StatusRunning })
}

func stoppedStates(c *Call) []Completion {
	return c.stateNames(func(i states.Info) bool { return i.Status != states.StatusRunning })
}

func swappedStates(c *Call) []Completion {
	return c.stateNames(func(i states.Info) bool { return i.Substitute != "" })
}
