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

	"github.com/mrepl/mrepl/interp/dyn"
)

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
