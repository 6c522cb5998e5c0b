package dyn

import "sync"

// A Replaced is a panic of which another one has come out of a deferred call.
type Replaced struct {
	Value     any
	Recovered bool // the deferred call had recovered it
}

// replacements are the panics that were replaced, by goroutine, the first one first.
var replacements sync.Map // goroutine -> []Replaced

// TakeReplaced returns the panics that the one which the calling goroutine ends with has replaced, and forgets them.
func TakeReplaced() []Replaced {
	list, _ := replacements.LoadAndDelete(goroutine())
	before, _ := list.([]Replaced)
	return before
}

// replacing returns what keeps, when a deferred call has ended, that its panic was replaced. Where the panic is over,
// what it has replaced is forgotten: all that came since the deferred call around it began.
func replacing(id string, u *unwinding) (ended func()) {
	if u.outer != nil {
		u.kept = u.outer.kept
	}
	list := func() []Replaced {
		v, _ := replacements.Load(id)
		before, _ := v.([]Replaced)
		return before
	}
	since := u.kept
	u.kept = len(list())
	return func() {
		switch {
		case u.value == nil:
		case u.panicked:
			replacements.Store(id, append(list(), Replaced{u.value, u.recovered}))
		case u.recovered && since == 0:
			replacements.Delete(id)
		case u.recovered:
			replacements.Store(id, list()[:min(since, len(list()))])
		}
	}
}
