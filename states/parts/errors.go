package parts

import (
	"errors"
	"fmt"

	"github.com/mrepl/mrepl/states"
)

// A Skipped is an operation that had nothing to do on a part, or did not get to it.
type Skipped struct {
	Op   states.Op
	Name string
	Why  string
}

func (e *Skipped) Error() string { return fmt.Sprintf("skipped %s %s: %s", e.Op, e.Name, e.Why) }

// A SystemError says what is wrong with a system, or its kinds. It is returned before
// anything runs.
type SystemError struct {
	Part    string // its name
	Problem string
}

func (e *SystemError) Error() string { return fmt.Sprintf("part %s: %s", e.Part, e.Problem) }

// A HalfStartedError is the error of a registered part that failed to start, when what its
// start had made could not be stopped again either.
type HalfStartedError struct {
	State any // what its start had made
	Err   error
	Stop  error // why it could not be stopped
}

func (e *HalfStartedError) Error() string {
	return fmt.Sprintf("%v; stopping what it had made: %v", e.Err, e.Stop)
}

// Unwrap returns both errors, the cause first.
func (e *HalfStartedError) Unwrap() []error { return []error{e.Err, e.Stop} }

// Check returns what is wrong with a system: every *[SystemError] there is,
// joined. Every operation begins with it.
func (k Kinds) Check(s System) error {
	var errs []error
	for _, name := range s.names() {
		if problem := k.problem(s, name); problem != "" {
			errs = append(errs, &SystemError{name, problem})
		}
	}
	return errors.Join(errs...)
}

// problem returns what is wrong with a part, "" for nothing.
func (k Kinds) problem(s System, name string) string {
	p, ok := s.Parts[name]
	if !ok {
		return "the start order names it, but it is not among the parts"
	}
	switch kind, how := k.of(name, p); {
	case count(s.StartOrder, name) == 0:
		return "it is missing from the start order"
	case count(s.StartOrder, name) > 1:
		return "the start order names it twice"
	case how.Start == nil:
		return fmt.Sprintf("no kind is named %q", kind)
	case how.Check != nil:
		if err := how.Check(p.Config); err != nil {
			return "its configuration does not fit: " + err.Error()
		}
	}
	return ""
}

func count(names []string, name string) int {
	n := 0
	for _, other := range names {
		if other == name {
			n++
		}
	}
	return n
}
