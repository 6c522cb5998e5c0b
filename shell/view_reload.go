package shell

import (
	"strings"

	"github.com/fatih/color"
)

// A listing is one line of what a reload did: a verb and what it was done to.
type listing struct {
	done, would string
	items       []string
	paint       func(palette) *color.Color
}

// listedMost is how many names one line of a reload has before it says how many more there are.
const listedMost = 12

// listings tells a reload line by line, without those that would be empty.
func (r reloaded) listings() []listing {
	all := []listing{
		{"patched", "would patch", r.Patched, paintDone},
		{"restarted", "would restart", reasons(r.fate.restarted), paintNoted},
		{"started", "would start", reasons(r.fate.started), paintDone},
		{"stopped", "would stop", reasons(r.fate.stopped), paintNoted},
		{"failed", "", r.fate.failed, paintWrong},
		{"not tried", "", r.fate.untried, paintNoted},
		{"set anew", "would set anew", r.Renewed, paintNoted},
		{"added", "would add", append(r.Added, r.fate.added...), paintDone},
		{"removed", "would remove", append(r.Removed, r.fate.removed...), paintNoted},
	}
	if !r.fate.quiet() {
		all = append(all, listing{"kept", "would keep", r.kept, paintSame})
	}
	var some []listing
	for _, l := range all {
		if len(l.items) > 0 {
			some = append(some, l)
		}
	}
	return some
}

func paintDone(p palette) *color.Color  { return p.up }
func paintNoted(p palette) *color.Color { return p.warn }
func paintWrong(p palette) *color.Color { return p.bad }
func paintSame(p palette) *color.Color  { return p.dim }

// reasons writes states with what was the reason.
func reasons(list []reasoned) []string {
	var texts []string
	for _, one := range list {
		if one.Why != "" && one.Why != itRanBefore {
			one.Name += " (" + one.Why + ")"
		}
		texts = append(texts, one.Name)
	}
	return texts
}

// text writes the lines of a reload within width columns, their names below each other.
func (r reloaded) text(p palette, width int) string {
	lines := r.listings()
	verbs := make([]string, len(lines))
	column := 0
	for i, l := range lines {
		verbs[i] = l.done
		if r.plan {
			verbs[i] = l.would
		}
		column = max(column, len(verbs[i]))
	}
	var b strings.Builder
	for i, l := range lines {
		b.WriteString(l.paint(p).Sprint(verbs[i]) + strings.Repeat(" ", column-len(verbs[i])+gap))
		b.WriteString(strings.Join(fill(l.items, width-column-gap), "\n"+strings.Repeat(" ", column+gap)) + "\n")
	}
	return b.String()
}

// fill writes items into lines of at most width columns, as far as each item allows that, and the first of them only where
// there are many.
func fill(items []string, width int) []string {
	if len(items) > listedMost+1 {
		rest := count(len(items)-listedMost, "more")
		rest = strings.TrimSuffix(rest, "s")
		items = append(items[:listedMost:listedMost], rest)
	}
	var lines []string
	line := ""
	for i, item := range items {
		if i < len(items)-1 {
			item += ","
		}
		if line != "" && len([]rune(line+" "+item)) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += item
	}
	return append(lines, line)
}

// summary tells a reload in half a line.
func (r reloaded) summary() string {
	on := ""
	if len(r.kept) > 0 && r.fate.quiet() {
		on = "; what runs, runs on"
	}
	if r.plan {
		return r.code() + " would be reloaded" + on
	}
	return "reloaded " + r.code() + " in " + took(r.took) + on
}

func (v *textView) changes(r reloaded) {
	width := v.limits().Width
	if r.plan {
		v.result("", nil, r.text(v.results, width)+v.results.dim.Sprint(r.summary()))
	} else {
		v.notice(r.text(v.palette, width) + v.palette.dim.Sprint(r.summary()))
	}
	for _, note := range r.Notes {
		v.warn(note)
	}
}

func (v *jsonView) changes(r reloaded) {
	f := fields{
		"packages": list(r.Packages), "patched": list(r.Patched), "added": list(r.Added), "removed": list(r.Removed),
		"renewed": list(r.Renewed), "restarted": r.fate.restarted, "started": r.fate.started, "stopped": r.fate.stopped,
		"newStates": list(r.fate.added), "goneStates": list(r.fate.removed), "kept": list(r.kept), "summary": r.summary(),
	}
	for _, key := range []string{"restarted", "started", "stopped"} {
		if f[key].([]reasoned) == nil {
			f[key] = []reasoned{}
		}
	}
	if r.fate.failed != nil {
		f["failed"] = r.fate.failed
	}
	if r.fate.untried != nil {
		f["notTried"] = r.fate.untried
	}
	if r.Notes != nil {
		f["notes"] = r.Notes
	}
	if r.plan {
		v.emit("reloadPlan", f)
		return
	}
	f["ms"] = millis(r.took)
	v.emit("reload", f)
}
