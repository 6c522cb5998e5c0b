package interp

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
)

// debugStack is debug.Stack.
func (e *engine) debugStack() []byte {
	return e.written(e.stack(math.MaxInt), linesOf(string(debug.Stack()), "runtime/debug.Stack"))
}

// printStack is debug.PrintStack.
func (e *engine) printStack() {
	pc := reflect.ValueOf(debug.PrintStack).Pointer()
	file, line := runtime.FuncForPC(pc).FileLine(pc)
	head := linesOf(string(debug.Stack()), "runtime/debug.Stack") + fmt.Sprintf("runtime/debug.PrintStack()\n\t%s:%d\n", file, line+1)
	_, _ = e.stderr.Write(e.written(e.stack(math.MaxInt), head))
}

// stackText is runtime.Stack.
func (e *engine) stackText(buf []byte, all bool) int {
	text := e.written(e.stack(math.MaxInt), "")
	if !all {
		return copy(buf, text)
	}
	native := make([]byte, 1<<16)
	n := runtime.Stack(native, true)
	for n == len(native) {
		native = make([]byte, 4*len(native))
		n = runtime.Stack(native, true)
	}
	for _, block := range strings.Split(string(native[:n]), "\n\n")[1:] {
		text = append(append(text, '\n'), e.translated(block)...)
	}
	return copy(buf, text)
}

// linesOf returns the lines of a function in the text of a stack.
func linesOf(text, function string) string {
	_, rest, _ := strings.Cut(text, "\n"+function+"(")
	first, rest, _ := strings.Cut(rest, "\n")
	second, _, _ := strings.Cut(rest, "\n")
	return function + "(" + first + "\n" + second + "\n"
}

// written writes calls as the runtime does, after the head.
func (e *engine) written(calls []uintptr, head string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "goroutine %s [running]:\n%s", goroutine(), head)
	for _, pc := range calls {
		f := e.frame(pc)
		if f.Function != "runtime.main" && f.Function != "runtime.goexit" {
			writeFrame(&b, f, e.bare(pc))
		}
	}
	return b.Bytes()
}

// writeFrame writes a call as the runtime does one that has no arguments, or whose arguments it does not know.
func writeFrame(b *bytes.Buffer, f runtime.Frame, bare bool) {
	name := f.Function
	if name == "runtime.gopanic" {
		name = "panic"
	}
	args := "..."
	if bare {
		args = ""
	}
	fmt.Fprintf(b, "%s(%s)\n\t%s:%d\n", name, args, f.File, f.Line)
}

var (
	stackLine = regexp.MustCompile(`^(\S.*)\(.*\)$`)
	spellers  = sync.OnceValue(func() map[string]byte {
		m := map[string]byte{}
		for entry, digit := range digits() {
			m[runtime.FuncForPC(entry).Name()] = digit
		}
		return m
	})
)

// translated translates the text of the stack of another goroutine.
func (e *engine) translated(block string) string {
	lines := strings.SplitAfter(block+"\n", "\n")
	var b bytes.Buffer
	b.WriteString(lines[0])
	w := stackWalk{sites: &e.sites}
	last := ""
	for i := 1; i+1 < len(lines); i += 2 {
		m := stackLine.FindStringSubmatch(strings.TrimSuffix(lines[i], "\n"))
		if m == nil {
			if by, ok := strings.CutPrefix(lines[i], "created by "); !ok {
				i-- // it is said how many calls were left out
			} else if roleOf(by) == shown {
				last = lines[i] + lines[i+1]
			}
			continue
		}
		p := place{role: roleOf(m[1]), fails: failures[m[1]]}
		if digit, ok := spellers()[m[1]]; ok {
			p = place{role: mark, digit: digit}
		}
		w.add(stackCall{place: p, text: lines[i] + lines[i+1]})
	}
	for _, c := range w.end() {
		if c.text != "" {
			b.WriteString(c.text)
		} else {
			writeFrame(&b, e.frame(c.pc), e.bare(c.pc))
		}
	}
	b.WriteString(last)
	return b.String()
}
