package interp

import (
	"reflect"
	"runtime"
	"sync"
	"unsafe"

	"github.com/mrepl/mrepl/interp/lower"
	own "github.com/mrepl/mrepl/interp/reflect"
)

// functions gives the functions of interpreted code program counters of their own, when they are asked for:
// to reflect all of them are one. The zero value is ready to use.
type functions struct {
	mu       sync.Mutex
	numbers  map[string]uint64 // by what tells them apart
	byNumber map[uint64]lower.Function
}

// number returns the number of a function, which is that of no call.
func (fs *functions) number(f lower.Function) uint64 {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if fs.numbers == nil {
		fs.numbers, fs.byNumber = map[string]uint64{}, map[uint64]lower.Function{}
	}
	n, ok := fs.numbers[f.Key]
	if !ok {
		n = sitesUsed.Add(1) - 1
		fs.numbers[f.Key] = n
	}
	fs.byNumber[n] = f
	return n
}

// know reports whether a number is that of a function.
func (fs *functions) know(number uint64) bool {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	_, ok := fs.byNumber[number]
	return ok
}

// frame returns the frame of a call of the function with that number, the zero Frame where there is none.
func (fs *functions) frame(number uint64) runtime.Frame {
	fs.mu.Lock()
	f := fs.byNumber[number]
	fs.mu.Unlock()
	if f.Name == "" {
		return runtime.Frame{}
	}
	at := runtime.Frame{PC: counterOf(number), Function: f.Name, File: f.Pos.Filename, Line: f.Pos.Line, Entry: counterOf(number)}
	at.Func = funcOf(at)
	return at
}

// pointer is the method Pointer of a reflect.Value.
func (g *generation) pointer(v own.Value) uintptr {
	if v.Kind() == reflect.Func {
		if u, offset, ok := g.engine.sourceOf(v.Held()); ok {
			if f, ok := g.lower.FunctionAt(u, offset); ok {
				return counterOf(g.engine.functions.number(f))
			}
		}
	}
	return v.Pointer()
}

// unsafePointer is the method UnsafePointer of a reflect.Value. What it returns for a function of the program points to nothing.
func (g *generation) unsafePointer(v own.Value) unsafe.Pointer {
	if v.Kind() == reflect.Func {
		p := g.pointer(v)
		return *(*unsafe.Pointer)(unsafe.Pointer(&p))
	}
	return v.UnsafePointer()
}
