package shell

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/states"
)

var explaining = table{
	"why": {
		Group: Looking, Args: "STATE",
		Summary: "tell why a state is as it is",
		Detail: "It tells the status and since when, what the state needs and how that is known, who uses it, what stands in " +
			"for it, the last error, and what to do next.",
		Complete: allStates, Run: why,
	},
}

func why(_ context.Context, c *Call) error {
	if err := c.needs(1, 1); err != nil {
		return err
	}
	s := c.Shell
	full, err := s.registry.Resolve(c.words[0].text)
	if err != nil {
		return err
	}
	info, err := s.registry.Info(states.Name(full))
	if err != nil {
		return err
	}
	next := s.advice(info)
	data := fields{"state": stateRows([]states.Info{info}, nil)[0], "next": list(next)}
	s.view.result("why", data, s.whyText(info, next))
	return nil
}

// whyText tells about a state in lines.
func (s *Shell) whyText(i states.Info, next []string) string {
	p := newPalette(s.cfg.ColorOut)
	whole := i
	whole.Leftovers = 0 // they have lines of their own
	status, paint := statusCell(whole, p)
	var b strings.Builder
	line := func(head, format string, args ...any) {
		b.WriteString(beside(fmt.Sprintf("  %-11s ", head), fmt.Sprintf(format, args...), s.cfg.Width()))
	}
	b.WriteString(p.strong.Sprint(i.Name) + ": " + paint.Sprint(status))
	if !i.Since.IsZero() {
		b.WriteString(" for " + ago(s.cfg.Now().Sub(i.Since)))
	}
	if i.Generation > 0 {
		b.WriteString(", started " + times(i.Generation) + ", last in " + took(i.Took))
	}
	b.WriteString("\n")
	if i.Doc != "" {
		line("what", "%s", i.Doc)
	}
	if i.Type != "" {
		line("value", "%s", i.Type)
	}
	if i.Pos != "" {
		line("defined", "%s", i.Pos)
	}
	for k, l := range s.linksOf(i.Name) {
		line(heading("needs", k), "%s, %s (%s)", l.To, s.statusOf(l.To), l.Kind)
	}
	for k, name := range i.UsedBy {
		line(heading("used by", k), "%s, %s", name, s.statusOf(name))
	}
	if sub := substituteText(i, len(i.Substitute)); sub != "" {
		line("substitute", "%s", sub)
	}
	for k, stale := range i.Stale {
		line(heading("stale", k), "%s", stale)
	}
	for k, left := range s.leftOf(i.Name) {
		line(heading("left over", k), "%s", left)
	}
	if i.Err != nil {
		line("error", "%s", explain(rootOf(i.Err)))
	}
	for k, text := range next {
		line(heading("next", k), "%s", text)
	}
	return b.String()
}

// heading is the head of the first of several lines.
func heading(text string, k int) string {
	if k > 0 {
		return ""
	}
	return text
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

func (s *Shell) linksOf(name string) []link {
	n := &network{infos: s.registry.Status()}
	return slices.DeleteFunc(n.linked(s.registry.Graph()), func(l link) bool { return l.From != name })
}

func (s *Shell) statusOf(name string) string {
	info, err := s.registry.Info(states.Name(name))
	if err != nil {
		return "unknown"
	}
	return info.Status.String()
}

// advice says what can be done next about a state.
func (s *Shell) advice(i states.Info) []string {
	var down []string
	for _, name := range i.Uses {
		if s.statusOf(name) != states.StatusRunning.String() {
			down = append(down, name)
		}
	}
	if i.Leftovers > 0 {
		rest := i
		rest.Leftovers = 0
		return append(s.advice(rest), "cleanup "+i.Name+" stops again what is left over")
	}
	switch {
	case len(i.Stale) > 0:
		return []string{"restart " + i.Name + " builds it on what runs now"}
	case i.Status == states.StatusRunning && i.Substitute != "" && !i.Pending:
		return []string{"unswap " + i.Name + " brings its own definition back"}
	case i.Status == states.StatusRunning:
		return nil
	case i.Status == states.StatusStartFailed && len(down) == 0 && errors.Is(i.Err, context.Canceled):
		return []string{"start " + i.Name + " tries again"}
	case i.Status.Failed() && len(down) == 0:
		return []string{"mend the cause, then start " + i.Name, "trace " + i.Name + " shows where the error came from"}
	case len(down) > 0:
		return []string{"start --deps " + i.Name + " starts it with " + strings.Join(down, " and ")}
	}
	return []string{"start " + i.Name + " starts it"}
}
