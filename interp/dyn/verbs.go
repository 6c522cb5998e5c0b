package dyn

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// Package fmt asks no value how it is printed by %T and %p. In a format these are
// exchanged, where their argument is a box, for verbs that no format has, by which the
// box is asked.
const (
	typeVerb    = '\U0010fffe'
	pointerVerb = '\U0010ffff'
)

// Format returns a format for functions like fmt.Printf that has boxes print their
// types and pointers.
func Format(format string, args []any) string {
	if !strings.ContainsAny(format, "Tp") || !slices.ContainsFunc(args, isBox) {
		return format
	}
	out, last := "", 0
	for v := range verbsOf(format) {
		if v.arg < 0 || v.arg >= len(args) || !isBox(args[v.arg]) {
			continue
		}
		switch format[v.at] {
		case 'T':
			out += format[last:v.at] + string(typeVerb)
		case 'p':
			out += format[last:v.at] + string(pointerVerb)
		default:
			continue
		}
		last = v.at + 1
	}
	return out + format[last:]
}

func isBox(x any) bool { _, ok := x.(boxed); return ok }

// formatVerb is a verb of a format: where it is, and the argument that it prints, or -1.
type formatVerb struct{ at, arg int }

// verbsOf finds the verbs of a format, and counts arguments as fmt does.
func verbsOf(format string) func(yield func(formatVerb) bool) {
	return func(yield func(formatVerb) bool) {
		s := verbScanner{format: format}
		for s.next() {
			s.flags("#0+- ")
			s.number()
			if s.skip(".") {
				s.number()
			}
			s.index()
			if s.at >= len(format) {
				return
			}
			v := formatVerb{s.at, -1}
			if format[s.at] != '%' {
				v.arg = s.arg
				s.arg++
			}
			_, size := utf8.DecodeRuneInString(format[s.at:])
			s.at += size
			if !yield(v) {
				return
			}
		}
	}
}

// verbScanner reads a format.
type verbScanner struct {
	format string
	at     int
	arg    int // the argument that is next
}

// next goes behind the next percent sign, if there is one.
func (s *verbScanner) next() bool {
	i := strings.IndexByte(s.format[min(s.at, len(s.format)):], '%')
	s.at += i + 1
	return i >= 0
}

// flags goes behind what is of these characters.
func (s *verbScanner) flags(of string) {
	for s.skip(of) {
	}
}

// skip goes behind one of these characters, if it is there.
func (s *verbScanner) skip(of string) bool {
	if s.at < len(s.format) && strings.IndexByte(of, s.format[s.at]) >= 0 {
		s.at++
		return true
	}
	return false
}

// number reads a width or a precision, which may be an argument.
func (s *verbScanner) number() {
	s.index()
	if s.skip("*") {
		s.arg++
		return
	}
	s.flags("0123456789")
}

// index reads the number of an argument in brackets.
func (s *verbScanner) index() {
	if s.at >= len(s.format) || s.format[s.at] != '[' {
		return
	}
	n, digits := 0, 0
	for _, c := range s.format[s.at+1:] {
		if c == ']' {
			s.at += digits + 2
			s.arg = n - 1
			return
		}
		if c < '0' || c > '9' || n > 1e6 {
			return
		}
		n, digits = n*10+int(c-'0'), digits+1
	}
}

// formatExchanged prints a box for the verbs of Format.
func formatExchanged(s fmt.State, verb rune, b value) {
	switch reflect.ValueOf(b.v).Kind() {
	case reflect.Chan, reflect.Func, reflect.Map, reflect.Pointer, reflect.Slice, reflect.UnsafePointer:
		if verb == pointerVerb {
			fmt.Fprintf(s, fmt.FormatString(s, 'p'), b.v)
			return
		}
	}
	if verb == typeVerb {
		fmt.Fprintf(s, fmt.FormatString(s, 's'), b.t.Name)
		return
	}
	io.WriteString(s, "%!p("+b.t.Name+"=")
	p := printer{state: s, verb: 'v', table: b.t.table, hidden: true} // no methods are called
	p.value(reflect.ValueOf(b.v), b.t.Go(), 0)
	io.WriteString(s, ")")
}
