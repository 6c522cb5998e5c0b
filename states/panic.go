package states

import (
	"fmt"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
)

// A PanicError is a panic in a state's function, as an error.
type PanicError struct {
	Value any
	Pos   string // file:line of the panic, "" if unknown
	Stack []byte
}

// Error returns "panic: " and the value as the runtime prints it: what an error or a
// [fmt.Stringer] says, a text or a number as it is, and anything else with its type, but
// where the runtime has an address there is what is in it:
//
//	panic: (*db.Lost) &{Host:east Tries:3}
func (e *PanicError) Error() string { return "panic: " + panicText(e.Value) }

func panicText(v any) string {
	switch v.(type) {
	case error, fmt.Stringer:
		return fmt.Sprint(v)
	}
	t := reflect.TypeOf(v)
	switch {
	case t == nil, t.PkgPath() == "" && t.Name() != "": // of a type that Go itself declares
		return fmt.Sprint(v)
	case t.Kind() == reflect.String:
		return fmt.Sprintf("%T(%q)", v, v)
	case t.Kind() <= reflect.Complex128: // bool and the numbers
		return fmt.Sprintf("%T(%v)", v, v)
	}
	return fmt.Sprintf("(%T) %+v", v, v)
}

// Unwrap returns the value if it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// Recovered turns what recover returned into an error: a *[PanicError] with the position of
// the panic or, if it was Get that panicked, the error that Get gave. It must be called by
// the deferred function that recovered.
func Recovered(v any) error {
	switch e := v.(type) {
	case *NotStartedError:
		return e
	case *CycleError:
		return e
	}
	e := &PanicError{Value: v, Stack: debug.Stack()}
	if p, ok := v.(interface{ Position() string }); ok {
		e.Pos = p.Position() // an interpreter knows better than the native stack
	} else {
		e.Pos = panicPos()
	}
	return e
}

// panicPos finds, from inside a deferred call, where the panic under way began: the
// first frame beyond the runtime's panic machinery that is not the runtime's own.
func panicPos() string {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	seen := false
	for {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic":
			seen = true
		case seen && !strings.HasPrefix(f.Function, "runtime."):
			return position(f)
		}
		if !more {
			return ""
		}
	}
}
