// Package show prints the values of a running program in Go syntax, by the
// types that the source gives them.
package show

import (
	"bytes"
	"fmt"
	"go/types"
	"os"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode"
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

// A place is where a value stands, which says what of its type has to be told.
type place int

const (
	alone   place = iota // by itself, or in an interface: all
	inField              // in a field, whose type is known: a nil is just nil
	inList               // in a list or map: what the elements are is said before them, as gofmt -s has it
)

// head is what a composite value at a place begins with.
func (at place) head(name string) string {
	if at == inList {
		return ""
	}
	return name
}

// null prints the nil of a type.
func (p *printer) null(name string, kind reflect.Kind, at place) {
	switch {
	case at != alone:
		p.text("nil")
	case kind == reflect.Slice || kind == reflect.Map:
		p.text(name + "(nil)")
	default:
		p.text("(" + name + ")(nil)")
	}
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

// known prints values that say more in another form than their Go syntax: errors,
// times, durations and numbers that print themselves.
func (p *printer) known(v reflect.Value, t types.Type, at place, depth int) bool {
	if v.Type() == reflect.TypeFor[time.Duration]() { // which may be a field that is not exported
		p.text(time.Duration(v.Int()).String())
		return true
	}
	if !v.CanInterface() || v.Kind() == reflect.Pointer && v.IsNil() {
		return false
	}
	x := v.Interface()
	switch x := x.(type) {
	case time.Time:
		p.text(p.moment(x))
		return true
	case *os.File:
		p.text(fmt.Sprintf("*os.File(%q)", x.Name()))
		return true
	}
	box := x
	if dt := p.program.Types.Lookup(t); dt != nil && p.program.Types.Interpreted(t) {
		box = dyn.Box(dt, x)
	}
	switch x := box.(type) {
	case error:
		p.failure(x, dyn.TypeName(t), depth)
		return true
	case fmt.Stringer:
		if p.cell || v.Kind() != reflect.Struct && v.Kind() != reflect.Pointer || p.opaqueStruct(t) {
			p.text(p.named(dyn.TypeName(t), v, at, depth, printed("String", x.String)))
			return true
		}
	}
	return false
}

// moment is a time as people read it. The zero one is none.
func (p *printer) moment(t time.Time) string {
	switch {
	case t.IsZero() && p.cell:
		return "-"
	case t.IsZero():
		return "time.Time{}"
	case p.cell:
		return t.Format("2006-01-02 15:04:05 -07:00")
	}
	return t.Format("2006-01-02 15:04:05.999999999 -07:00")
}

// printed calls a method that gives text; a panic in it is printed as such.
func printed(name string, method func() string) (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprintf("(panic in %s: %v)", name, r)
		}
	}()
	return method()
}

// named prints a value that has a text of its own: with its type by itself, in an interface, and where it is what
// a pointer leads to, else only the text.
func (p *printer) named(name string, v reflect.Value, at place, depth int, text string) string {
	bare := p.cell || at != alone && depth > 0 && v.Kind() != reflect.Pointer
	switch {
	case v.CanInterface() && isBuffer(v.Interface()):
		text = quoted(text)
	case text == "" || strings.ContainsFunc(text, unicode.IsControl) || bare && strings.ContainsAny(text, "{},\"`"):
		text = strconv.Quote(text)
	}
	if bare {
		return text
	}
	return name + "(" + text + ")"
}

// isBuffer reports whether a value is what text is written to, which says nothing but that.
func isBuffer(x any) bool {
	switch x.(type) {
	case *bytes.Buffer, *strings.Builder:
		return true
	}
	return false
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
