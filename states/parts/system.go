package parts

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/mrepl/mrepl/states"
)

// A System is a system of parts as a value. Operations return new values and leave the
// ones they are given alone, except that both share the configurations and states of
// the parts.
type System struct {
	StartOrder []string        // the names of all parts
	Parts      map[string]Part // by name
}

// A Part is one service of a system, with all that is known about it.
type Part struct {
	Kind   string            // which of the Kinds it is one of; "" is its own name
	Config any               // what its functions are given
	State  any               // what its start returned, nil unless it is to be stopped yet
	Status states.StatusKind // stopped, running, start failed or stop failed
	Errors []error           // what went wrong and what was skipped, since the last Clear
}

// held reports whether the part has, or may have, something to stop.
func (p Part) held() bool {
	switch p.Status {
	case states.StatusStopped:
		return false
	case states.StatusStartFailed:
		return p.State != nil
	}
	return true
}

// note returns the part with one more error.
func (p Part) note(err error) Part {
	p.Errors = append(slices.Clip(p.Errors), err)
	return p
}

// clone returns a copy of s whose parts can be replaced.
func (s System) clone() System {
	s.StartOrder = slices.Clone(s.StartOrder)
	s.Parts = maps.Clone(s.Parts)
	return s
}

// Clear returns the system without the errors of its parts. What runs, or has
// yet to be stopped, stays as it is.
func (s System) Clear() System {
	s = s.clone()
	for name, p := range s.Parts {
		p.Errors = nil
		if !p.held() {
			p.State = nil
		}
		s.Parts[name] = p
	}
	return s
}

// Discard returns the system with the given parts taken for stopped, if their last start
// or stop failed. It is for states that cannot be stopped any more: they are forgotten.
// Parts that run, and names that are not parts, are left alone.
func (s System) Discard(names ...string) System {
	s = s.clone()
	for _, name := range names {
		if p := s.Parts[name]; p.Status.Failed() {
			p.State, p.Status = nil, states.StatusStopped
			s.Parts[name] = p
		}
	}
	return s
}

// Running returns the names of the parts that run, in start order.
func (s System) Running() []string {
	var names []string
	for _, name := range s.StartOrder {
		if s.Parts[name].Status == states.StatusRunning {
			names = append(names, name)
		}
	}
	return names
}

// String returns the system as a table: a line for each part with its status and
// last error, in start order.
func (s System) String() string {
	var b strings.Builder
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, name := range s.names() {
		p, ok := s.Parts[name]
		switch {
		case !ok:
			fmt.Fprintf(table, "%s\tnot a part\n", name)
		case len(p.Errors) == 0:
			fmt.Fprintf(table, "%s\t%s\n", name, p.Status)
		default:
			fmt.Fprintf(table, "%s\t%s\t%v\n", name, p.Status, p.Errors[len(p.Errors)-1])
		}
	}
	table.Flush()
	return b.String()
}

// names returns the start order, followed by the parts that are missing from it.
func (s System) names() []string {
	names := slices.Clone(s.StartOrder)
	for _, name := range slices.Sorted(maps.Keys(s.Parts)) {
		if !slices.Contains(s.StartOrder, name) {
			names = append(names, name)
		}
	}
	return names
}
