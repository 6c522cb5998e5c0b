package dyn

import (
	"fmt"
	"go/types"
	"io"
	"reflect"
	"sort"
	"strings"
)

// printer prints a value by its static type, so that field names, type names
// and methods are those of the source.
type printer struct {
	state       fmt.State
	verb        rune
	table       *Table
	plus, sharp bool
	hidden      bool // inside a field that is not exported: no methods are called
}

func (p *printer) text(s string) { io.WriteString(p.state, s) }

// leaf prints a value without inner structure.
func (p *printer) leaf(v reflect.Value) {
	x := v.Interface()
	if p.hidden {
		x = Concealed(v)
	}
	fmt.Fprintf(p.state, fmt.FormatString(p.state, p.verb), x)
}

// Concealed returns a value as that of a field that is not exported, whose methods
// fmt does not call.
func Concealed(v reflect.Value) reflect.Value {
	s := reflect.New(concealing(v.Type())).Elem()
	reflect.NewAt(v.Type(), s.Field(0).Addr().UnsafePointer()).Elem().Set(v)
	return s.Field(0)
}

// concealing returns a struct whose one field, of type t, is not exported.
func concealing(t reflect.Type) reflect.Type {
	return reflect.StructOf([]reflect.StructField{{Name: "x", PkgPath: "dyn", Type: t}})
}

func (p *printer) value(v reflect.Value, t types.Type, depth int) {
	if !v.IsValid() {
		p.text("<nil>")
		return
	}
	if v.Kind() == reflect.Interface {
		p.inner(v, t, depth)
		return
	}
	if depth > 0 && !p.hidden && p.method(v, t) {
		return
	}
	if r, ok := reflected(v); ok && depth > 0 && !p.hidden {
		fmt.Fprintf(p.state, fmt.FormatString(p.state, p.verb), r.String())
		return
	}
	if !p.table.Interpreted(t) && (v.Kind() != reflect.Pointer || !p.hidden && printsItself(v.Interface())) {
		p.leaf(v)
		return
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		p.structure(v, t, u, depth)
	case *types.Map:
		p.mapping(v, t, u, depth)
	case *types.Slice:
		p.list(v, t, u.Elem(), depth)
	case *types.Array:
		p.list(v, t, u.Elem(), depth)
	case *types.Pointer:
		p.pointer(v, t, u, depth)
	default:
		p.scalar(v, t)
	}
}

// reflected returns v if it is a reflect.Value, of which a printer says what it is of when
// it is part of something.
func reflected(v reflect.Value) (r reflectValue, ok bool) {
	if v.Kind() == reflect.Struct && v.CanInterface() {
		r, ok = v.Interface().(reflectValue)
	}
	return r, ok
}

// verbsFor are the verbs that print values of a kind.
func verbsFor(k reflect.Kind) string {
	switch {
	case k == reflect.Bool:
		return "vt"
	case k == reflect.String:
		return "vsxXq"
	case reflect.Int <= k && k <= reflect.Uintptr:
		return "vdboOxXcqU"
	case reflect.Float32 <= k && k <= reflect.Complex128:
		return "vbgGxXfFeE"
	}
	return "vpbodxX" // pointers
}

// fits prints a value as what the verb does not print, if it does not.
func (p *printer) fits(v reflect.Value, t types.Type) bool {
	if strings.ContainsRune(verbsFor(v.Kind()), p.verb) {
		return true
	}
	p.bad(v, t)
	return false
}

// bad prints a value for a verb that does not print such values.
func (p *printer) bad(v reflect.Value, t types.Type) {
	p.text("%!" + string(p.verb) + "(" + RuntimeName(t) + "=")
	plain := printer{state: p.state, verb: 'v', table: p.table, hidden: true} // no methods are called
	plain.value(v, t, 0)
	p.text(")")
}

// scalar prints a number, string, function or channel.
func (p *printer) scalar(v reflect.Value, t types.Type) {
	if !p.fits(v, t) {
		return
	}
	if p.sharp && (v.Kind() == reflect.Func || v.Kind() == reflect.Chan) {
		p.text("(" + RuntimeName(t) + ")")
	}
	p.leaf(v)
}

// inner prints what an interface value holds.
func (p *printer) inner(v reflect.Value, t types.Type, depth int) {
	switch bt, x := Open(v.Interface()); {
	case bt != nil && p.hidden:
		p.value(reflect.ValueOf(x), bt.Go(), 1)
	case !v.IsNil():
		p.leaf(v.Elem())
	case p.sharp:
		p.text(RuntimeName(t) + "(nil)")
	default:
		p.text("<nil>")
	}
}

// method prints a nested value by its own methods, when lowered code knows them.
func (p *printer) method(v reflect.Value, t types.Type) bool {
	dt := p.table.Lookup(t)
	if dt == nil || len(dt.state.Load().methods) == 0 || p.sharp && dt.method("GoString") == nil && dt.method("Format") == nil {
		return false
	}
	for _, name := range []string{"Format", "GoString", "Error", "String"} {
		if dt.method(name) != nil {
			p.leaf(reflect.ValueOf(Box(dt, v.Interface())))
			return true
		}
	}
	return false
}

func (p *printer) structure(v reflect.Value, t types.Type, u *types.Struct, depth int) {
	if p.sharp {
		p.text(RuntimeName(t))
	}
	p.text("{")
	for i := range u.NumFields() {
		if i > 0 {
			p.text(p.separator())
		}
		if p.plus || p.sharp {
			p.text(u.Field(i).Name() + ":")
		}
		outer := p.hidden
		p.hidden = outer || !u.Field(i).Exported()
		p.value(readable(v, i), u.Field(i).Type(), depth+1)
		p.hidden = outer
	}
	p.text("}")
}

func (p *printer) separator() string {
	if p.sharp {
		return ", "
	}
	return " "
}

func (p *printer) list(v reflect.Value, t types.Type, elem types.Type, depth int) {
	if b, ok := elem.Underlying().(*types.Basic); ok && b.Kind() == types.Byte && p.verb != 'v' && p.verb != 'd' {
		p.leaf(v)
		return
	}
	open, end := "[", "]"
	if p.sharp {
		if v.Kind() == reflect.Slice && v.IsNil() {
			p.text(RuntimeName(t) + "(nil)")
			return
		}
		open, end = RuntimeName(t)+"{", "}"
	}
	p.text(open)
	for i := range v.Len() {
		if i > 0 {
			p.text(p.separator())
		}
		p.value(v.Index(i), elem, depth+1)
	}
	p.text(end)
}

func (p *printer) mapping(v reflect.Value, t types.Type, u *types.Map, depth int) {
	open, end := "map[", "]"
	if p.sharp {
		if v.IsNil() {
			p.text(RuntimeName(t) + "(nil)")
			return
		}
		open, end = RuntimeName(t)+"{", "}"
	}
	p.text(open)
	keys := v.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return Less(keys[i], keys[j]) })
	for i, key := range keys {
		if i > 0 {
			p.text(p.separator())
		}
		p.value(key, u.Key(), depth+1)
		p.text(":")
		p.value(v.MapIndex(key), u.Elem(), depth+1)
	}
	p.text(end)
}

func (p *printer) pointer(v reflect.Value, t types.Type, u *types.Pointer, depth int) {
	if !v.IsNil() && depth == 0 {
		switch u.Elem().Underlying().(type) {
		case *types.Struct, *types.Map, *types.Slice, *types.Array:
			p.text("&")
			p.value(v.Elem(), u.Elem(), depth+1)
			return
		}
	}
	switch {
	case !p.fits(v, t):
	case p.verb != 'v':
		fmt.Fprintf(p.state, fmt.FormatString(p.state, p.verb), v.UnsafePointer())
	case v.IsNil() && p.sharp:
		p.text("(" + RuntimeName(t) + ")(nil)")
	case v.IsNil():
		p.text("<nil>")
	case p.sharp:
		p.text(fmt.Sprintf("(%s)(0x%x)", RuntimeName(t), v.Pointer()))
	default:
		p.text(fmt.Sprintf("0x%x", v.Pointer()))
	}
}

// printsItself reports whether fmt calls a method of a compiled type.
func printsItself(x any) bool {
	switch x.(type) {
	case fmt.Formatter, fmt.Stringer, error:
		return true
	}
	return false
}

// readable returns field i of a struct so that it can be read: those that are not
// exported, of a struct that is defined by a compiled one, cannot.
func readable(v reflect.Value, i int) reflect.Value {
	if f := v.Field(i); f.CanInterface() {
		return f
	}
	if !v.CanAddr() {
		held := reflect.New(v.Type()).Elem()
		held.Set(v)
		v = held
	}
	f := v.Field(i)
	return reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Elem()
}
