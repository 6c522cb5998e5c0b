package show

import (
	"fmt"
	"reflect"
	"sort"
	"strconv"
	"time"

	"github.com/mrepl/mrepl/interp/dyn"
)

// native prints a value of which only the dynamic type is known, which is a
// type of compiled code.
func (p *printer) native(v reflect.Value, depth int) {
	if v.CanInterface() {
		switch x := v.Interface().(type) {
		case time.Duration:
			p.text(x.String())
			return
		case time.Time:
			p.text(x.Format("2006-01-02 15:04:05.999999999 -07:00"))
			return
		case error:
			if v.Kind() != reflect.Pointer || !v.IsNil() {
				p.text(v.Type().String() + "(" + strconv.Quote(printed("Error", x.Error)) + ")")
				return
			}
		case fmt.Stringer:
			if v.Kind() != reflect.Pointer || !v.IsNil() {
				p.text(v.Type().String() + "(" + printed("String", x.String) + ")")
				return
			}
		}
	}
	switch v.Kind() {
	case reflect.String:
		p.text(strconv.Quote(v.String()))
	case reflect.Slice, reflect.Array:
		p.nativeList(v, depth)
	case reflect.Map:
		p.nativeMap(v, depth)
	case reflect.Interface:
		p.dynamic(v, depth)
	case reflect.Invalid:
		p.text("nil")
	case reflect.Struct, reflect.Pointer, reflect.Func, reflect.Chan:
		p.text("(" + v.Type().String() + ")")
		if v.Kind() != reflect.Struct && v.IsNil() {
			p.text("(nil)")
		}
	default:
		p.text(fmt.Sprint(v))
	}
}

func (p *printer) nativeList(v reflect.Value, depth int) {
	p.text(v.Type().String() + "{")
	for i := range v.Len() {
		if i > 0 {
			p.text(", ")
		}
		if p.deep(depth) || p.limits.Items > 0 && i >= p.limits.Items {
			p.text("...")
			break
		}
		p.native(v.Index(i), depth+1)
	}
	p.text("}")
}

func (p *printer) nativeMap(v reflect.Value, depth int) {
	p.text(v.Type().String() + "{")
	keys := v.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return dyn.Less(keys[i], keys[j]) })
	for i, key := range keys {
		if i > 0 {
			p.text(", ")
		}
		if p.deep(depth) || p.limits.Items > 0 && i >= p.limits.Items {
			p.text("...")
			break
		}
		p.native(key, depth+1)
		p.text(": ")
		p.native(v.MapIndex(key), depth+1)
	}
	p.text("}")
}
