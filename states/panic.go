package states

import (
	"fmt"
	"path"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
)

// A PanicError is a panic in a state's function, as an error.
type PanicError struct {
	Value any
	Pos   string // file:line of the panic, "" if unknown
	Stack []byte
}

// Error returns "panic: " and the value.
func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Unwrap returns the value if it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// panicked turns a recovered value into an error. It must be called by the
// function that recovered. A panic of Get is the error
// that Get panicked with.
func panicked(v any) error {
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
			return framePos(f)
		}
		if !more {
			return ""
		}
	}
}

// framePos writes a frame's position without the machine's own directories.
func framePos(f runtime.Frame) string {
	mainPkg, module := program()
	pkg := packageOf(f.Function)
	if pkg == "main" {
		pkg = mainPkg
	}
	return path.Join(relative(pkg, module), path.Base(f.File)) + ":" + strconv.Itoa(f.Line)
}
