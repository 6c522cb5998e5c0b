package interp

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"github.com/mrepl/mrepl/interp/dyn"
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

// traces takes what the interpreter writes to standard error. It reports each
// interpreted call that a panic leaves; those lines are kept, by goroutine, for
// whoever catches the panic. Everything else is passed on.
type traces struct {
	out    io.Writer
	engine *engine
	mu     sync.Mutex
	frames map[string][]string // goroutine -> positions
}

var traceLine = regexp.MustCompile(`^mrepl_\d+\.go:\d+:\d+: panic: .*\(\.\.\.\)\n?$`)

// Write takes one line of a trace, or passes p on.
func (t *traces) Write(p []byte) (int, error) {
	if !traceLine.Match(p) {
		return orDiscard(t.out).Write(p)
	}
	pos, ok := t.engine.locate(string(p))
	if !ok {
		return len(p), nil
	}
	id := goroutine()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.frames == nil {
		t.frames = map[string][]string{}
	}
	if list := t.frames[id]; len(list) < maxFrames && (len(list) == 0 || list[len(list)-1] != pos) {
		t.frames[id] = append(list, pos)
	}
	return len(p), nil
}

const maxFrames = 100

// take returns the trace of this goroutine and forgets it.
func (t *traces) take() []string {
	id := goroutine()
	t.mu.Lock()
	defer t.mu.Unlock()
	frames := t.frames[id]
	delete(t.frames, id)
	return frames
}

// recover is recover in interpreted code: the panic is over.
func (t *traces) recover() any {
	v := dyn.Recover()
	if v != nil {
		t.take()
	}
	return v
}

// panicked makes an error of a panic that reached native code.
func (t *traces) panicked(v any) error {
	frames := t.take()
	v = dyn.Recovered(v)
	if err, ok := v.(error); ok && strings.HasPrefix(fmt.Sprintf("%T", v), "*states.") {
		return err
	}
	return &PanicError{Value: v, Frames: frames}
}

// goroutine returns the number of the calling goroutine.
func goroutine() string {
	var buf [64]byte
	text := buf[:runtime.Stack(buf[:], false)]
	text = bytes.TrimPrefix(text, []byte("goroutine "))
	id, _, _ := bytes.Cut(text, []byte(" "))
	return string(id)
}
