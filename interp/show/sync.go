package show

import (
	"fmt"
	"go/types"
	"reflect"
	"runtime"
	"strings"
	"sync"

	"github.com/mrepl/mrepl/interp/dyn"
)

// Internal reports whether a type is one of sync or sync/atomic, whose fields
// tell nobody anything.
func Internal(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return false
	}
	switch named.Obj().Pkg().Path() {
	case "sync", "sync/atomic":
		_, isStruct := named.Underlying().(*types.Struct)
		return isStruct
	}
	return false
}

// synchronised prints a value of sync or sync/atomic by what it holds, if that
// is anything to a person.
func (p *printer) synchronised(v reflect.Value, t types.Type, at place, depth int) bool {
	if !Internal(t) {
		return false
	}
	name := dyn.TypeName(t)
	held := fieldOf(v, t, "v")
	switch {
	case name == "sync.Map":
		return p.syncMap(v, t, at, depth)
	case types.Unalias(t).(*types.Named).Obj().Pkg().Path() == "sync" || !held.IsValid():
		p.text(name + "{}" + condition(v, name))
	case name == "atomic.Bool":
		p.text(fmt.Sprintf("%s(%t)", name, held.Uint() != 0))
	case held.CanInt():
		p.text(fmt.Sprintf("%s(%d)", name, held.Int()))
	case held.CanUint():
		p.text(fmt.Sprintf("%s(%d)", name, held.Uint()))
	case held.Kind() == reflect.Interface && !held.IsNil(): // atomic.Value
		p.text(name + "(" + held.Elem().Type().String() + ")")
	case held.Kind() == reflect.Interface || held.IsZero():
		p.text(name + "(nil)")
	case held.Kind() == reflect.UnsafePointer && v.Field(0).Kind() == reflect.Array: // atomic.Pointer, which begins with a [0]*T
		of := types.Unalias(t).(*types.Named).TypeArgs().At(0)
		p.text(name + "(")
		p.value(reflect.NewAt(v.Field(0).Type().Elem().Elem(), held.UnsafePointer()), types.NewPointer(of), alone, depth+1)
		p.text(")")
	default:
		p.text("(" + name + ")")
	}
	return true
}

// fieldOf returns a field by the name that it has in the source, the zero Value where there is none.
func fieldOf(v reflect.Value, t types.Type, name string) reflect.Value {
	u := t.Underlying().(*types.Struct)
	for i := range u.NumFields() {
		if u.Field(i).Name() == name {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}

// syncMap prints what a map for many goroutines holds, where it can be asked.
func (p *printer) syncMap(v reflect.Value, t types.Type, at place, depth int) bool {
	if !v.CanAddr() || !v.Addr().CanInterface() {
		p.text(dyn.TypeName(t) + "{}")
		return true
	}
	held := map[any]any{}
	v.Addr().Interface().(*sync.Map).Range(func(key, value any) bool {
		held[key] = value
		return true
	})
	anything := types.Universe.Lookup("any").Type()
	p.mapping(reflect.ValueOf(held), t, types.NewMap(anything, anything), at, depth)
	return true
}

// isLock reports whether a type is one of sync of which condition has something to tell.
func isLock(t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[sync.Mutex](), reflect.TypeFor[sync.RWMutex](), reflect.TypeFor[sync.WaitGroup](), reflect.TypeFor[sync.Once]():
		return true
	}
	return false
}

// condition tells whether a lock is held, how many a group waits for, and whether what is done once is done, "" where
// there is nothing to tell.
func condition(v reflect.Value, name string) string {
	held := func(path ...string) (n int64) {
		f := v
		for _, name := range path {
			if f = f.FieldByName(name); !f.IsValid() {
				return 0
			}
		}
		switch {
		case f.CanInt():
			return f.Int()
		case f.CanUint():
			return int64(f.Uint())
		}
		return 0
	}
	switch name {
	case "sync.Mutex":
		if held("mu", "state")&1 != 0 {
			return " (locked)"
		}
	case "sync.RWMutex":
		if n := held("readerCount", "v"); n < 0 {
			return " (locked)"
		} else if n > 0 {
			return fmt.Sprintf(" (locked by readers: %d)", n)
		}
	case "sync.WaitGroup":
		if n := held("state", "v") >> 32; n > 0 {
			return fmt.Sprintf(" (waits for %d)", n)
		}
	case "sync.Once":
		if held("done", "v") != 0 {
			return " (done)"
		}
	}
	return ""
}

// about tells what there is to tell of a channel, and where a function comes from.
func (p *printer) about(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Chan:
		return p.channel(v)
	case reflect.Func:
		if p.program.Origin != nil {
			if from := p.program.Origin(v); from != "" {
				return " (" + from + ")"
			}
		}
		f := runtime.FuncForPC(v.Pointer())
		if f == nil || strings.HasPrefix(f.Name(), "reflect.") || strings.Contains(f.Name(), "traefik/yaegi") || strings.Contains(f.Name(), "mrepl/interp") {
			return ""
		}
		file, line := f.FileLine(v.Pointer())
		return fmt.Sprintf(" (%s, %s:%d)", f.Name(), file[strings.LastIndexByte(file, '/')+1:], line)
	}
	return ""
}
