package parts

import (
	"path"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/mrepl/mrepl/states"
)

// call calls f and returns its error, or its panic as one. It survives a
// runtime.Goexit too: the system that an operation is at must not be lost.
func call(f func() error) error {
	err := states.ErrExited
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if v := recover(); v != nil {
				err = &states.PanicError{Value: v, Pos: panicPos(v), Stack: debug.Stack()}
			}
		}()
		err = f()
	}()
	<-done
	return err
}

// panicPos finds, from a deferred call, the file and line of the panic under way, unless
// its value knows.
func panicPos(v any) string {
	if p, ok := v.(interface{ Position() string }); ok {
		return p.Position()
	}
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	panicking := false
	for {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic":
			panicking = true
		case panicking && !strings.HasPrefix(f.Function, "runtime."):
			return path.Base(path.Dir(f.File)) + "/" + path.Base(f.File) + ":" + strconv.Itoa(f.Line)
		}
		if !more {
			return ""
		}
	}
}
