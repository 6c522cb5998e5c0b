package shell

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/mrepl/mrepl/states"
)

var tracing = table{
	"trace": {
		Group: Looking, Args: "[STATE]",
		Summary: "show where the last error came from, or that of a state",
		Detail: "It shows the error, what each part of it wraps, and for a panic the calls that were under way, those of your " +
			"own code first. --all shows those of the machinery too. The same error is err in Go. A line that did not run, " +
			"because it is no command or does not compile, leaves both as they are.",
		Flags:    []Flag{{[]string{"--all"}, "the whole stack"}},
		Complete: failedStates, Run: trace,
	},
}

func failedStates(c *Call) []Completion {
	return c.stateNames(func(i states.Info) bool { return i.Err != nil })
}

func trace(_ context.Context, c *Call) error {
	if err := c.needs(0, 1); err != nil {
		return err
	}
	s := c.Shell
	err := s.lastErr
	if len(c.words) == 1 {
		info, failed := s.pickOne(c.words[0].text)
		if failed != nil {
			return failed
		}
		err = info.Err
	}
	if err == nil {
		s.view.result("trace", fields{"chain": []string{}, "calls": []string{}}, "there was no error")
		return nil
	}
	text := inSource.ReplaceAllString(explain(err), "")
	links := s.chain(err, text)
	calls, others := s.calls(err)
	var b strings.Builder
	b.WriteString(text + "\n")
	for _, link := range links {
		b.WriteString("  " + link + "\n")
	}
	shown := squeezed(calls)
	for k, call := range shown {
		b.WriteString(fmt.Sprintf("  %-3s %s", heading("at", k), call.Pos) + "\n")
		if call.Source != "" && (k == 0 || call.Source != shown[k-1].Source) {
			b.WriteString("        " + newPalette(s.cfg.ColorOut).dim.Sprint(call.Source) + "\n")
		}
	}
	switch {
	case c.Has("--all"):
		for _, frame := range squeezed(others) {
			b.WriteString("      " + frame.Pos + "\n")
		}
		calls = append(calls, others...)
	case len(others) > 0:
		fmt.Fprintf(&b, "  %s of the machinery; trace --all shows them\n", count(len(others), "more call"))
	}
	s.view.result("trace", fields{"error": text, "chain": list(links), "calls": positions(calls)}, b.String())
	return nil
}

// pickOne returns the info of one state.
func (s *Shell) pickOne(name string) (states.Info, error) {
	full, err := s.registry.Resolve(name)
	if err != nil {
		return states.Info{}, err
	}
	return s.registry.Info(states.Name(full))
}

// chain tells the type of an error, whose text is shown already, and of what it wraps, outermost first: each that has a name or a
// type which tells anything, or a text that was not shown. What has a name, as io.EOF, is called by that.
func (s *Shell) chain(err error, shown string) []string {
	var out []string
	told := shown
	var walk func(err error, depth int)
	walk = func(err error, depth int) {
		if err == nil || len(out) > 50 {
			return
		}
		text := inSource.ReplaceAllString(explain(err), "")
		link := cmp.Or(s.errorName(err), errorType(err))
		switch {
		case !strings.Contains(told, text):
			told += "\n" + text
			fallthrough
		case link != "" && text != shown:
			link = strings.TrimPrefix(link+": "+strings.ReplaceAll(text, "\n", "; "), ": ")
		}
		if _, wrapper := err.(toldError); link != "" && !wrapper {
			out = append(out, strings.Repeat("  ", depth)+link)
			depth++
		}
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			walk(e.Unwrap(), depth)
		case interface{ Unwrap() []error }:
			for _, part := range e.Unwrap() {
				walk(part, depth)
			}
		}
	}
	walk(err, 0)
	return out
}

// errorName returns the package variable that holds an error, "" where none is known.
func (s *Shell) errorName(err error) string {
	if n, ok := s.engine.(ErrorNamer); ok {
		return n.ErrorName(err)
	}
	return ""
}

// errorType names the type of an error, "" where it is the machinery's.
func errorType(err error) string {
	name := fmt.Sprintf("%T", err)
	if own, ok := err.(interface{ TypeName() string }); ok {
		name = own.TypeName()
	}
	if startsWithAny(name, []string{"*interp.", "dyn.", "*shell.", "shell.", "*fmt.", "*errors.", "*states.", "*load.", "load.", "runtime."}) {
		return ""
	}
	return name
}

// positions returns where the calls were.
func positions(calls []Frame) []string {
	out := make([]string, len(calls))
	for i, call := range calls {
		out[i] = call.Pos
	}
	return out
}

// calls returns the calls that were under way, the user's and the others, each innermost first.
func (s *Shell) calls(err error) (own, others []Frame) {
	var stack []byte
	if t, ok := s.engine.(Tracer); ok {
		own, stack = t.Trace(err)
	}
	var p *states.PanicError
	if stack == nil && errors.As(err, &p) {
		stack = p.Stack
	}
	mine, others := ownFrames(stackOf(stack))
	return append(own, mine...), others
}

// squeezed writes a call that stands there several times in a row once, with their number.
func squeezed(calls []Frame) []Frame {
	var out []Frame
	for i := 0; i < len(calls); {
		n := 1
		for i+n < len(calls) && calls[i+n] == calls[i] {
			n++
		}
		call := calls[i]
		if n > 1 {
			call.Pos += fmt.Sprintf(" (%s)", times(n))
		}
		out = append(out, call)
		i += n
	}
	return out
}

// stackOf returns the calls in a stack that the runtime has printed, innermost first, as "function (file:line)".
func stackOf(stack []byte) []Frame {
	lines := strings.Split(strings.TrimSpace(string(stack)), "\n")
	var out []Frame
	for i := 0; i+1 < len(lines); i++ {
		file, found := strings.CutPrefix(lines[i+1], "\t")
		if !found {
			continue
		}
		file, _, _ = strings.Cut(file, " +0x")
		name, created := strings.CutPrefix(lines[i], "created by ")
		if created {
			name, _, _ = strings.Cut(name, " in goroutine")
		} else if at := strings.LastIndexByte(name, '('); at > 0 {
			name = name[:at] // the arguments
		}
		out = append(out, Frame{Pos: name + " (" + file + ")"})
		i++
	}
	return out
}

// machinery begins the names of functions that are not the user's.
var machinery = []string{
	"runtime.", "runtime/", "panic", "reflect.", "internal/", "github.com/mrepl/mrepl/shell.", "github.com/mrepl/mrepl/states.",
	"github.com/mrepl/mrepl/interp", "github.com/mrepl/mrepl/cmd/mrepl/app.", "github.com/traefik/yaegi/", "main.main (",
}

// ownFrames divides the calls into the user's and others.
func ownFrames(frames []Frame) (own, others []Frame) {
	for _, frame := range frames {
		if !startsWithAny(frame.Pos, machinery) {
			own = append(own, frame)
		} else {
			others = append(others, frame)
		}
	}
	return own, others
}

func startsWithAny(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
