package show

import (
	"fmt"
	"go/types"
	"reflect"
	"runtime"
	"strings"

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
func (p *printer) synchronised(v reflect.Value, t types.Type, depth int) bool {
	if !Internal(t) {
		return false
	}
	name := dyn.TypeName(t)
	held := v.FieldByName("v")
	switch {
	case types.Unalias(t).(*types.Named).Obj().Pkg().Path() == "sync" || !held.IsValid():
		p.text(name + "{}")
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
	default:
		p.text("(" + name + ")")
	}
	return true
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
