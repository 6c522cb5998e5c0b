package states

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Sentinels for [errors.Is].
var (
	// ErrHung is the cause when a step was abandoned because its function did not
	// return in time.
	ErrHung = errors.New("did not return and was abandoned")
	// ErrExited is the cause when a state's function ended its goroutine, as
	// runtime.Goexit and testing.T.FailNow do.
	ErrExited = errors.New("its goroutine exited (runtime.Goexit)")
	// ErrInterrupted is the cause when [Registry.Interrupt] was called without one.
	ErrInterrupted = errors.New("interrupted")
)

// A StateError says which operation failed on which state. Pos is where the state
// is defined or, for a panic, where it happened; "" if that is not known.
type StateError struct {
	Op   Op // what was done to the state: [OpStart], [OpStop], ...
	Name string
	Pos  string
	Err  error
}

// Error returns the operation, the name, the position and the cause.
func (e *StateError) Error() string {
	if e.Pos == "" {
		return fmt.Sprintf("%s %s: %v", e.Op, e.Name, e.Err)
	}
	return fmt.Sprintf("%s %s (%s): %v", e.Op, e.Name, e.Pos, e.Err)
}

// Unwrap returns the cause.
func (e *StateError) Unwrap() error { return e.Err }

// A NotStartedError is what [State.Get] panics with on a state that has no value.
type NotStartedError struct {
	Name   string
	Status StatusKind
	By     string // the state whose start asked, "" for anybody else
	Err    error  // why the last start or stop failed, if it did
}

// Error names the state and how to start it.
func (e *NotStartedError) Error() string {
	var b strings.Builder
	if e.By != "" {
		b.WriteString(e.By + " needs it: ")
	}
	fmt.Fprintf(&b, "state %s is not started", e.Name)
	if e.Status != StatusStopped {
		fmt.Fprintf(&b, " (%s", e.Status)
		if e.Err != nil {
			fmt.Fprintf(&b, ": %v", e.Err)
		}
		b.WriteString(")")
	}
	fmt.Fprintf(&b, "; start it with states.Start(ctx, states.Name(%q))", e.Name)
	return b.String()
}

// Unwrap returns the error of the state's last start or stop.
func (e *NotStartedError) Unwrap() error { return e.Err }

// An UnknownStateError says that no state has the name. Near lists names that are
// like it, best first.
type UnknownStateError struct {
	Name string
	Near []string
}

func (e *UnknownStateError) Error() string {
	if len(e.Near) == 0 {
		return fmt.Sprintf("no state is named %q; states.Status lists those there are", e.Name)
	}
	return fmt.Sprintf("no state is named %q; did you mean %s?", e.Name, strings.Join(e.Near, ", "))
}

// An AmbiguousError says that several states end in the name.
type AmbiguousError struct {
	Name       string
	Candidates []string // full names, in registration order
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q is ambiguous: it may be %s; use the full name", e.Name, strings.Join(e.Candidates, " or "))
}

// A MissingDepsError says that an operation was refused before anything ran, since
// states it would start use others that are neither started nor to be started.
type MissingDepsError struct {
	Op      Op
	Missing []Missing
}

// Missing is one state with what it lacks.
type Missing struct {
	Name  string
	Needs []string
}

func (e *MissingDepsError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: nothing was started: ", e.Op)
	for i, m := range e.Missing {
		if i > 0 {
			b.WriteString("; ")
		}
		fmt.Fprintf(&b, "%s needs %s", m.Name, strings.Join(m.Needs, ", "))
	}
	if len(e.Names()) == 1 {
		b.WriteString(", which is not started")
	}
	fmt.Fprintf(&b, "; start %s too, or add WithDeps() to the selection", strings.Join(e.Names(), ", "))
	return b.String()
}

// Names returns every missing state once, in the order of first mention.
func (e *MissingDepsError) Names() []string {
	var names []string
	for _, m := range e.Missing {
		for _, n := range m.Needs {
			if !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	return names
}

// A WrongTypeError says that a value cannot stand for a state's.
type WrongTypeError struct {
	Name      string
	Want, Got string
}

func (e *WrongTypeError) Error() string {
	if e.Name == "" {
		return fmt.Sprintf("a value of type %s is not of type %s", e.Got, e.Want)
	}
	return fmt.Sprintf("state %s is of type %s; a value of type %s cannot take its place", e.Name, e.Want, e.Got)
}

// A DefinitionError says what is wrong with a state's definition. [New] panics
// with it; [Unit.Apply] returns it.
type DefinitionError struct {
	Name, Pos string
	Problem   string
	Other     string // position of another definition of the name, if that is the problem
}

func (e *DefinitionError) Error() string {
	s := fmt.Sprintf("define %s: %s", e.Name, e.Problem)
	if e.Pos != "" {
		s = e.Pos + ": " + s
	}
	return s
}

// A CycleError says that states need each other in a circle. Path begins and ends
// with the same name.
type CycleError struct{ Path []string }

func (e *CycleError) Error() string {
	return "states need each other in a circle: " + strings.Join(e.Path, " -> ") + "; one of them must do without the next"
}

// A ReentrantError says that a state's function, or an observer, tried to run an
// operation on the registry that is running it.
type ReentrantError struct {
	Op     Op     // what was asked
	Inside Op     // what was under way
	Name   string // the state whose function asked; "" for an observer
}

func (e *ReentrantError) Error() string {
	who := "an observer"
	if e.Name != "" {
		who = fmt.Sprintf("the %s of state %s", e.Inside, e.Name)
	}
	return fmt.Sprintf("%s was called inside %s: one operation runs at a time; use Needs to order states, or call it after %s has returned", e.Op, who, e.Inside)
}

// A BusyError says that a caller gave up waiting for the operation under way.
type BusyError struct {
	Op     Op            // what was asked
	Behind Op            // what was under way
	Name   string        // the state that operation was at
	For    time.Duration // how long it had been at it
	Err    error         // the caller's context's error
}

func (e *BusyError) Error() string {
	at := ""
	if e.Name != "" {
		at = fmt.Sprintf(" (at %s for %v)", e.Name, e.For.Round(time.Millisecond))
	}
	return fmt.Sprintf("%s: gave up waiting for a %s under way%s: %v; Interrupt ends it", e.Op, e.Behind, at, e.Err)
}

// Unwrap returns the context's error.
func (e *BusyError) Unwrap() error { return e.Err }

// A HungError says that a step was abandoned. It matches [ErrHung] and the reason.
type HungError struct {
	After time.Duration
	Err   error // why its time was up: context.DeadlineExceeded, context.Canceled, ...
}

func (e *HungError) Error() string {
	return fmt.Sprintf("did not return and was abandoned after %v: %v", e.After.Round(time.Millisecond), e.Err)
}

// Is reports whether target is [ErrHung].
func (e *HungError) Is(target error) bool { return target == ErrHung }

// Unwrap returns the reason.
func (e *HungError) Unwrap() error { return e.Err }

// rollbackError joins an error with the one met while undoing its effects.
type rollbackError struct{ cause, undo error }

func (e *rollbackError) Error() string   { return fmt.Sprintf("%v; and then: %v", e.cause, e.undo) }
func (e *rollbackError) Unwrap() []error { return []error{e.cause, e.undo} }

var (
	errSwappedTwice = errors.New("it is given two substitutes at once")
	errNoSubStart   = errors.New("its substitute has no Start function")
	errApplied      = errors.New("the unit was applied before; a reload takes a new one")
)

// An EndedError says that an operation did not go to its end because its context
// ended first. What it had not begun is as it was; the report names it.
type EndedError struct {
	Op  Op
	Err error // the context's cause
}

func (e *EndedError) Error() string {
	return fmt.Sprintf("%s ended before its last step: %v", e.Op, e.Err)
}

// Unwrap returns the context's cause.
func (e *EndedError) Unwrap() error { return e.Err }
