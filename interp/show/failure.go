package show

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
)

// chainLimit is how many errors of one chain are printed.
const chainLimit = 50

// failure prints an error: its type and text and, where several lines may be
// printed, what it wraps, each on a line of its own.
func (p *printer) failure(err error, name string, depth int) {
	parts := unwrapped(err)
	p.text(p.headline(err, name, len(parts)))
	if depth > 0 || p.limits.Width == 0 {
		return
	}
	for _, link := range links(parts) {
		p.text("\n" + strings.Repeat("  ", link.depth+1) + p.headline(link.err, dynamicName(link.err), len(unwrapped(link.err))))
	}
}

// dynamicName is the type of an error as source has it.
func dynamicName(err error) string {
	if t, _ := dyn.Open(err); t != nil {
		return dyn.TypeName(t.Go())
	}
	return dyn.TypeOf(err)
}

// A link is an error that another one wraps, depth levels below what the
// outermost one wraps itself.
type link struct {
	err   error
	depth int
}

// links returns what an error with these parts wraps, outermost first, and each
// error once.
func links(parts []error) []link {
	var out []link
	seen := map[error]bool{}
	var walk func(parts []error, depth int)
	walk = func(parts []error, depth int) {
		for _, err := range parts {
			if err == nil || len(out) == chainLimit {
				continue
			}
			if reflect.TypeOf(err).Comparable() && reflect.TypeOf(err).Kind() == reflect.Pointer {
				if seen[err] {
					continue
				}
				seen[err] = true
			}
			out = append(out, link{err, depth})
			walk(unwrapped(err), depth+1)
		}
	}
	walk(parts, 0)
	return out
}

// unwrapped returns what an error wraps itself. One whose Unwrap panics wraps
// nothing.
func unwrapped(err error) (parts []error) {
	defer func() {
		if recover() != nil {
			parts = nil
		}
	}()
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			return []error{inner}
		}
	case interface{ Unwrap() []error }:
		return e.Unwrap()
	}
	return nil
}

// headline is an error in one line, with the name of the variable that it is the value of. The text of one that
// only joins others is theirs.
func (p *printer) headline(err error, name string, parts int) string {
	text := printed("Error", err.Error)
	if parts > 1 && joined(err) == text {
		return fmt.Sprintf("%s of %d errors", name, parts)
	}
	line := name + "(" + strconv.Quote(text) + ")"
	if p.cell {
		line = strconv.Quote(text)
	}
	if p.program.ErrorName != nil {
		if variable := p.program.ErrorName(err); variable != "" {
			line += " (" + variable + ")"
		}
	}
	return line
}

// joined is the text of an error that has none but those of its parts.
func joined(err error) string {
	var lines []string
	for _, part := range unwrapped(err) {
		if part != nil {
			lines = append(lines, printed("Error", part.Error))
		}
	}
	return strings.Join(lines, "\n")
}
