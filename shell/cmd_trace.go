package shell

import (
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
			"own code first. --all shows those of the machinery too.",
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
	chain, calls, rest := chain(err), s.calls(err), stackOf(err)
	text := inSource.ReplaceAllString(explain(err), "")
	var b strings.Builder
	b.WriteString(text + "\n")
	for _, link := range chain[1:] {
		b.WriteString("  " + link + "\n")
	}
	own, others := ownFrames(rest)
	calls = append(calls, own...)
	for k, call := range calls {
		b.WriteString(fmt.Sprintf("  %-3s %s", heading("at", k), call) + "\n")
	}
	switch {
	case c.Has("--all"):
		for _, frame := range others {
			b.WriteString("      " + frame + "\n")
		}
		calls = append(calls, others...)
	case len(others) > 0:
		fmt.Fprintf(&b, "  %s of the machinery; trace --all shows them\n", count(len(others), "more call"))
	}
	s.view.result("trace", fields{"error": text, "chain": list(chain), "calls": list(calls)}, b.String())
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

// chain tells the type of an error and of what it wraps, outermost first, each with its own words.
func chain(err error) []string {
	var out []string
	var walk func(err error, depth int)
	walk = func(err error, depth int) {
		if err == nil || depth > 20 {
			return
		}
		if _, ok := err.(toldError); !ok {
			text := firstLine(inSource.ReplaceAllString(err.Error(), ""))
			if name := fmt.Sprintf("%T", err); !startsWithAny(name, []string{"*interp.", "dyn.", "*shell.", "*fmt.", "*errors."}) {
				text = name + ": " + text
			}
			out = append(out, strings.Repeat("  ", depth)+text)
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

// calls asks the engine which calls were under way.
func (s *Shell) calls(err error) []string {
	if t, ok := s.engine.(Tracer); ok {
		return t.Trace(err)
	}
	return nil
}

// stackOf returns the calls in the stack of a panic, innermost first, as "function (file:line)".
func stackOf(err error) []string {
	var p *states.PanicError
	if !errors.As(err, &p) {
		return nil
	}
	lines := strings.Split(strings.TrimSpace(string(p.Stack)), "\n")
	var out []string
	for i := 0; i+1 < len(lines); i++ {
		file, found := strings.CutPrefix(lines[i+1], "\t")
		if !found {
			continue
		}
		file, _, _ = strings.Cut(file, " +0x")
		name, _, _ := strings.Cut(strings.TrimPrefix(lines[i], "created by "), " in goroutine")
		if at := strings.LastIndexByte(name, '('); at > 0 {
			name = name[:at]
		}
		out = append(out, name+" ("+file+")")
		i++
	}
	return out
}

// machinery begins the names of functions that are not the user's.
var machinery = []string{
	"runtime.", "runtime/", "panic", "reflect.", "internal/", "github.com/mrepl/mrepl/shell.", "github.com/mrepl/mrepl/states.",
	"github.com/mrepl/mrepl/interp", "github.com/traefik/yaegi/",
}

// ownFrames divides the calls into the user's and others.
func ownFrames(frames []string) (own, others []string) {
	for _, frame := range frames {
		if mine := !startsWithAny(frame, machinery); mine {
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
