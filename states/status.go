package states

import "strconv"

// A StatusKind says where a state is in its life.
type StatusKind uint8

// The statuses of a state. Only a state that is [StatusRunning] or
// [StatusStopping] has a value that [State.Get] returns.
const (
	StatusStopped      StatusKind = iota // not started, or stopped
	StatusStarting                       // its start function runs
	StatusRunning                        // started
	StatusStopping                       // its stop function runs
	StatusStartFailed                    // its last start returned an error or panicked; there is no value
	StatusStopFailed                     // its last stop returned an error or panicked; see [Registry.Leftovers]
	StatusStartHung                      // its last start was abandoned; what it may yet return will be stopped
	StatusStopHung                       // its last stop was abandoned; see [Registry.Leftovers]
	StatusNotAttempted                   // in a [Report] only: the step was not tried
)

var statusText = [...]string{
	StatusStopped:      "stopped",
	StatusStarting:     "starting",
	StatusRunning:      "running",
	StatusStopping:     "stopping",
	StatusStartFailed:  "start failed",
	StatusStopFailed:   "stop failed",
	StatusStartHung:    "start hung",
	StatusStopHung:     "stop hung",
	StatusNotAttempted: "not attempted",
}

// String returns the status in words, as "start failed".
func (s StatusKind) String() string { return word(statusText[:], int(s), "StatusKind") }

// MarshalText returns the same words.
func (s StatusKind) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Failed reports whether the last thing that happened to the state went wrong.
func (s StatusKind) Failed() bool { return s >= StatusStartFailed && s <= StatusStopHung }

// Op names an operation on a registry.
type Op string

// The operations.
const (
	OpStart   Op = "start"
	OpStop    Op = "stop"
	OpRestart Op = "restart"
	OpSwap    Op = "swap"
	OpUnswap  Op = "unswap"
	OpReload  Op = "reload"
	OpCleanup Op = "cleanup"
	OpCheck   Op = "check"
)

// Action says what one step of an operation does to one state.
type Action uint8

// The actions.
const (
	ActionStart Action = iota
	ActionStop
	ActionSwap     // a substitute takes the state's place
	ActionUnswap   // the definition beneath a substitute takes its place again
	ActionDefine   // a new state is registered
	ActionRedefine // a new definition takes the place of the old one
	ActionDelete   // the state is forgotten
	ActionCleanup  // a leftover's stop is run again
	ActionCheck    // the state's check is run
)

var actionText = [...]string{
	ActionStart:    "start",
	ActionStop:     "stop",
	ActionSwap:     "swap",
	ActionUnswap:   "unswap",
	ActionDefine:   "define",
	ActionRedefine: "redefine",
	ActionDelete:   "delete",
	ActionCleanup:  "cleanup",
	ActionCheck:    "check",
}

// String returns the action in a word, as "start".
func (a Action) String() string { return word(actionText[:], int(a), "Action") }

// MarshalText returns the same word.
func (a Action) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// Policy says what happens to a running state when its definition changes.
type Policy uint8

// The reload policies. They decide about an instance that runs while its
// definition changes; the new definition is accepted under each of them.
const (
	ReloadRestart Policy = iota // stop the instance, start anew from the new definition
	ReloadStop                  // stop the instance
	ReloadNoop                  // let the instance run on, with the stop it was started with
)

var policyText = [...]string{ReloadRestart: "restart", ReloadStop: "stop", ReloadNoop: "noop"}

// String returns "restart", "stop" or "noop".
func (p Policy) String() string { return word(policyText[:], int(p), "Policy") }

// MarshalText returns the same word.
func (p Policy) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// word returns the text of a value of a type that has these.
func word(texts []string, i int, typ string) string {
	if i < len(texts) {
		return texts[i]
	}
	return typ + "(" + strconv.Itoa(i) + ")"
}
