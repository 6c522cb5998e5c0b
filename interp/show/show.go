// Package show prints the values of a running program in Go syntax, by the
// types that the source gives them.
package show

import (
	"fmt"
	"go/types"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mrepl/mrepl/interp/dyn"
)

// Limits bound what a value prints as. A zero field sets no bound.
type Limits struct {
	Depth  int // levels of nesting
	Items  int // elements of one slice, array or map
	Fields int // of one struct: where there are more, those that are zero are left out
	Bytes  int // length of the whole
	Width  int // columns to fit, where a value is printed on several lines
}

// A Program is what is known of the program whose values are printed.
type Program struct {
	Types *dyn.Table
	// Origin tells where a function of interpreted code was written, or a channel made, "" where that is not known. Nil: it
	// never is.
	Origin func(reflect.Value) string
	// ErrorName returns the name of the package variable that an error is the value of, "" where there is none. Nil: there is
	// none.
	ErrorName func(error) string
	// Part says that the values are parts of another one: what goes beyond their length is not worth more than ….
	Part bool
}

// Value prints v, a value of type t, in Go syntax. Pointers that lead back to
// where they come from are printed as "...", and so is what goes beyond the limits.
func (prog Program) Value(v reflect.Value, t types.Type, l Limits) string {
	if l.Bytes == 0 {
		l.Bytes = 1 << 30
	}
	p := &printer{program: prog, limits: l, seen: map[uintptr]bool{}}
	if text, ok := p.tabular(v, t); ok {
		return text
	}
	p.value(v, t, alone, 0)
	return broken(p.out.String(), p.marks, l.Width)
}

type printer struct {
	out     strings.Builder
	marks   []mark
	program Program
	limits  Limits
	cell    bool             // of a table: what a value says is worth more than what it is
	seen    map[uintptr]bool // pointers being printed
}

// full reports whether no more may be printed, and says so once.
func (p *printer) full() bool {
	return p.out.Len() > p.limits.Bytes
}

func (p *printer) text(s string) {
	if p.full() {
		return
	}
	if room := p.limits.Bytes - p.out.Len(); len(s) > room {
		for room > 0 && !utf8.RuneStart(s[room]) {
			room--
		}
		s = s[:max(room, 0)] + p.more()
		p.out.WriteString(s)
		p.limits.Bytes = -1
		return
	}
	p.out.WriteString(s)
}

// more stands for what goes beyond the bytes.
func (p *printer) more() string {
	if p.program.Part {
		return "…"
	}
	return "... (full EXPR shows all)"
}

// value prints v of the static type t.
func (p *printer) value(v reflect.Value, t types.Type, at place, depth int) {
	if p.full() {
		return
	}
	if !v.IsValid() {
		p.text("nil")
		return
	}
	if v.Kind() == reflect.Interface {
		p.dynamic(v, depth)
		return
	}
	if p.known(v, t, at, depth) || p.synchronised(v, t, at, depth) {
		return
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		p.structure(v, t, u, at, depth)
	case *types.Map:
		p.mapping(v, t, u, at, depth)
	case *types.Slice:
		p.slice(v, t, u.Elem(), at, depth)
	case *types.Array:
		p.list(v, t, u.Elem(), at, depth)
	case *types.Pointer:
		p.pointer(v, t, u.Elem(), at, depth)
	case *types.Signature, *types.Chan:
		p.opaque(v, t, at)
	case *types.Basic:
		p.basic(v, t, u, depth)
	default: // an interface, of which the interpreter has kept what it holds
		p.native(v, alone, depth)
	}
}

// dynamic prints what an interface value holds.
func (p *printer) dynamic(v reflect.Value, depth int) {
	if v.IsNil() {
		p.text("nil")
		return
	}
	if v.CanInterface() {
		if t, raw := dyn.Open(dyn.Lift(v.Interface())); t != nil {
			p.value(reflect.ValueOf(raw), t.Go(), alone, depth)
			return
		}
	}
	p.native(v.Elem(), alone, depth)
}

// opaqueStruct reports whether a native struct shows nothing: all its fields
// are unexported.
func (p *printer) opaqueStruct(t types.Type) bool {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || p.program.Types.Interpreted(t) {
		return false
	}
	for i := range s.NumFields() {
		if s.Field(i).Exported() {
			return false
		}
	}
	return true
}

func (p *printer) deep(depth int) bool { return p.limits.Depth > 0 && depth >= p.limits.Depth }

// elided prints {...} in the place of n parts that are too deep, and reports whether it did.
func (p *printer) elided(name string, n, depth int) bool {
	if n == 0 || !p.deep(depth) {
		return false
	}
	p.text(name + "{...}")
	return true
}

// opaque prints a function or channel: by its type, and what there is to tell.
func (p *printer) opaque(v reflect.Value, t types.Type, at place) {
	if v.IsNil() {
		p.null(dyn.TypeName(t), v.Kind(), at)
		return
	}
	p.text(dyn.TypeName(t) + p.about(v))
}

func (p *printer) basic(v reflect.Value, t types.Type, u *types.Basic, depth int) {
	text := ""
	switch {
	case v.Kind() == reflect.String:
		text = p.literal(v.String(), depth)
	case u.Name() == "rune" && v.CanInt() && utf8.ValidRune(rune(v.Int())):
		text = strconv.QuoteRune(rune(v.Int()))
	default:
		text = fmt.Sprint(v)
	}
	if v.Kind() == reflect.UnsafePointer {
		text = fmt.Sprintf("unsafe.Pointer(%#x)", v.Pointer())
	}
	if _, defined := types.Unalias(t).(*types.Named); defined && depth == 0 {
		text = dyn.TypeName(t) + "(" + text + ")"
	}
	p.text(text)
}
