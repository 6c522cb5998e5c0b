package interp

import (
	"reflect"
	"runtime"
	"sync"
	"unsafe"
)

// inlined is what a *runtime.Func points to for a function that is inlined: there is nothing of
// it in the tables of the process. So it does for one that is interpreted.
type inlined struct {
	ones      uint32 // all set, which tells it from an entry of the tables
	entry     uintptr
	name      string
	file      string
	line      int32
	startLine int32
}

// funcOf returns the function of a frame, or nil where the runtime is made otherwise.
func funcOf(f runtime.Frame) *runtime.Func {
	if !knownFunc() {
		return nil
	}
	return (*runtime.Func)(unsafe.Pointer(&inlined{ones: ^uint32(0), entry: f.Entry, name: f.Function, file: f.File, line: int32(f.Line)}))
}

// knownFunc reports whether the runtime describes inlined functions by inlined.
var knownFunc = sync.OnceValue(func() bool {
	f := runtime.FuncForPC(inlinedCall() - 1)
	if f == nil {
		return false
	}
	in := (*inlined)(unsafe.Pointer(f))
	return in.ones == ^uint32(0) && in.name == f.Name() && in.entry == f.Entry()
})

// inlinedCall returns the program counter of the call in it, which is where it is inlined.
func inlinedCall() uintptr { return returnAddress() }

// returnAddress returns where it returns to.
//
//go:noinline
func returnAddress() uintptr {
	var pcs [1]uintptr
	runtime.Callers(2, pcs[:])
	return pcs[0]
}

// framesOf returns frames as runtime.CallersFrames does.
func framesOf(list []runtime.Frame) *runtime.Frames {
	frames := new(runtime.Frames)
	if field, ok := reflect.TypeFor[runtime.Frames]().FieldByName("frames"); ok && field.Type == reflect.TypeFor[[]runtime.Frame]() {
		*(*[]runtime.Frame)(unsafe.Add(unsafe.Pointer(frames), field.Offset)) = list
	}
	return frames
}
