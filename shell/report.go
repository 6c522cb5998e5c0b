package shell

import (
	"fmt"
	"strings"

	"github.com/mrepl/mrepl/states"
)

// report prints what is worth a line beyond the lifecycle lines, and the summary.
func (v *textView) report(r *states.Report) {
	for _, step := range r.Steps {
		if !hasEvent[step.Action] && step.Note() != "" {
			v.notice(v.palette.warn.Sprint("! ") + step.Name + ": " + step.Note())
		}
		for _, leak := range step.Leaks() {
			v.notice(v.palette.warn.Sprint("! ") + step.Name + ": " + leak.String())
		}
	}
	for _, note := range r.Notes {
		v.notice(v.palette.warn.Sprint("! ") + note)
	}
	v.notice(v.palette.dim.Sprint(summary(r)))
}

// hasEvent tells the actions whose notes the lifecycle lines have shown.
var hasEvent = map[states.Action]bool{
	states.ActionStart: true, states.ActionStop: true, states.ActionSwap: true, states.ActionUnswap: true,
	states.ActionCleanup: true,
}

// summary writes a report in one line: "started 3 states in 12ms".
func summary(r *states.Report) string {
	var parts []string
	add := func(verb string, n int) {
		switch {
		case n == 0:
		case len(parts) == 0:
			parts = append(parts, verb+" "+count(n, "state"))
		default:
			parts = append(parts, fmt.Sprintf("%s %d", verb, n))
		}
	}
	started, stopped := len(r.Started()), len(r.Stopped())
	add("swapped", len(done(r, states.ActionSwap)))
	add("brought back", len(done(r, states.ActionUnswap)))
	if r.Op == states.OpRestart && started == stopped {
		add("restarted", started)
	} else {
		add("stopped", stopped)
		add("started", started)
	}
	if n := len(done(r, states.ActionCleanup)); n > 0 {
		parts = append(parts, "cleaned up "+count(n, "instance"))
	}
	if len(parts) == 0 && len(r.Failed()) == 0 {
		return nothing(r)
	}
	if n := len(r.Failed()); n > 0 {
		parts = append(parts, fmt.Sprintf("%d failed", n))
	}
	if n := len(r.NotAttempted()); n > 0 {
		parts = append(parts, fmt.Sprintf("%d not tried", n))
	}
	return strings.Join(parts, ", ") + " in " + took(r.Took)
}

// nothing says why an operation had nothing to do.
func nothing(r *states.Report) string {
	n := len(r.Unchanged)
	switch {
	case r.Op == states.OpCleanup:
		return nothingLeft
	case n == 0 && r.Op == states.OpRestart:
		return "nothing to restart: no state runs"
	case n == 0:
		return "nothing to do: no state is selected"
	case r.Op == states.OpUnswap:
		return "nothing to bring back: no state is substituted"
	case r.Op == states.OpStop:
		return fmt.Sprintf("nothing to stop: %s down", are(n))
	case r.Op == states.OpStart:
		return fmt.Sprintf("nothing to start: %s up", are(n))
	}
	return "nothing to do"
}

// done returns the names of the states to which an action was done without an error.
func done(r *states.Report, a states.Action) []string {
	var names []string
	for _, s := range r.Steps {
		if s.Action == a && s.Err() == nil && s.Status != states.StatusNotAttempted {
			names = append(names, s.Name)
		}
	}
	return names
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func are(n int) string {
	if n == 1 {
		return "the state is"
	}
	return fmt.Sprintf("all %d states are", n)
}

func (v *jsonView) report(r *states.Report) {
	f := fields{"op": r.Op, "ms": millis(r.Took), "summary": summary(r), "started": list(r.Started()), "stopped": list(r.Stopped())}
	var failed []fields
	for _, s := range r.Failed() {
		failed = append(failed, fields{"name": s.Name, "action": s.Action, "error": explain(rootOf(s.Err()))})
	}
	if failed != nil {
		f["failed"] = failed
	}
	if skipped := r.NotAttempted(); skipped != nil {
		f["notTried"] = skipped
	}
	v.emit("report", f)
}

// list makes sure that JSON has [] and not null.
func list(names []string) []string {
	if names == nil {
		return []string{}
	}
	return names
}
