package shell

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mrepl/mrepl/states"
)

var timing = table{
	"timings": {
		Group:   Looking,
		Summary: "show how long each start of the last operation took",
		Detail: "Each state has a bar, from when its start began to when it was done; the whole width is the time from the " +
			"first to the last. They add up unless states started at the same time.",
		Run: timings,
	},
	"time": {
		Group: Looking, Args: "LINE",
		Summary: "run a line and tell how long it took",
		Detail:  "LINE is a command line or Go. Of Go that is the time from the check of its types to its last value.",
		Form:    Raw, Run: timeLine,
	},
}

// A timingRow is one start in JSON.
type timingRow struct {
	Name  string  `json:"name"`
	Began float64 `json:"beganMs"`
	Took  float64 `json:"ms"`
	Error string  `json:"error,omitempty"`
}

func timings(_ context.Context, c *Call) error {
	if err := c.needs(0, 0); err != nil {
		return err
	}
	s := c.Shell
	list := s.registry.Timings()
	rows := []timingRow{}
	for _, t := range list {
		row := timingRow{Name: t.Name, Began: millis(t.Began), Took: millis(t.Took)}
		if t.Err != nil {
			row.Error = explain(rootOf(t.Err))
		}
		rows = append(rows, row)
	}
	s.view.result("timings", rows, s.waterfall(list))
	return nil
}

// waterfall draws a bar for each start.
func (s *Shell) waterfall(list states.Timings) string {
	if len(list) == 0 {
		return "nothing was started yet"
	}
	p := newPalette(s.cfg.ColorOut)
	var whole time.Duration
	names := 0
	for _, t := range list {
		whole = max(whole, t.Began+t.Took)
		names = max(names, utf8.RuneCountInString(t.Name))
	}
	width := plainWidth
	if w := s.cfg.Width(); w > 0 {
		width = w
	}
	bars := max(10, min(width, 120)-names-len("  100ms  "))
	scale := func(d time.Duration) int { return int(int64(d) * int64(bars) / int64(max(whole, 1))) }
	var b strings.Builder
	for _, t := range list {
		from := min(scale(t.Began), bars-1)
		length := max(1, min(scale(t.Took), bars-from))
		paint := p.up
		if t.Err != nil {
			paint = p.bad
		}
		fmt.Fprintf(&b, "%-*s  %6s  %s%s\n", names, t.Name, took(t.Took), strings.Repeat(" ", from), paint.Sprint(strings.Repeat("━", length)))
	}
	fmt.Fprintf(&b, "%s\n", p.dim.Sprintf("%-*s  %6s", names, "all", took(whole)))
	return b.String()
}

func timeLine(ctx context.Context, c *Call) error {
	kind, text := c.Shell.commands.classify(c.Raw)
	if kind == blankLine {
		return c.misuse("a line is missing")
	}
	began := time.Now()
	err := c.Shell.execute(ctx, statement{kind: kind, text: hashComments(text)})
	d := time.Since(began)
	c.Shell.view.result("time", fields{"ms": millis(d)}, "took "+took(d))
	return err
}
