package interp

import (
	"bytes"
	"fmt"
	"go/types"
	"os"
	"reflect"
	"regexp"
	"runtime"
	"strconv"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/interp/show"
)

// PanicError is a panic in interpreted code.
type PanicError struct {
	Value  any
	Frames []Frame // the interpreted calls under way, innermost first
	Stack  []byte  // of the goroutine, the interpreter's own calls among the others

	before []dyn.Replaced
}

// Frame is an interpreted call under way.
type Frame struct {
	Pos    string // file:line:col, or that of the function and ": in NAME" where the line is not known
	Func   string // the function, as pkg.Name; "" for what was typed at the prompt
	Source string // the line of what was typed at the prompt, else ""
	input  string // the name of that
}

// String returns the position and the function.
func (f Frame) String() string {
	if f.Func == "" || strings.Contains(f.Pos, ": in ") {
		return f.Pos
	}
	return f.Pos + ": in " + f.Func
}

// Error returns the panic as Go prints it, and where it happened.
func (e *PanicError) Error() string {
	text := "panic: " + panicText(e.Value)
	if len(e.Frames) == 0 {
		return text
	}
	at, outer := e.Frames[0], e.Frames[len(e.Frames)-1]
	if at.input != "" && outer.input != "" && at.input != outer.input {
		return outer.Pos + ": " + text + ", in " + at.Func + ", which was typed before" // where the call is in what was typed now
	}
	return at.Pos + ": " + text
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
	if t, raw := dyn.Open(v); t != nil {
		return panicValue(reflect.ValueOf(raw), t.Go(), t.Interpreted)
	}
	return panicValue(reflect.ValueOf(&v).Elem(), types.Universe.Lookup("any").Type(), func(types.Type) bool { return false })
}

// panicValue prints a value that is neither text nor an error, with its type. It calls no methods
// of interpreted types: those may wait for what the code that panics has locked.
func panicValue(v reflect.Value, t types.Type, interpreted func(types.Type) bool) string {
	return show.Program{Types: dyn.NewTable(interpreted)}.Value(v, t, panicLimits)
}

// panicLimits bound what is printed of a value that code panicked with.
var panicLimits = show.Limits{Depth: 3, Items: 10, Bytes: 1000}

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

// panicAt panics with v on behalf of a call of panic at a place: compiled code that recovers
// gets v itself, and not what the interpreter would make of it.
func (g *generation) panicAt(mark string, v any) any {
	g.engine.traces.begin(g.lower.Mark(mark))
	panic(v)
}
