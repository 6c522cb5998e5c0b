package interp

import (
	"runtime"
	"strings"
	"sync"
)

// failure is a reason for which the runtime panics: a part of the text of the error.
type failure string

const (
	ofMemory   failure = "invalid memory address"
	ofIndex    failure = "index out of range"
	ofDivision failure = "integer divide by zero"
)

// failures are the functions that panic on behalf of an operation, so that the stack says why.
var failures = map[string]failure{
	"github.com/mrepl/mrepl/interp.failMemory":   ofMemory,
	"github.com/mrepl/mrepl/interp.failIndex":    ofIndex,
	"github.com/mrepl/mrepl/interp.failDivision": ofDivision,
}

//go:noinline
func failMemory(v any) { panic(v) }

//go:noinline
func failIndex(v any) { panic(v) }

//go:noinline
func failDivision(v any) { panic(v) }

// fail panics with what an operation of interpreted code has failed with.
func fail(v any) {
	err, ok := v.(runtime.Error)
	if !ok {
		panic(v)
	}
	switch text := err.Error(); {
	case strings.Contains(text, string(ofMemory)):
		failMemory(v)
	case strings.Contains(text, string(ofIndex)):
		failIndex(v)
	case strings.Contains(text, string(ofDivision)):
		failDivision(v)
	}
	panic(v)
}

// failureCalls returns the functions of the runtime between an operation that fails and the panic,
// innermost first.
func failureCalls(f failure) []uintptr { return allFailures()[f] }

var allFailures = sync.OnceValue(func() map[failure][]uintptr {
	var none []int
	zero := len(none)
	return map[failure][]uintptr{
		ofMemory:   failing(func() int { return *(*int)(nil) }),
		ofIndex:    failing(func() int { return none[zero] }),
		ofDivision: failing(func() int { return 1 / zero }),
	}
})

// failing returns the calls between the panic that is in f, and f.
func failing(f func() int) (calls []uintptr) {
	defer func() {
		_ = recover()
		var pcs [8]uintptr
		n := runtime.Callers(0, pcs[:])
		for _, pc := range pcs[:n] {
			switch p := placeOf(pc); {
			case p.role == panicking:
				calls = []uintptr{}
			case calls != nil && p.role == inBetween:
				calls = append(calls, pc)
			case calls != nil:
				return
			}
		}
	}()
	f()
	return nil
}

// initialising is the outermost part of a stack while packages are initialised.
var initialising = func() []uintptr {
	var pcs [16]uintptr
	return append([]uintptr(nil), pcs[:runtime.Callers(0, pcs[:])]...)
}()

// begun returns the calls of a stack, which end as that of a main function does, with the end
// that they have while packages are initialised, if that is what they do.
func begun(calls []uintptr, initial bool) []uintptr {
	n := len(calls)
	if !initial || n < 2 || nameAt(calls[n-1]) != "runtime.goexit" || nameAt(calls[n-2]) != "runtime.main" {
		return calls
	}
	for i, pc := range initialising {
		if strings.HasPrefix(nameAt(pc), "runtime.doInit") {
			return append(calls[:n-2:n-2], initialising[i:]...)
		}
	}
	return calls
}

// nameAt returns the name of the function with a program counter.
func nameAt(pc uintptr) string {
	f := compiledFrame(pc)
	return f.Function
}
