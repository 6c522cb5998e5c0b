package states

import (
	"fmt"
	"time"
)

// An Event is something that happened in a registry. The set is closed: these
// are all the events there are.
//
//	Starting Started StillStarting Stopping Stopped StillStopping Failed Late
//	Swapped Unswapped Cleaned Defined Redefined Deleted Skipped Stale
//
// Every event has the full name of its state, in a field and by StateName.
type Event interface {
	Ref
	event()
}

type (
	// Starting: the start function of the state is about to run.
	Starting struct {
		Name       string
		Substitute string // what stands in for the state, "" for nothing
		Why        string // "" if it was asked for
	}
	// Started: the state runs.
	Started struct {
		Name       string
		Took       time.Duration
		Generation int // which start of the state this was, from 1
		Substitute string
	}
	// StillStarting: the start function has been running for Elapsed.
	StillStarting struct {
		Name    string
		Elapsed time.Duration
	}
	// Stopping: the state is about to be stopped.
	Stopping struct {
		Name string
		Why  string // "" if it was asked for
	}
	// Stopped: the state is stopped.
	Stopped struct {
		Name  string
		Took  time.Duration
		Leaks []Leak // what it left behind; see [Registry.ReportLeaks]
	}
	// StillStopping: the stop function has been running for Elapsed.
	StillStopping struct {
		Name    string
		Elapsed time.Duration
	}
	// Failed: a start, stop or cleanup ended in an error, a panic, or not at all.
	Failed struct {
		Name   string
		Op     Op
		Status StatusKind // what the state is now
		Took   time.Duration
		Err    error
	}
	// Late: a function that had been abandoned returned after all. A start's
	// value has been stopped again; Err is what went wrong, if anything did.
	Late struct {
		Name string
		Op   Op
		Took time.Duration
		Err  error
	}
	// Swapped: a substitute has taken the state's place.
	Swapped struct {
		Name       string
		Substitute string
	}
	// Unswapped: the substitute is gone again.
	Unswapped struct {
		Name       string
		Substitute string
		Left       string // the substitute that counts now; "" for none: the state is itself
	}
	// Cleaned: the stop of a leftover was run again, and went well.
	Cleaned struct {
		Name       string
		Generation int // which start had made what was left; 0 if that start was abandoned
		Took       time.Duration
	}
	// Defined: a loader registered a new state.
	Defined struct{ Name, Pos string }
	// Redefined: a loader gave the state a new definition.
	Redefined struct{ Name, Pos string }
	// Deleted: a loader removed the state.
	Deleted struct{ Name string }
	// Skipped: a step of an operation was not attempted.
	Skipped struct {
		Name string
		Op   Op
		Why  string
	}
	// Stale: a state that runs was built on an instance of On that is gone.
	Stale struct {
		Name, On   string
		Built, Now int // generations of On
	}
)

// String tells what the state was built on, as "built on db/conn #3, now #5".
func (e Stale) String() string { return fmt.Sprintf("built on %s #%d, now #%d", e.On, e.Built, e.Now) }

func (e Starting) StateName() string      { return e.Name }
func (e Started) StateName() string       { return e.Name }
func (e StillStarting) StateName() string { return e.Name }
func (e Stopping) StateName() string      { return e.Name }
func (e Stopped) StateName() string       { return e.Name }
func (e StillStopping) StateName() string { return e.Name }
func (e Failed) StateName() string        { return e.Name }
func (e Late) StateName() string          { return e.Name }
func (e Swapped) StateName() string       { return e.Name }
func (e Unswapped) StateName() string     { return e.Name }
func (e Cleaned) StateName() string       { return e.Name }
func (e Defined) StateName() string       { return e.Name }
func (e Redefined) StateName() string     { return e.Name }
func (e Deleted) StateName() string       { return e.Name }
func (e Skipped) StateName() string       { return e.Name }
func (e Stale) StateName() string         { return e.Name }

func (Starting) event()      {}
func (Started) event()       {}
func (StillStarting) event() {}
func (Stopping) event()      {}
func (Stopped) event()       {}
func (StillStopping) event() {}
func (Failed) event()        {}
func (Late) event()          {}
func (Swapped) event()       {}
func (Unswapped) event()     {}
func (Cleaned) event()       {}
func (Defined) event()       {}
func (Redefined) event()     {}
func (Deleted) event()       {}
func (Skipped) event()       {}
func (Stale) event()         {}
