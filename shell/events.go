package shell

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mrepl/mrepl/states"
)

// slowStop is how long a stop takes before its line says so.
const slowStop = 100 * time.Millisecond

// eventText writes an event as the lines that people see, "" for one that is not worth any.
func eventText(o occurrence, p palette) string {
	switch e := o.event.(type) {
	case states.Started:
		return p.up.Sprint("▶ ") + e.Name + " " + p.dim.Sprint(took(e.Took)) + standIn(e.Substitute)
	case states.Stopped:
		line := p.down.Sprint("■ ") + e.Name
		if e.Took >= slowStop {
			line += " " + p.dim.Sprint(took(e.Took))
		}
		return line
	case states.StillStarting:
		return p.warn.Sprint("… ") + "still starting " + e.Name + " (" + ago(e.Elapsed) + ")"
	case states.StillStopping:
		return p.warn.Sprint("… ") + "still stopping " + e.Name + " (" + ago(e.Elapsed) + ")"
	case states.Failed:
		return failedText(e, o.hint, p)
	case states.Late:
		return lateText(e, p)
	case states.Cleaned:
		return p.down.Sprint("■ ") + e.Name + p.dim.Sprint(", what was left over, "+took(e.Took))
	case states.Swapped:
		return p.warn.Sprint("⇄ ") + e.Name + " " + swappedText(e.Substitute)
	case states.Unswapped:
		if e.Left != "" {
			return p.warn.Sprint("⇄ ") + e.Name + " is " + cut(e.Left, shortSubstitute) + " again, which it was before; unswap takes that away too"
		}
		return p.warn.Sprint("⇄ ") + e.Name + " is itself again"
	case states.Defined:
		if o.back {
			return "+ " + e.Name + " is back"
		}
		return "+ " + e.Name + " is new"
	case states.Deleted:
		return "- " + e.Name + " is gone"
	case states.Skipped:
		return p.dim.Sprintf("· %s was not tried: %s", e.Name, e.Why)
	case states.Stale:
		return fmt.Sprintf("%s%s is stale: it was built on an earlier %s; restart %s", p.warn.Sprint("! "), e.Name, e.On, e.Name)
	}
	return ""
}

// shortSubstitute is how many letters of what stands in for a state a line has room for.
const shortSubstitute = 48

func swappedText(substitute string) string {
	return "is " + cut(substitute, shortSubstitute) + " from now on"
}

// standIn says what runs in the place of a state.
func standIn(substitute string) string {
	if substitute == "" {
		return ""
	}
	return " (" + cut(substitute, shortSubstitute) + ")"
}

// failedText says what failed, why, and what to do next.
func failedText(e states.Failed, hint string, p palette) string {
	if e.Op == states.OpCleanup {
		return p.bad.Sprintf("✗ %s: cleanup failed", e.Name) + p.dim.Sprint(" after "+took(e.Took)) + "\n" + indent(explain(rootOf(e.Err))) +
			"\n" + indent(p.dim.Sprint("it is kept; cleanup tries again, cleanup --discard "+e.Name+" forgets it"))
	}
	next := ""
	switch e.Status {
	case states.StatusStartFailed:
		next = "start goes on from here"
		if !errors.Is(e.Err, context.Canceled) { // by ^C, mostly
			next = "mend the cause; " + next
		}
	case states.StatusStartHung:
		next = "should it return yet, it is stopped again; start tries anew"
	case states.StatusStopFailed, states.StatusStopHung:
		next = "its old instance may hold on to what it had: cleanup stops it again; start " + e.Name + " makes a new one"
	}
	if hint != "" {
		next = hint
	}
	text := p.bad.Sprintf("✗ %s: %s", e.Name, e.Status) + p.dim.Sprint(" after "+took(e.Took))
	text += "\n" + indent(explain(rootOf(e.Err)))
	if next != "" {
		text += "\n" + indent(p.dim.Sprint(next))
	}
	return text
}

func lateText(e states.Late, p palette) string {
	line := fmt.Sprintf("%sthe %s of %s, which was abandoned, has returned after %s", p.warn.Sprint("… "), e.Op, e.Name, took(e.Took))
	if e.Err != nil {
		line += ": " + explain(rootOf(e.Err))
	}
	return line
}

// indent puts every line of text under a mark.
func indent(text string) string { return "  " + strings.ReplaceAll(text, "\n", "\n  ") }
