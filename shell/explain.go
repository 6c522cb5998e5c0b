package shell

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mrepl/mrepl/states"
)

// explain returns the text of err with what the library says to Go code turned into what a person types.
func explain(err error) string {
	text := err.Error()
	var (
		down    *states.NotStartedError
		missing *states.MissingDepsError
		unknown *states.UnknownStateError
		busy    *states.BusyError
	)
	if errors.As(err, &down) {
		text = strings.ReplaceAll(text, down.Error(), notStarted(down))
	}
	if errors.As(err, &missing) {
		text = strings.ReplaceAll(text, missing.Error(), missingDeps(missing))
	}
	if errors.As(err, &unknown) {
		text = strings.ReplaceAll(text, unknown.Error(), unknownState(unknown))
	}
	if errors.As(err, &busy) {
		text = strings.ReplaceAll(text, busy.Error(), fmt.Sprintf(
			"%s gave up waiting: a %s is under way, at %s for %s", busy.Op, busy.Behind, busy.Name, took(busy.For)))
	}
	return text
}

func notStarted(e *states.NotStartedError) string {
	text := e.Name + " is not started"
	if e.By != "" {
		text = e.By + " needs " + e.Name + ", which is not started"
	}
	if e.Err != nil {
		text += " (" + e.Status.String() + ": " + e.Err.Error() + ")"
	}
	return text + "; start " + e.Name + " starts it"
}

func missingDeps(e *states.MissingDepsError) string {
	var needs []string
	for _, m := range e.Missing {
		needs = append(needs, m.Name+" needs "+strings.Join(m.Needs, " and "))
	}
	names := e.Names()
	verb := "which is not started"
	if len(names) > 1 {
		verb = "which are not started"
	}
	return fmt.Sprintf("nothing was started: %s, %s; add --deps, or start %s first",
		strings.Join(needs, ", "), verb, strings.Join(names, " "))
}

func unknownState(e *states.UnknownStateError) string {
	if len(e.Near) > 0 {
		return fmt.Sprintf("no state is named %s; did you mean %s?", e.Name, orList(e.Near))
	}
	if e.Name == "*" || e.Name == "all" {
		return fmt.Sprintf("no state is named %s; start and stop without a name mean all of them", e.Name)
	}
	return fmt.Sprintf("no state is named %s; states lists those there are", e.Name)
}

// rootOf takes the name of the state and the operation off an error, where a line has told both already.
func rootOf(err error) error {
	var se *states.StateError
	if errors.As(err, &se) && se.Err != nil {
		if se.Pos != "" {
			return fmt.Errorf("%w (%s)", se.Err, se.Pos)
		}
		return se.Err
	}
	return err
}

// A toldError is an error that lifecycle lines have shown in full.
type toldError struct{ error }

func (e toldError) Unwrap() error { return e.error }

// told reports whether lifecycle lines have shown err, all of it.
func told(err error) bool {
	switch e := err.(type) {
	case toldError:
		return true
	case *sourceError:
		return false // the place is news
	case interface{ Unwrap() []error }:
		for _, part := range e.Unwrap() {
			if part != ErrInterrupted && !told(part) {
				return false
			}
		}
		return true
	case interface{ Unwrap() error }:
		return told(e.Unwrap())
	}
	return false
}
