package show

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"
)

// native prints a value of which only the dynamic type is known, which is a
// type of compiled code.
func (p *printer) native(v reflect.Value, at place, depth int) {
	if v.CanInterface() {
		switch x := v.Interface().(type) {
		case time.Duration:
			p.text(x.String())
			return
		case time.Time:
			p.text(p.moment(x))
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
				p.text(p.named(nativeName(v), v, at, depth, printed("String", x.String)))
				return
			}
		}
	}
	switch v.Kind() {
	case reflect.String:
		p.text(p.literal(v.String(), depth))
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 && (v.Kind() == reflect.Array || !v.IsNil()) {
			p.bytes(arrayBytes(v), nativeName(v), depth)
			return
		}
		p.nativeList(v, at, depth)
	case reflect.Map:
		p.nativeMap(v, at, depth)
	case reflect.Interface:
		p.dynamic(v, depth)
	case reflect.Invalid:
		p.text("nil")
	case reflect.Struct:
		p.nativeStruct(v, at, depth)
	case reflect.Pointer:
		p.nativePointer(v, at, depth)
	case reflect.Func, reflect.Chan:
		if v.IsNil() {
			p.null(nativeName(v), v.Kind(), at)
			return
		}
		p.text(nativeName(v) + p.about(v))
	default:
		p.text(fmt.Sprint(v))
	}
}

// nativeStruct prints the exported fields of a struct: the others are nobody's
// business.
func (p *printer) nativeStruct(v reflect.Value, at place, depth int) {
	name := at.head(nativeName(v))
	fields := shownNative(v.Type())
	switch {
	case len(fields) == 0 && v.NumField() > 0:
		p.text("(" + nativeName(v) + ")")
		return
	case p.elided(name, v.NumField(), depth):
		return
	}
	all := len(fields)
	if p.sparse(all) {
		fields = slices.DeleteFunc(fields, func(f reflect.StructField) bool { return v.FieldByIndex(f.Index).IsZero() })
	}
	p.open(name)
	for i, f := range fields {
		if i > 0 {
			p.divide()
		}
		p.text(f.Name + ": ")
		p.native(v.FieldByIndex(f.Index), inField, depth+1)
	}
	p.zeros(all-len(fields), all)
	p.closing()
}

// shownNative returns the fields of a struct that are shown.
func shownNative(t reflect.Type) (fields []reflect.StructField) {
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			fields = append(fields, f)
		}
	}
	return fields
}

func (p *printer) nativePointer(v reflect.Value, at place, depth int) {
	switch {
	case v.IsNil():
		p.null(nativeName(v), v.Kind(), at)
	case isLock(v.Elem().Type()):
		p.text("&" + nativeName(v.Elem()) + "{}" + condition(v.Elem(), nativeName(v.Elem())))
	case v.Elem().Kind() != reflect.Struct || p.deep(depth) || v.Elem().NumField() > 0 && shownNative(v.Type().Elem()) == nil:
		p.text("(" + nativeName(v) + ")")
	case p.loop(v.Pointer()):
	default:
		if at = at.pointedTo(reflect.Struct); at != inList {
			p.text("&")
		}
		p.native(v.Elem(), at, depth)
		delete(p.seen, v.Pointer())
	}
}

func (p *printer) nativeList(v reflect.Value, at place, depth int) {
	if v.Kind() == reflect.Slice && v.IsNil() {
		p.null(nativeName(v), v.Kind(), at)
		return
	}
	head := at.head(nativeName(v))
	if p.elided(head, v.Len(), depth) {
		return
	}
	if v.Kind() == reflect.Slice && v.Len() > 0 {
		if p.loop(v.Pointer()) {
			return
		}
		defer delete(p.seen, v.Pointer())
	}
	p.open(head)
	for i := range v.Len() {
		if !p.another(i, v.Len()) {
			break
		}
		p.native(v.Index(i), inList, depth+1)
	}
	p.closing()
}

func (p *printer) nativeMap(v reflect.Value, at place, depth int) {
	if v.IsNil() {
		p.null(nativeName(v), v.Kind(), at)
		return
	}
	head := at.head(nativeName(v))
	if p.elided(head, v.Len(), depth) {
		return
	}
	if p.loop(v.Pointer()) {
		return
	}
	defer delete(p.seen, v.Pointer())
	p.open(head)
	keys := smallest(v, p.limits.Items)
	for i := range v.Len() {
		if !p.another(i, v.Len()) {
			break
		}
		key := keys[i]
		p.native(key, inList, depth+1)
		p.text(": ")
		p.native(v.MapIndex(key), inList, depth+1)
	}
	p.closing()
}

// nativeName is the type of a value as source has it.
func nativeName(v reflect.Value) string {
	return strings.NewReplacer("interface {}", "any", "]uint8", "]byte").Replace(v.Type().String())
}
