package states

import (
	"fmt"
	"strings"
	"time"
)

// A Report tells what an operation did: one step for every state whose status it
// changed or tried to change, in the order in which it happened, and one for every
// state that it left out on the way.
type Report struct {
	Op        Op
	Steps     []Step
	Unchanged []string // selected, and already as wanted
	Stale     []Stale  // what runs on an instance that this operation replaced
	Notes     []string // for people
	Began     time.Time
	Took      time.Duration

	refused error // why nothing ran
	ended   error // why it did not go to its end
}

// A Step is what an operation did to one state.
type Step struct {
	Name     string
	Action   Action
	Status   StatusKind // the state's status after the step; [StatusNotAttempted] if it was left out
	Began    time.Time
	Duration time.Duration
	Err      error    // a *[StateError], nil if it went well
	Why      string   // why the state is part of this, "" if it was asked for
	Note     string   // what else there is to say
	Leaks    []string // what a stop left behind; see [Registry.ReportLeaks]
}

// extend adds a step to fill in, in place.
func (r *Report) extend() *Step {
	n := len(r.Steps)
	if n < cap(r.Steps) { // nobody has written there
		r.Steps = r.Steps[:n+1]
	} else {
		r.Steps = append(r.Steps, Step{})
	}
	return &r.Steps[n]
}

// Err returns what went wrong, nil for nothing: the errors of the steps in the order
// in which they happened, so that the cause comes first, joined if there are
// several.
func (r *Report) Err() error {
	var errs []error
	if r.refused != nil {
		errs = append(errs, r.refused)
	}
	for i := range r.Steps {
		if err := r.Steps[i].Err; err != nil {
			errs = append(errs, err)
		}
	}
	if r.ended != nil {
		errs = append(errs, r.ended)
	}
	return join(errs)
}

// Refused reports whether the operation was turned down before it did anything.
func (r *Report) Refused() bool { return r.refused != nil }

// Started returns the states that were started, in order.
func (r *Report) Started() []string { return r.names(ActionStart, StatusRunning) }

// Stopped returns the states that were stopped without an error, in order.
func (r *Report) Stopped() []string { return r.names(ActionStop, StatusStopped) }

// Failed returns the steps that ended in an error.
func (r *Report) Failed() []Step {
	var failed []Step
	for _, s := range r.Steps {
		if s.Err != nil {
			failed = append(failed, s)
		}
	}
	return failed
}

// NotAttempted returns the states that the operation left out, in order.
func (r *Report) NotAttempted() []string {
	var names []string
	for i := range r.Steps {
		if r.Steps[i].Status == StatusNotAttempted {
			names = append(names, r.Steps[i].Name)
		}
	}
	return names
}

func (r *Report) names(a Action, s StatusKind) []string {
	var names []string
	for i := range r.Steps {
		if r.Steps[i].Action == a && r.Steps[i].Status == s {
			names = append(names, r.Steps[i].Name)
		}
	}
	return names
}

// String returns the report as text, a line for each step.
func (r *Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d steps, %v\n", r.Op, len(r.Steps), r.Took.Round(time.Microsecond))
	for i := range r.Steps {
		b.WriteString("  " + r.Steps[i].String() + "\n")
	}
	if len(r.Unchanged) > 0 {
		fmt.Fprintf(&b, "  unchanged: %s\n", strings.Join(r.Unchanged, ", "))
	}
	for _, s := range r.Stale {
		fmt.Fprintf(&b, "  stale: %s: built on %s #%d, now #%d\n", s.Name, s.On, s.Built, s.Now)
	}
	for _, n := range r.Notes {
		b.WriteString("  " + n + "\n")
	}
	if r.refused != nil {
		fmt.Fprintf(&b, "  refused: %v\n", r.refused)
	}
	if r.ended != nil {
		fmt.Fprintf(&b, "  ended early: %v\n", r.ended)
	}
	return b.String()
}

// String returns the step as a line of text.
func (s Step) String() string {
	var b strings.Builder
	if s.Err != nil {
		b.WriteString(s.Err.Error()) // it names action and state
	} else {
		fmt.Fprintf(&b, "%s %s", s.Action, s.Name)
	}
	switch {
	case s.Err != nil:
	case s.Status == StatusNotAttempted:
		b.WriteString(": not attempted")
	case s.Action == ActionStart || s.Action == ActionStop:
		fmt.Fprintf(&b, " %v", s.Duration.Round(time.Microsecond))
	}
	for _, text := range append([]string{s.Why, s.Note}, s.Leaks...) {
		if text != "" {
			b.WriteString("; " + text)
		}
	}
	return b.String()
}

func nameList(nodes []*node) string {
	names := make([]string, len(nodes))
	for i, n := range nodes {
		names[i] = n.name
	}
	return strings.Join(names, ", ")
}
