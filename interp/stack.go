package interp

import (
	"reflect"
	"runtime"
	"strings"
	"sync"
)

// The stack of a goroutine that runs interpreted code is one of the interpreter, of compiled
// code, and of the calls of interpreted code between them, which are spelt (see spelt). stack
// returns what of it the program would see if it were compiled.

// callBase is what the program counter of an interpreted call begins with: no code is there. Below
// it are the number of the call and two bits that are set, since programs subtract one or two to get
// from where a call returns to where it is.
const callBase = ^(^uintptr(0) >> 1)

// counterOf returns the program counter of the call of that number.
func counterOf(number uint64) uintptr { return callBase | uintptr(number)<<2 | 3 }

// isOurs reports whether a program counter is that of an interpreted call.
func isOurs(pc uintptr) bool { return pc&callBase != 0 }

// numberOf returns the number of the interpreted call with that program counter, or one a little before.
func numberOf(pc uintptr) (number uint64, ok bool) {
	return uint64(pc&^callBase) >> 2, isOurs(pc)
}

// role is what a function of compiled code has to do with a stack.
type role int

const (
	shown     role = iota // it is one of the program, or called by it
	mark                  // it spells a digit
	machinery             // it is part of the interpreter, or runs it
	body                  // it runs a function of the program
	ending                // the same, at the end of the function
	calm                  // it makes deferred calls after one that has recovered
	executing             // it runs a program; what is further out is none of it
	entering              // reflect, on the way to machinery
	leaving               // reflect, on the way out of it
	panicking             // the runtime, in a panic
	beginning             // the runtime, where a goroutine begins
	inBetween             // other functions of the runtime and reflect
)

// roles are those of functions, by their names.
var roles = map[string]role{
	"reflect.makeFuncStub":    entering,
	"reflect.callReflect":     entering,
	"reflect.methodValueCall": entering,
	"reflect.callMethod":      entering,
	"reflect.Value.Call":      leaving,
	"reflect.Value.CallSlice": leaving,
	"reflect.Value.call":      leaving,
	"runtime.main":            beginning,
	"runtime.goexit":          beginning,
	"runtime.gopanic":         panicking,

	"github.com/mrepl/mrepl/interp.Exec":                             executing,
	"github.com/traefik/yaegi/interp.runCfg":                         body,
	"github.com/traefik/yaegi/interp.runCfg.func1":                   ending,
	"github.com/mrepl/mrepl/interp.(*activation).runDeferring":       body,
	"github.com/mrepl/mrepl/interp.(*activation).runDeferring.func1": ending,
	"github.com/mrepl/mrepl/interp/dyn.(*Defers).recovered":          calm,
}

// rolesIn are those of other functions, by what their names begin with.
var rolesIn = []struct {
	prefix string
	role   role
}{
	{"github.com/traefik/yaegi/", machinery},
	{"github.com/mrepl/mrepl/interp", machinery},
	{"github.com/mrepl/mrepl/shell", machinery},
	{"github.com/mrepl/mrepl/cmd/", machinery},
	{"main.", machinery},
	{"runtime.", inBetween},
	{"reflect.", inBetween},
}

// roleOf returns the role of a function.
func roleOf(name string) role {
	if r, ok := roles[name]; ok {
		return r
	}
	for _, in := range rolesIn {
		if strings.HasPrefix(name, in.prefix) {
			return in.role
		}
	}
	return shown
}

// place is a place in compiled code.
type place struct {
	role  role
	digit byte
	fails failure // it panics for one of these reasons
}

var places sync.Map // program counter -> place

// placeOf returns the place of a program counter.
func placeOf(pc uintptr) place {
	if p, ok := places.Load(pc); ok {
		return p.(place)
	}
	frame := compiledFrame(pc)
	p := place{role: roleOf(frame.Function), fails: failures[frame.Function]}
	if digit, ok := digits()[frame.Entry]; ok {
		p = place{role: mark, digit: digit}
	}
	places.Store(pc, p)
	return p
}

// compiledFrame returns the frame of a program counter of compiled code.
func compiledFrame(pc uintptr) runtime.Frame {
	frame, _ := runtime.CallersFrames([]uintptr{pc}).Next()
	return frame
}

// digits returns the digits by the functions that spell them.
var digits = sync.OnceValue(func() map[uintptr]byte {
	m := map[uintptr]byte{}
	for i, spell := range marks {
		m[reflect.ValueOf(spell(nil)).Pointer()] = byte(i)
	}
	return m
})

// stack returns the program counters of the calls that are under way in this goroutine, the
// innermost first, up to so many: those of interpreted code, and of compiled code that is no part of
// the machinery.
func (e *engine) stack(limit int) []uintptr {
	for size := 256; ; size *= 4 {
		pcs := make([]uintptr, size)
		n := runtime.Callers(2, pcs)
		w := stackWalk{sites: &e.sites}
		for _, pc := range pcs[:n] {
			if w.add(stackCall{place: placeOf(pc), pc: pc}); len(w.calls) > limit { // the last may still be another
				return counters(w.calls[:limit])
			}
		}
		if n < size {
			calls := begun(counters(w.end()), w.initial)
			return calls[:min(limit, len(calls))]
		}
	}
}

// counters returns the program counters of calls.
func counters(list []stackCall) []uintptr {
	calls := make([]uintptr, len(list))
	for i, c := range list {
		calls[i] = c.pc
	}
	return calls
}
