package dyn

import (
	"net/url"
	"reflect"
	"runtime"
	"strings"
	"sync"
)

// rawPackages are the packages of the standard library whose functions look into
// an any with reflection.
var rawPackages = []string{"encoding", "sort", "database/sql", "flag", "runtime", "net/rpc", "unsafe", "os/signal"}

// LooksInside reports whether the functions of a compiled package look into what
// they get as any with reflection, so that it is to be a plain value and no box.
// Those of other modules are taken to, but for the states library, which hands
// values on, and this package.
func LooksInside(path string) bool {
	for _, raw := range rawPackages {
		if path == raw || strings.HasPrefix(path, raw+"/") {
			return true
		}
	}
	switch path {
	case "github.com/mrepl/mrepl/states", "github.com/mrepl/mrepl/interp", "github.com/mrepl/mrepl/interp/dyn":
		return false // what stands for functions of the standard library is there
	}
	first, _, _ := strings.Cut(path, "/")
	return strings.Contains(first, ".")
}

// inside caches what Inside finds out about functions.
var inside sync.Map // uintptr -> bool

// Inside reports whether a function value is compiled code of a package that
// [LooksInside].
func Inside(f any) bool {
	v := reflect.ValueOf(f)
	if v.Kind() != reflect.Func || v.IsNil() {
		return false
	}
	pc := v.Pointer()
	if known, ok := inside.Load(pc); ok {
		return known.(bool)
	}
	answer := false
	if fn := runtime.FuncForPC(pc); fn != nil {
		path := packageOf(fn.Name())
		// Interpreted functions, as native code sees them, are of package reflect.
		answer = path != "reflect" && LooksInside(path) && !NamesElements(path, fn.Name()) && !Prints(path, fn.Name())
	}
	inside.Store(pc, answer)
	return answer
}

// packageOf returns the import path in the name of a compiled function.
func packageOf(name string) string {
	slash := strings.LastIndexByte(name, '/') + 1
	last, _, _ := strings.Cut(name[slash:], ".")
	path, err := url.PathUnescape(name[:slash] + last)
	if err != nil {
		return name[:slash] + last
	}
	return path
}

// NamesElements reports whether a function encodes XML, whose elements are named
// by types: it needs boxes.
func NamesElements(path, function string) bool {
	return path == "encoding/xml" && (strings.Contains(function, "Marshal") || strings.Contains(function, ".Encode"))
}

// Raws returns the plain values of a list.
func Raws(list []any) []any {
	if list == nil {
		return nil
	}
	out := make([]any, len(list))
	for i, x := range list {
		out[i] = Raw(x)
	}
	return out
}
