package interp

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
)

// PanicError is a panic in interpreted code.
type PanicError struct {
	Value  any
	Frames []string // file:line:col of the interpreted calls under way, innermost first
}

// Error returns the panic as Go prints it, and where it happened.
func (e *PanicError) Error() string {
	text := "panic: " + panicText(e.Value)
	if len(e.Frames) > 0 {
		text = e.Frames[0] + ": " + text
	}
	return text
}

// Unwrap returns the value of the panic if it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

func panicText(v any) string {
	switch v := v.(type) {
	case error:
		return v.Error()
	case fmt.Stringer:
		return v.String()
	case string:
		return v
	}
	return fmt.Sprintf("%v", v)
}

// InternalError is a fault of the interpreter: code that passed the checks and
// could not be run all the same.
type InternalError struct {
	Pos    string // the nearest position in the user's source, or ""
	Detail string // in the words of the machinery, for a report
}

// Error says where, and what can be done about it.
func (e *InternalError) Error() string {
	pos := e.Pos
	if pos == "" {
		pos = "?"
	}
	return pos + ": this code cannot be interpreted: put it into a package marked //mrepl:native, or write it differently"
}

var unitPosition = regexp.MustCompile(`(mrepl_\d+\.go):(\d+)(?::\d+)?`)

// locate finds the first position of a lowered unit in a text, and returns
// what it is in the user's source.
func (e *engine) locate(text string) (string, bool) {
	m := unitPosition.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	u, ok := e.units.Load(m[1])
	if !ok {
		return "", false
	}
	line, _ := strconv.Atoi(m[2])
	pos := u.(*lower.Unit).Position(line)
	if !pos.IsValid() {
		return "", false
	}
	return load.PositionString(pos), true
}

// fault makes an error of a text of the machinery. With MREPL_DEBUG set in the
// environment it also prints the text and the unit.
func (e *engine) fault(u *lower.Unit, detail string) error {
	pos, _ := e.locate(detail)
	if os.Getenv("MREPL_DEBUG") != "" {
		fmt.Fprintf(os.Stderr, "%s\n%s\n", numbered(u.Source), detail)
	}
	return &InternalError{Pos: pos, Detail: detail}
}

// numbered returns source with its line numbers.
func numbered(src string) string {
	lines := strings.Split(src, "\n")
	for i := range lines {
		lines[i] = fmt.Sprintf("%4d  %s", i+1, lines[i])
	}
	return strings.Join(lines, "\n")
}

// goroutine returns the number of the calling goroutine.
func goroutine() string {
	var buf [64]byte
	text := buf[:runtime.Stack(buf[:], false)]
	text = bytes.TrimPrefix(text, []byte("goroutine "))
	id, _, _ := bytes.Cut(text, []byte(" "))
	return string(id)
}
