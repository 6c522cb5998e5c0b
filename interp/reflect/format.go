package reflect

import (
	"fmt"
	std "reflect"
	"runtime"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
)

// Format prints what v holds, as package fmt does with a reflect.Value that it is given, and
// the name of the type for one that is part of what it is given.
func (v Value) Format(s fmt.State, verb rune) {
	format := fmt.FormatString(s, verb)
	switch {
	case isPart():
		fmt.Fprintf(s, format, v.String())
	case !v.IsValid():
		fmt.Fprintf(s, format, std.Value{})
	case v.CanInterface() && v.native.Type() == std.TypeFor[Value]():
		fmt.Fprintf(s, format, v.native.Interface().(Value).String())
	case v.CanInterface():
		fmt.Fprintf(s, format, v.boxed())
	case v.of == nil && v.hidden == 0:
		fmt.Fprintf(s, format, v.native)
	default:
		fmt.Fprintf(s, format, dyn.Hidden(v.boxed()))
	}
}

// isPart reports whether the caller's caller is the function of package fmt that prints the
// parts of a value: nothing else tells.
func isPart() bool {
	callers := make([]uintptr, 4)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	for {
		f, more := frames.Next()
		if name, ok := strings.CutPrefix(f.Function, "fmt.(*pp)."); ok && name != "handleMethods" {
			return name == "printValue"
		}
		if !more {
			return false
		}
	}
}
