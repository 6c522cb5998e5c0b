package dyn

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// Package fmt asks no value how it is printed by %T and %p, nor by %w where it is no error that is wrapped. In a format
// these are exchanged, where their argument is a box, for verbs that no format has, by which the
// box is asked.
const (
	typeVerb    = '\U0010fffe'
	pointerVerb = '\U0010ffff'
	wrapVerb    = '\U0010fffd'
)

// Format returns a format for functions like fmt.Printf that has boxes print what the values in them print.
func Format(format string, args []any) string { return formatFor(format, args, false) }

// ErrorFormat is Format for fmt.Errorf, which wraps errors.
func ErrorFormat(format string, args []any) string { return formatFor(format, args, true) }

func formatFor(format string, args []any, wraps bool) string {
	if !slices.ContainsFunc(args, isBox) {
		return format
	}
	w := formatWriter{verbScanner: verbScanner{format: format}, args: args}
	for w.verb() {
		if w.verbArg < 0 || w.verbArg >= len(args) || !isBox(args[w.verbArg]) {
			continue
		}
		switch _, failure := args[w.verbArg].(error); {
		case format[w.verbAt] == 'T':
			w.exchange(typeVerb)
		case format[w.verbAt] == 'p':
			w.exchange(pointerVerb)
		case format[w.verbAt] == 'w' && !(wraps && failure):
			w.exchange(wrapVerb)
		}
	}
	if !w.reordered && w.arg < len(args) && (w.starred || slices.ContainsFunc(args[w.arg:], isBox)) {
		w.extra()
	}
	return w.out + format[w.last:]
}

func isBox(x any) bool { _, ok := x.(boxed); return ok }

// formatWriter writes a format anew.
type formatWriter struct {
	verbScanner
	args    []any
	out     string // instead of the format up to last
	last    int
	starred bool // widths and precisions that are arguments were replaced

	verbAt, verbArg int // the last verb, and the argument that it prints, or -1
}

// replace writes text in place of what is there from a place to where the scanner is.
func (w *formatWriter) replace(from int, text string) {
	w.out += w.format[w.last:from] + text
	w.last = w.at
}

// exchange writes another verb in place of the last one.
func (w *formatWriter) exchange(verb rune) { w.replace(w.verbAt, string(verb)) }

// tell tells fmt which argument is the next.
func (w *formatWriter) tell() { w.replace(w.at, fmt.Sprintf("[%d]", w.arg+1)) }

// verb goes behind the next verb, if there is one.
func (w *formatWriter) verb() bool {
	if !w.next() {
		return false
	}
	w.flags("#0+- ")
	lost := w.number(false)
	if w.skip(".") {
		lost = w.number(lost)
	}
	at := w.at
	w.index()
	if w.at >= len(w.format) {
		return false
	}
	if lost && at == w.at && w.format[w.at] != '%' {
		w.tell()
	}
	w.verbAt, w.verbArg = w.at, -1
	if w.format[w.at] != '%' {
		w.verbArg = w.arg
		w.arg++
	}
	_, size := utf8.DecodeRuneInString(w.format[w.at:])
	w.at += size
	return true
}

// number reads a width or a precision, which may be an argument. fmt looks for integers of all types there, but
// not in boxes, so that these are written into the format. It reports whether fmt is to be told afterwards which argument
// is the next, as it is where that is so before.
func (w *formatWriter) number(lost bool) bool {
	from := w.at
	w.index()
	lost = lost && from == w.at
	if w.at >= len(w.format) || w.format[w.at] != '*' {
		w.flags("0123456789")
		return lost
	}
	n, boxed := w.width()
	if lost && !boxed {
		w.tell()
	}
	w.at++
	w.arg++
	if !boxed {
		return false
	}
	w.replace(from, fmt.Sprint(n))
	w.starred = true
	return true
}

// width returns the next argument, if it is a box with a width.
func (w *formatWriter) width() (n int64, ok bool) {
	if w.arg < 0 || w.arg >= len(w.args) || !isBox(w.args[w.arg]) {
		return 0, false
	}
	return widthOf(Raw(w.args[w.arg]))
}

// widthOf returns an integer that may be a width.
func widthOf(x any) (n int64, ok bool) {
	const most = 1e6
	switch v := reflect.ValueOf(x); {
	case v.CanInt() && -most <= v.Int() && v.Int() <= most:
		return v.Int(), true
	case v.CanUint() && v.Uint() <= most:
		return int64(v.Uint()), true
	}
	return 0, false
}

// extra writes what fmt does of arguments that no verb prints.
func (w *formatWriter) extra() {
	w.out += w.format[w.last:] + "%%!(EXTRA "
	w.last = len(w.format)
	for i := w.arg; i < len(w.args); i++ {
		if i > w.arg {
			w.out += ", "
		}
		switch {
		case w.args[i] == nil:
			w.out += fmt.Sprintf("%%[%d]v", i+1)
		case isBox(w.args[i]):
			w.out += fmt.Sprintf("%%[%d]%c=%%[%[1]d]v", i+1, typeVerb)
		default:
			w.out += fmt.Sprintf("%%[%d]T=%%[%[1]d]v", i+1)
		}
	}
	w.out += ")"
}

// Operands returns arguments for functions like fmt.Print, which have blanks between those that are no strings: a box is
// none.
func Operands(args []any) []any {
	texts := slices.IndexFunc(args, isText)
	if texts < 0 {
		return args
	}
	out := slices.Clone(args)
	for i, x := range out[texts:] {
		if isText(x) {
			out[texts+i] = fmt.Sprint(x)
		}
	}
	return out
}

// isText reports whether x is a box with a string.
func isText(x any) bool {
	_, v := Open(x)
	return isBox(x) && reflect.ValueOf(v).Kind() == reflect.String
}

// verbScanner reads a format.
type verbScanner struct {
	format string
	at     int
	arg    int // the argument that is next

	reordered bool // there are numbers of arguments
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

// index reads the number of an argument in brackets.
func (s *verbScanner) index() {
	if s.at >= len(s.format) || s.format[s.at] != '[' {
		return
	}
	s.reordered = true
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
	p := printer{state: s, verb: 'p', table: b.t.table}
	if verb == wrapVerb {
		p.verb = 'w'
	}
	p.bad(reflect.ValueOf(b.v), b.t.Go())
}
