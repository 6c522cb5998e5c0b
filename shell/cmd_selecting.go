package shell

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/mrepl/mrepl/states"
)

var selecting = table{
	"only": {
		Group: Selecting, Args: "[STATE...]",
		Summary: "select the named states",
		Detail: "Selections are composed with | and do nothing until a verb ends them: only a b c | except c | start. With " +
			"no names nothing is selected.",
		Complete: allStates, Compose: composeOnly, Run: showComposed,
	},
	"except": {
		Group: Selecting, Args: "STATE...",
		Summary:  "select all but the named states",
		Detail:   "Behind a | it leaves them out of what was selected: only a b c | except c | start.",
		Complete: allStates, Compose: composeExcept, Run: showComposed,
	},
	"with-args": {
		Group: Selecting, Args: "KEY=VALUE...",
		Summary: "set the arguments that states read when they start",
		Detail: "Numbers, true and false are values of their own types, everything else is a string; quotes make a string of " +
			"anything: port=8081 is a number, zip=\"08081\" is not. They replace the arguments there were, once a start " +
			"ends the composition, and stay until others are given: with-args port=8081 | start.",
		Complete: argNames, Compose: composeArgs, Run: showComposed,
	},
	"args": {
		Group:   Selecting,
		Summary: "show the arguments that states read when they start",
		Detail:  "with-args sets them, and what follows -- when mrepl is called.",
		Run:     showArgs,
	},
}

func composeOnly(_ context.Context, c *Call) error {
	c.Selection = c.Selection.Only(c.refs()...)
	return nil
}

func composeExcept(_ context.Context, c *Call) error {
	if err := c.needs(1, -1); err != nil {
		return err
	}
	c.Selection = c.Selection.Except(c.refs()...)
	return nil
}

func composeArgs(_ context.Context, c *Call) error {
	args, err := parseArgs(c.words)
	if err != nil {
		return c.misuse("%v", err)
	}
	c.Selection = c.Selection.WithArgs(args)
	return nil
}

// showComposed composes the command itself and shows the selection, since nothing follows it.
func showComposed(ctx context.Context, c *Call) error {
	if err := c.command.Compose(ctx, c); err != nil {
		return err
	}
	return c.showSelection()
}

// showSelection prints what is composed so far: the states that are selected, and what else is to become of them.
func (c *Call) showSelection() error {
	plan, err := c.Selection.Plan(states.OpStop)
	if err != nil {
		return err // a name that there is not
	}
	selected := slices.Clone(plan.Unchanged)
	for _, step := range plan.Steps {
		if step.Action == states.ActionSwap {
			continue // of a state that may not be selected
		}
		selected = append(selected, step.Name)
	}
	var names []string
	for _, info := range c.Shell.registry.Status() {
		if slices.Contains(selected, info.Name) {
			names = append(names, info.Name)
		}
	}
	text := "no state is selected"
	if len(names) > 0 {
		text = "selected: " + strings.Join(names, ", ")
	}
	composed := c.Selection.String()
	for _, part := range strings.Split(composed, " | ") {
		if word, _, _ := strings.Cut(part, " "); word != "all" && word != "only" && word != "except" {
			text += "\n" + part
		}
	}
	c.Shell.view.result("selection", composed, text)
	c.Shell.view.notice("nothing was started or stopped: end it with | start or | stop")
	return nil
}

func showArgs(_ context.Context, c *Call) error {
	if err := c.needs(0, 0); err != nil {
		return err
	}
	args := c.Shell.registry.Args()
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(args)) {
		fmt.Fprintf(&b, "%s=%#v\n", key, args[key])
	}
	if len(args) == 0 {
		b.WriteString("no arguments are set")
	}
	c.Shell.view.result("args", args, b.String())
	return nil
}

// argNames completes the arguments there are, with their values.
func argNames(c *Call) []Completion {
	var list []Completion
	for key, value := range c.Shell.registry.Args() {
		list = append(list, Completion{Text: key + "=", Hint: fmt.Sprintf("%#v", value)})
	}
	return list
}

// parseArgs reads KEY=VALUE words.
func parseArgs(words []word) (map[string]any, error) {
	args := map[string]any{}
	for _, w := range words {
		key, value, ok := strings.Cut(w.text, "=")
		if !ok || key == "" {
			return nil, fmt.Errorf("%s is not KEY=VALUE", w.text)
		}
		if w.quoted {
			args[key] = value
		} else {
			args[key] = ArgValue(value)
		}
	}
	return args, nil
}

// ArgValue returns what an unquoted argument on a command line stands for: an int, a float64, a bool, or the text itself.
// What a number would not print as again, such as 007, is text.
func ArgValue(text string) any {
	if n, err := strconv.Atoi(text); err == nil && strconv.Itoa(n) == text {
		return n
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && strings.Contains(text, ".") && strconv.FormatFloat(f, 'f', -1, 64) == text {
		return f
	}
	switch text {
	case "true":
		return true
	case "false":
		return false
	}
	return text
}
