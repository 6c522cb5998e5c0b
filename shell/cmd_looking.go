package shell

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fatih/color"

	"github.com/mrepl/mrepl/states"
)

var looking = table{
	"states": {
		Group: Looking, Args: "[STATE...]",
		Summary: "show the states: which run, since when, and who uses whom",
		Detail: "States are listed in start order. Since is how long a state has been what it is, and starts how often it " +
			"was started, where that is more than once. Uses and used by are short where short names tell states apart. " +
			"Health is what the check of a running state says, for states that have one. A column with nothing in it is " +
			"left out; where the terminal is narrow the widest columns are cut, and the last error goes under its state.",
		Aliases: []string{"status", "ls"}, Complete: allStates, Run: showStates,
	},
}

func showStates(ctx context.Context, c *Call) error {
	infos := c.Shell.registry.Status()
	if len(c.words) > 0 {
		var err error
		if infos, err = c.pick(infos); err != nil {
			return err
		}
	}
	ill := c.Shell.health(ctx, infos)
	text := c.Shell.statesTable(infos, ill)
	if len(infos) == 0 {
		text = "no states are known"
	}
	c.Shell.view.result("states", stateRows(infos, ill), text)
	return nil
}

// healthTime is how long the checks of states may take before states goes on without them.
const healthTime = time.Second

// health runs the checks of those of the states that run and have one, and returns what each says, "ok" if it is well.
func (s *Shell) health(ctx context.Context, infos []states.Info) map[string]string {
	found := map[string]string{}
	var refs []states.Ref
	for _, i := range infos {
		if i.HasCheck && i.Status == states.StatusRunning {
			refs = append(refs, states.Name(i.Name))
			found[i.Name] = "ok"
		}
	}
	if len(refs) == 0 {
		return found
	}
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	report, err := s.registry.Check(ctx, refs...)
	if report == nil {
		for name := range found {
			found[name] = firstLine(explain(err))
		}
		return found
	}
	for _, step := range report.Failed() {
		found[step.Name] = firstLine(explain(rootOf(step.Err())))
	}
	return found
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
func (s *Shell) statesTable(infos []states.Info, health map[string]string) string {
	p := newPalette(s.cfg.ColorOut)
	short := shortNames(s.registry.Status())
	g := grid{
		head: []string{"NAME", "STATUS", "SINCE", "STARTS", "HEALTH", "USES", "USED BY", "SUBSTITUTE", "LAST ERROR"},
		keep: 2, last: true, drop: []int{3, 6, 5, 7},
	}
	again := slices.ContainsFunc(infos, func(i states.Info) bool { return i.Generation > 1 })
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
			{text: i.Name}, {status, paint}, {text: since}, {text: starts(i, again)}, healthCell(health[i.Name], p),
			{text: joinShort(i.Uses, short)}, {text: joinShort(i.UsedBy, short)},
			{substituteText(i, shortSubstitute), p.warn}, {lastErr, p.bad},
		})
	}
	return g.write(s.cfg.Width(), p.strong)
}

// starts says how often the state was started, where that is told at all.
func starts(i states.Info, told bool) string {
	if !told || i.Generation == 0 {
		return ""
	}
	return strconv.Itoa(i.Generation)
}

func healthCell(text string, p palette) cell {
	if text == "ok" {
		return cell{text, p.up}
	}
	return cell{text, p.bad}
}

// statusCell returns the status in words, with whom a stale state is behind, and its colour.
func statusCell(i states.Info, p palette) (string, *color.Color) {
	switch {
	case i.Leftovers > 0 && i.Status != states.StatusStopFailed:
		left := i.Leftovers
		i.Leftovers = 0
		text, paint := statusCell(i, p)
		if paint != p.bad {
			paint = p.warn
		}
		return fmt.Sprintf("%s, %d left over", text, left), paint
	case len(i.Stale) > 0:
		return i.Status.String() + ", stale", p.warn
	case i.Status == states.StatusRunning:
		return i.Status.String(), p.up
	case i.Status.Failed():
		return i.Status.String(), p.bad
	}
	return i.Status.String(), p.dim
}

// substituteText says what stands in for the state, or will when it is started next, in at most width letters of its own.
func substituteText(i states.Info, width int) string {
	text := cut(i.Substitute, width)
	if i.Pending {
		return text + " at the next start"
	}
	return text
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
	Leftovers  int        `json:"leftovers,omitempty"` // instances whose stop did not succeed
	Health     string     `json:"health,omitempty"`    // "ok", or what the check says
	Generation int        `json:"generation"`
	GoType     string     `json:"goType,omitempty"`
	Pos        string     `json:"pos,omitempty"`
	Doc        string     `json:"doc,omitempty"`
}

func stateRows(infos []states.Info, health map[string]string) []stateRow {
	rows := make([]stateRow, len(infos))
	for n, i := range infos {
		rows[n] = stateRow{
			Name: i.Name, Status: i.Status.String(), Uses: i.Uses, UsedBy: i.UsedBy, Substitute: i.Substitute, Pending: i.Pending,
			Generation: i.Generation, GoType: i.Type, Pos: i.Pos, Doc: i.Doc,
			Health: health[i.Name], Leftovers: i.Leftovers,
		}
		for _, stale := range i.Stale {
			rows[n].Stale = append(rows[n].Stale, stale.String())
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
