package states

import (
	"fmt"
	"slices"
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
	starts  bool  // it tells of starts, well or not
}

// A Step is what an operation did to one state.
type Step struct {
	Name     string
	Action   Action
	Status   StatusKind    // the state's status after the step; [StatusNotAttempted] if it was left out
	Began    time.Duration // when it began, counted from the beginning of the operation
	Duration time.Duration

	remarks *remarks // nil for most steps, of which there can be many
}

// remarks are what there is to say about the steps that are out of the ordinary.
type remarks struct {
	err       error
	why, note string
	leaks     []Leak
}

// Err returns what went wrong, a *[StateError], or nil if all went well.
func (s Step) Err() error {
	if s.remarks == nil { // as nearly always
		return nil
	}
	return s.remarks.err
}

// Why tells why the state was part of the operation, "" if it was asked for.
func (s Step) Why() string { return s.said().why }

// Note tells what else there is to say, "" for nothing.
func (s Step) Note() string { return s.said().note }

// Leaks returns what a stop left behind. See [Registry.ReportLeaks].
func (s Step) Leaks() []Leak { return s.said().leaks }

// said returns the remarks to read.
func (s Step) said() remarks {
	if s.remarks == nil {
		return remarks{}
	}
	return *s.remarks
}

// remark returns the remarks to add to.
func (s *Step) remark() *remarks {
	if s.remarks == nil {
		s.remarks = &remarks{}
	}
	return s.remarks
}

// extend adds what was done for st, to fill in.
func (r *Report) extend(st *step, status StatusKind) *Step {
	s := extend(&r.Steps)
	s.Name, s.Action, s.Status = st.n.name, st.action, status
	if st.why != nil {
		s.remark().why = st.why.String()
	}
	if st.action == ActionStart && status != StatusNotAttempted {
		r.starts = true
	}
	return s
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
		if err := r.Steps[i].Err(); err != nil {
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
func (r *Report) Started() []string { return r.Done(ActionStart) }

// Stopped returns the states that were stopped without an error, in order.
func (r *Report) Stopped() []string { return r.Done(ActionStop) }

// Done returns the states to which that was done, without an error, in order.
func (r *Report) Done(a Action) []string {
	var names []string
	for i := range r.Steps {
		s := &r.Steps[i]
		if s.Action == a && s.Status != StatusNotAttempted && s.Err() == nil {
			names = append(names, s.Name)
		}
	}
	return names
}

// Failed returns the steps that ended in an error.
func (r *Report) Failed() []Step {
	var failed []Step
	for _, s := range r.Steps {
		if s.Err() != nil {
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

// String returns the report as text, a line for each step.
func (r *Report) String() string {
	var b strings.Builder
	unit := "steps"
	if len(r.Steps) == 1 {
		unit = "step"
	}
	fmt.Fprintf(&b, "%s: %d %s, %v\n", r.Op, len(r.Steps), unit, r.Took.Round(time.Microsecond))
	for i := range r.Steps {
		b.WriteString("  " + r.Steps[i].String() + "\n")
	}
	if len(r.Unchanged) > 0 {
		fmt.Fprintf(&b, "  unchanged: %s\n", strings.Join(r.Unchanged, ", "))
	}
	for _, s := range r.Stale {
		fmt.Fprintf(&b, "  stale: %s: %s\n", s.Name, s)
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
	said := s.said()
	text := fmt.Sprint(s.Action, " ", s.Name)
	switch {
	case said.err != nil:
		text = said.err.Error() // it names action and state
	case s.Status == StatusNotAttempted:
		text += ": not attempted"
	case s.Action == ActionStart || s.Action == ActionStop:
		text += " " + s.Duration.Round(time.Microsecond).String()
	}
	parts := []string{text, said.why, said.note}
	for _, l := range said.leaks {
		parts = append(parts, l.String())
	}
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), "; ")
}

func nameList(nodes []*node) string {
	names := make([]string, len(nodes))
	for i, n := range nodes {
		names[i] = n.name
	}
	return strings.Join(names, ", ")
}
