package show

import (
	"encoding/hex"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// bytes prints bytes as text when they are text, else as Go writes them, in
// hexadecimal; many that are printed by themselves as a dump.
func (p *printer) bytes(b []byte, name string, depth int) {
	if array := strings.HasPrefix(name, "[") && !strings.HasPrefix(name, "[]"); !array && isText(b) {
		p.text(name + "(" + p.literal(string(b), depth) + ")")
		return
	}
	if depth == 0 && len(b) > dumpRow && p.limits.Width >= dumpWidth {
		p.dump(b, name)
		return
	}
	p.open(name)
	for i, c := range b {
		if !p.another(i, len(b)) {
			break
		}
		p.text(fmt.Sprintf("%#02x", c))
	}
	p.closing()
}

// A row of a dump has so many bytes, and is so wide.
const dumpRow, dumpWidth = 16, 78

// dump prints bytes in rows, with their places, and what is text of them.
func (p *printer) dump(b []byte, name string) {
	foot, shown := fmt.Sprintf("%s, %d of them", name, len(b)), b
	if n := (p.limits.Items + dumpRow - 1) / dumpRow * dumpRow; n > 0 && len(b) > n {
		shown = b[:n]
		foot += fmt.Sprintf(", %d shown", n)
	}
	p.text(hex.Dump(shown) + "(" + foot + ")")
}

// literal is quoted, and several lines as such where a text is printed by itself.
func (p *printer) literal(s string, depth int) string {
	if depth > 0 || p.limits.Width == 0 || !strings.Contains(strings.TrimSuffix(s, "\n"), "\n") {
		return quoted(s)
	}
	for line := range strings.Lines(s) {
		if !strconv.CanBackquote(strings.TrimSuffix(line, "\n")) {
			return quoted(s)
		}
	}
	return "`" + s + "`"
}

// quoted is a text as source has it: between backquotes where that saves what stands between quotes, as JSON is
// full of.
func quoted(s string) string {
	plain := strings.Contains(s, `"`) && strconv.CanBackquote(s) &&
		!strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
	if plain {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// isText reports whether bytes are something to read.
func isText(b []byte) bool {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 || !unicode.IsPrint(r) && r != '\n' && r != '\r' && r != '\t' {
			return false
		}
		b = b[size:]
	}
	return true
}

// arrayBytes returns the elements of a slice or array of bytes.
func arrayBytes(v reflect.Value) []byte {
	if v.Kind() == reflect.Slice {
		return v.Bytes()
	}
	b := make([]byte, v.Len())
	for i := range b {
		b[i] = byte(v.Index(i).Uint())
	}
	return b
}
