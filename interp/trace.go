package interp

import (
	"errors"
	"go/token"
	"io"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
)

// traces takes what the interpreter writes to standard error. It reports each
// interpreted call that a panic leaves; those lines are kept, by goroutine, for
// whoever catches the panic. Everything else is passed on.
//
// A report names the function, but not the line in it. That is known of the operation that
// has failed and of the calls further out, see guard, and where lowered code has said it, for
// a call of panic. Else it is the one line that calls the function before, or the frame is
// the function itself.
type traces struct {
	out    io.Writer
	engine *engine
	inputs *inputs

	mu     sync.Mutex
	frames map[string]*trace // by goroutine
}

// trace is what is known of a panic that is under way.
type trace struct {
	in    *traces
	list  []Frame // innermost first
	inner string  // the lowered name of the function reported last
	exact bool    // the first frame is there before its function is reported
	known string  // the lowered name of the function of the last frame, where an operation told it
}

const maxFrames = 100

var traceLine = regexp.MustCompile(`^(mrepl_\d+\.go):(\d+):\d+: panic: ` + lower.Package + `\.(\w+)\S*\(\.\.\.\)\n?$`)

// Write takes one line of a trace, or passes p on.
func (t *traces) Write(p []byte) (int, error) {
	m := traceLine.FindSubmatch(p)
	if m == nil {
		return orDiscard(t.out).Write(p)
	}
	u, ok := t.engine.units.Load(string(m[1]))
	if !ok {
		return len(p), nil
	}
	line, _ := strconv.Atoi(string(m[2]))
	t.current().leave(u.(*lower.Unit), line, string(m[3]))
	return len(p), nil
}

// leave notes that a panic leaves a function of the unit, which has a line there.
func (tr *trace) leave(unit *lower.Unit, line int, name string) {
	if tr.exact {
		tr.exact = false
		tr.list[0].Func = unit.SourceName(name)
	} else if tr.known != name {
		if pos, whole := positionOf(unit, line, name, tr.inner); pos.IsValid() && len(tr.list) < maxFrames {
			tr.list = append(tr.list, tr.in.frame(pos, unit.SourceName(name), whole))
		}
	}
	tr.inner, tr.known = name, ""
}

// current returns the trace of the calling goroutine. To find out which one that is takes the longer the deeper its calls are.
func (t *traces) current() *trace {
	id := goroutine()
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.of(id)
}

// of returns the trace of a goroutine.
func (t *traces) of(id string) *trace {
	if t.frames == nil {
		t.frames = map[string]*trace{}
	}
	tr := t.frames[id]
	if tr == nil {
		tr = &trace{in: t}
		t.frames[id] = tr
	}
	return tr
}

// positionOf returns where a function of the unit, which the interpreter takes to
// be at a line, calls inner; or the whole function, where that is not clear.
func positionOf(u *lower.Unit, line int, name, inner string) (pos token.Position, whole bool) {
	source := u.SourceName(name)
	if !inSource(u, name) {
		return token.Position{}, false
	}
	calls, start := u.Calls(line, inner)
	if len(calls) == 1 && calls[0].IsValid() {
		return calls[0], false
	}
	if source == "" {
		return token.Position{}, false
	}
	return start, true
}

// frame makes a frame of a position in a function, or of that of the whole function.
func (t *traces) frame(pos token.Position, function string, whole bool) Frame {
	f := Frame{Pos: load.PositionString(pos), Func: function, Source: t.inputs.line(pos.Filename, pos.Line)}
	if f.Source != "" {
		f.input = pos.Filename
	}
	if whole {
		f.Pos += ": in " + function
	}
	return f
}

// begin notes that the code at pos is about to panic.
func (t *traces) begin(pos token.Position) {
	*t.current() = trace{in: t, list: []Frame{t.frame(pos, "", false)}, exact: true}
}

// inSource reports whether a function of a unit is one of the source, or typed at a prompt.
func inSource(u *lower.Unit, name string) bool {
	return u.SourceName(name) != "" || strings.HasPrefix(name, "snippet__")
}

// fail notes that an operation at pos, in a function of the unit, has failed.
func (tr *trace) fail(u *lower.Unit, name string, pos token.Position) {
	*tr = trace{in: tr.in, list: []Frame{tr.in.frame(pos, u.SourceName(name), false)}, known: name}
}

// pass notes that a panic leaves a call at pos, in a function of the unit. That is not always
// reported: where a function has deferred calls these go on with the panic.
func (tr *trace) pass(u *lower.Unit, name string, pos token.Position) {
	switch {
	case tr.exact:
		tr.exact = false
		tr.list[0].Func = u.SourceName(name)
	case !inSource(u, name):
		return
	case len(tr.list) < maxFrames:
		tr.list = append(tr.list, tr.in.frame(pos, u.SourceName(name), false))
	}
	tr.inner, tr.known = name, name
}

// trace returns the trace of the calling goroutine, which carries out f. The frames that a panic has left know it.
func (t *traces) trace(f *frame) *trace {
	a, ok := f.asActivation()
	if ok && a.trace != nil {
		return a.trace
	}
	tr := t.current()
	if ok {
		a.trace = tr
	}
	return tr
}

// take returns the trace of this goroutine and forgets it.
func (t *traces) take() []Frame {
	id := goroutine()
	t.mu.Lock()
	defer t.mu.Unlock()
	tr := t.frames[id]
	delete(t.frames, id)
	if tr == nil {
		return nil
	}
	return tr.list
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
	frames, before := t.take(), dyn.TakeReplaced()
	v = dyn.Recovered(v)
	if stop, ok := v.(errStop); ok {
		return &StoppedError{stop.error}
	}
	if err, ok := v.(error); ok && strings.HasPrefix(dyn.TypeOf(err), "*states.") {
		return err
	}
	return &PanicError{Value: v, Frames: frames, Stack: debug.Stack(), before: before}
}

// Trace returns the interpreted calls that were under way when err happened,
// innermost first, and the stack of the goroutine as the runtime prints it; nothing
// where err is no panic.
func Trace(err error) (calls []Frame, stack []byte) {
	var p *PanicError
	if !errors.As(err, &p) {
		return nil, nil
	}
	return p.Frames, p.Stack
}
