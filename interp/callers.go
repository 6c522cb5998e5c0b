package interp

import (
	"maps"
	"reflect"
	"runtime"
	"slices"
)

// standing returns what interpreted code has in place of the functions by which compiled code
// asks the Go runtime for its calls.
func (e *engine) standing() Exports {
	return Exports{
		"runtime/runtime": values(map[string]any{
			"Caller":        e.caller,
			"Callers":       e.callers,
			"CallersFrames": e.callersFrames,
			"FuncForPC":     e.funcForPC,
			"Stack":         e.stackText,
		}),
		"runtime/debug/debug": values(map[string]any{
			"Stack":      e.debugStack,
			"PrintStack": e.printStack,
		}),
	}
}

// withStanding returns tables with these functions, and more in place of others.
func (e *engine) withStanding(exports, more Exports) Exports {
	out := maps.Clone(exports)
	for _, table := range []Exports{e.standing(), more} {
		for key, names := range table {
			out[key] = maps.Clone(out[key])
			maps.Copy(out[key], names)
		}
	}
	return out
}

// callerFrame returns the call that is so many calls further out than the one of compiled code that asks,
// and its program counter.
func (e *engine) callerFrame(skip int) (f runtime.Frame, pc uintptr) {
	calls := e.stack(skip + 1)
	if skip >= len(calls) {
		return f, 0
	}
	return e.frame(calls[skip]), calls[skip]
}

// caller is runtime.Caller.
func (e *engine) caller(skip int) (pc uintptr, file string, line int, ok bool) {
	if skip < 0 {
		return 0, "", 0, false
	}
	f, pc := e.callerFrame(skip)
	return f.PC, f.File, f.Line, pc != 0
}

// callers is runtime.Callers.
func (e *engine) callers(skip int, pcs []uintptr) int {
	skip = max(skip, 0)
	calls := append([]uintptr{reflect.ValueOf(runtime.Callers).Pointer() + 1}, e.stack(skip+len(pcs))...)
	return copy(pcs, calls[min(skip, len(calls)):])
}

// callersFrames is runtime.CallersFrames.
func (e *engine) callersFrames(pcs []uintptr) *runtime.Frames {
	if !slices.ContainsFunc(pcs, isOurs) {
		return runtime.CallersFrames(pcs)
	}
	var list []runtime.Frame
	for len(pcs) > 0 {
		if isOurs(pcs[0]) {
			list = append(list, e.frame(pcs[0]))
			pcs = pcs[1:]
			continue
		}
		native := slices.IndexFunc(pcs, isOurs)
		if native < 0 {
			native = len(pcs)
		}
		frames := runtime.CallersFrames(pcs[:native])
		for {
			f, more := frames.Next()
			if f.PC != 0 {
				list = append(list, f)
			}
			if !more {
				break
			}
		}
		pcs = pcs[native:]
	}
	return framesOf(list)
}

// frame returns the frame of a program counter, the zero Frame where it is that of nothing.
func (e *engine) frame(pc uintptr) runtime.Frame {
	number, ours := numberOf(pc)
	if !ours {
		return compiledFrame(pc)
	}
	c, first, ok := e.sites.caller(number)
	if !ok {
		return e.functions.frame(number)
	}
	f := runtime.Frame{PC: counterOf(number) - 1, Function: c.Func, File: c.Pos.Filename, Line: c.Pos.Line, Entry: counterOf(first + uint64(c.Start))}
	f.Func = funcOf(f)
	return f
}

// bare reports whether a program counter is that of a function of interpreted code without parameters.
func (e *engine) bare(pc uintptr) bool {
	number, ours := numberOf(pc)
	if !ours {
		return false
	}
	c, _, ok := e.sites.caller(number)
	return ok && c.Bare
}

// fileLine is the method FileLine of f.
func (e *engine) fileLine(f *runtime.Func, pc uintptr) (file string, line int) {
	if isOurs(pc) {
		at := e.frame(pc)
		return at.File, at.Line
	}
	return f.FileLine(pc)
}

// funcForPC is runtime.FuncForPC.
func (e *engine) funcForPC(pc uintptr) *runtime.Func {
	f, unknown := (*runtime.Func)(nil), false
	if number, ours := numberOf(pc); ours {
		f = e.frame(pc).Func
		unknown = f == nil && e.functions.know(number)
	} else {
		f = runtime.FuncForPC(pc)
		unknown = f != nil && roleOf(f.Name()) == entering
	}
	if unknown {
		panic("runtime.FuncForPC: nothing is known of this function, which interpreting has made: put the package that asks into one marked //mrepl:native")
	}
	return f
}
