package shell

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/fatih/color"

	"github.com/mrepl/mrepl/states"
)

var looking = table{
	"states": {
		Group: Looking, Args: "[STATE...]",
		Summary: "show the states: which run, since when, and who uses whom",
		Detail: "States are listed in start order. Since is how long a state has been what it is. Uses and used by are " +
			"short where short names tell states apart. A column with nothing in it is left out, and where the " +
			"terminal is narrow the widest columns are cut.",
		Aliases: []string{"status", "ls"}, Complete: allStates, Run: showStates,
	},
}

func showStates(_ context.Context, c *Call) error {
	infos := c.Shell.registry.Status()
	if len(c.words) > 0 {
		var err error
		if infos, err = c.pick(infos); err != nil {
			return err
		}
	}
	text := c.Shell.statesTable(infos)
	if len(infos) == 0 {
		text = "no states are known"
	}
	c.Shell.view.result("states", stateRows(infos), text)
	return nil
}

// pick returns the infos of the states that are named.
func (c *Call) pick(infos []states.Info) ([]states.Info, error) {
	var names []string
	for _, w := range c.words {
		full, err := c.Shell.registry.Resolve(w.text)
		if err != nil {
			return nil, err
		}
		names = append(names, full)
	}
	return slices.DeleteFunc(infos, func(i states.Info) bool { return !slices.Contains(names, i.Name) }), nil
}

// statesTable prints infos as a table that fits the terminal.
func (s *Shell) statesTable(infos []states.Info) string {
	p := newPalette(s.cfg.ColorOut)
	short := shortNames(s.registry.Status())
	g := grid{head: []string{"NAME", "STATUS", "SINCE", "USES", "USED BY", "SUBSTITUTE", "LAST ERROR"}, keep: 2, last: true}
	for _, i := range infos {
		status, paint := statusCell(i, p)
		since := ""
		if !i.Since.IsZero() {
			since = ago(s.cfg.Now().Sub(i.Since))
		}
		lastErr := ""
		if i.Err != nil {
			lastErr = firstLine(explain(rootOf(i.Err)))
		}
		g.rows = append(g.rows, []cell{
			{text: i.Name}, {status, paint}, {text: since},
			{text: joinShort(i.Uses, short)}, {text: joinShort(i.UsedBy, short)},
			{substituteText(i), p.warn}, {lastErr, p.bad},
		})
	}
	return g.write(s.cfg.Width(), p.strong)
}

// statusCell returns the status in words, with whom a stale state is behind, and its colour.
func statusCell(i states.Info, p palette) (string, *color.Color) {
	switch {
	case len(i.Stale) > 0:
		return i.Status.String() + ", stale", p.warn
	case i.Status == states.StatusRunning:
		return i.Status.String(), p.up
	case i.Status.Failed():
		return i.Status.String(), p.bad
	}
	return i.Status.String(), p.dim
}

// substituteText says what stands in for the state, or will when it is started next.
func substituteText(i states.Info) string {
	if i.Pending {
		return i.Substitute + " at the next start"
	}
	return i.Substitute
}

// shortNames maps full names to short ones where those are unique.
func shortNames(infos []states.Info) map[string]string {
	count := map[string]int{}
	for _, i := range infos {
		count[i.Short]++
	}
	short := map[string]string{}
	for _, i := range infos {
		short[i.Name] = i.Name
		if count[i.Short] == 1 {
			short[i.Name] = i.Short
		}
	}
	return short
}

func joinShort(names []string, short map[string]string) string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = name
		if s := short[name]; s != "" {
			out[i] = s
		}
	}
	return strings.Join(out, ", ")
}

// A stateRow is one state in JSON.
type stateRow struct {
	Name       string     `json:"name"`
	Status     string     `json:"status"`
	Since      *time.Time `json:"since,omitempty"`
	Uses       []string   `json:"uses,omitempty"`
	UsedBy     []string   `json:"usedBy,omitempty"`
	Substitute string     `json:"substitute,omitempty"`
	Pending    bool       `json:"pending,omitempty"` // the substitute waits for the next start
	Stale      []string   `json:"stale,omitempty"`
	Error      string     `json:"error,omitempty"`
	Generation int        `json:"generation"`
	GoType     string     `json:"goType,omitempty"`
	Pos        string     `json:"pos,omitempty"`
	Doc        string     `json:"doc,omitempty"`
}

func stateRows(infos []states.Info) []stateRow {
	rows := make([]stateRow, len(infos))
	for n, i := range infos {
		rows[n] = stateRow{
			Name: i.Name, Status: i.Status.String(), Uses: i.Uses, UsedBy: i.UsedBy, Substitute: i.Substitute, Pending: i.Pending,
			Stale: i.Stale, Generation: i.Generation, GoType: i.Type, Pos: i.Pos, Doc: i.Doc,
		}
		if !i.Since.IsZero() {
			rows[n].Since = &i.Since
		}
		if i.Err != nil {
			rows[n].Error = explain(i.Err)
		}
	}
	return rows
}
