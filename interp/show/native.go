package show

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"sort"
	"strings"
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
			p.text(moment(x))
			return
		case *os.File:
			if x != nil {
				p.text(fmt.Sprintf("*os.File(%q)", x.Name()))
				return
			}
		case error:
			if v.Kind() != reflect.Pointer || !v.IsNil() {
				p.failure(x, nativeName(v), depth)
				return
			}
		case fmt.Stringer:
			if v.Kind() != reflect.Pointer || !v.IsNil() {
				p.text(nativeName(v) + "(" + printed("String", x.String) + ")")
				return
			}
		}
	}
	switch v.Kind() {
	case reflect.String:
		p.text(quoted(v.String()))
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			p.bytes(arrayBytes(v), strings.Replace(nativeName(v), "]uint8", "]byte", 1))
			return
		}
		p.nativeList(v, depth)
	case reflect.Map:
		p.nativeMap(v, depth)
	case reflect.Interface:
		p.dynamic(v, depth)
	case reflect.Invalid:
		p.text("nil")
	case reflect.Struct:
		p.nativeStruct(v, depth)
	case reflect.Pointer:
		p.nativePointer(v, depth)
	case reflect.Func, reflect.Chan:
		if v.IsNil() {
			p.text("(" + nativeName(v) + ")(nil)")
			return
		}
		p.text(nativeName(v) + p.about(v))
	default:
		p.text(fmt.Sprint(v))
	}
}

// nativeStruct prints the exported fields of a struct: the others are nobody's
// business.
func (p *printer) nativeStruct(v reflect.Value, depth int) {
	name := nativeName(v)
	fields := slices.DeleteFunc(reflect.VisibleFields(v.Type()), func(f reflect.StructField) bool {
		return !f.IsExported() || len(f.Index) > 1
	})
	switch {
	case len(fields) == 0 && v.NumField() > 0:
		p.text("(" + name + ")")
		return
	case p.elided(name, v.NumField(), depth):
		return
	}
	if p.sparse(len(fields)) {
		fields = slices.DeleteFunc(fields, func(f reflect.StructField) bool { return v.FieldByIndex(f.Index).IsZero() })
	}
	p.open(name)
	for i, f := range fields {
		if i > 0 {
			p.divide()
		}
		p.text(f.Name + ": ")
		p.native(v.FieldByIndex(f.Index), depth+1)
	}
	p.closing()
}

func (p *printer) nativePointer(v reflect.Value, depth int) {
	switch {
	case v.IsNil():
		p.text("(" + nativeName(v) + ")(nil)")
	case v.Elem().Kind() != reflect.Struct || p.deep(depth):
		p.text("(" + nativeName(v) + ")")
	case p.loop(v.Pointer()):
	default:
		p.text("&")
		p.native(v.Elem(), depth)
		delete(p.seen, v.Pointer())
	}
}

func (p *printer) nativeList(v reflect.Value, depth int) {
	if v.Kind() == reflect.Slice && v.IsNil() {
		p.text(nativeName(v) + "(nil)")
		return
	}
	if p.elided(nativeName(v), v.Len(), depth) {
		return
	}
	if v.Kind() == reflect.Slice && v.Len() > 0 {
		if p.loop(v.Pointer()) {
			return
		}
		defer delete(p.seen, v.Pointer())
	}
	p.open(nativeName(v))
	for i := range v.Len() {
		if !p.another(i, v.Len()) {
			break
		}
		p.native(v.Index(i), depth+1)
	}
	p.closing()
}

func (p *printer) nativeMap(v reflect.Value, depth int) {
	if v.IsNil() {
		p.text(nativeName(v) + "(nil)")
		return
	}
	if p.elided(nativeName(v), v.Len(), depth) {
		return
	}
	if p.loop(v.Pointer()) {
		return
	}
	defer delete(p.seen, v.Pointer())
	p.open(nativeName(v))
	keys := v.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return dyn.Less(keys[i], keys[j]) })
	for i, key := range keys {
		if !p.another(i, len(keys)) {
			break
		}
		p.native(key, depth+1)
		p.text(": ")
		p.native(v.MapIndex(key), depth+1)
	}
	p.closing()
}

// nativeName is the type of a value as source has it.
func nativeName(v reflect.Value) string {
	return strings.ReplaceAll(v.Type().String(), "interface {}", "any")
}
