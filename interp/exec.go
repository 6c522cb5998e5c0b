package interp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/states"
)

// ErrNotMain says that a package cannot be executed because it is not a
// program.
var ErrNotMain = errors.New("is not a main package")

// Exec loads a main package and runs it as a program, until main returns.
// The program may also end the process itself, with os.Exit. A panic, in whatever
// goroutine, is printed as Go prints it and ends the process with code 2.
// The errors are those of [Open], and ErrNotMain.
func Exec(ctx context.Context, cfg Config) error {
	if cfg.Registry == nil {
		cfg.Registry = states.Default
	}
	s := newSession(cfg)
	s.exec, s.stdio.exec = true, true
	if err := s.prepare(ctx); err != nil {
		return err
	}
	g := s.pending
	if len(g.prog.Roots) == 0 {
		return fmt.Errorf("%w: no package is named", ErrNotMain)
	}
	main := g.prog.Package(g.prog.Roots[0])
	if main == nil || main.Name != "main" {
		return fmt.Errorf("%s %w", g.prog.Roots[0], ErrNotMain)
	}
	call, err := g.lower.Main(main)
	if err != nil {
		return err
	}
	if _, _, err := s.apply(ctx); err != nil {
		return s.crash(err)
	}
	if _, err := g.evaluate(call); err != nil {
		return s.crash(err)
	}
	return nil
}

// crash prints a panic as Go does and ends the process; other errors come back.
func (s *Session) crash(err error) error {
	var p *PanicError
	if !errors.As(err, &p) {
		return err
	}
	writePanic(s.stderr(), p)
	os.Exit(2)
	return nil
}

// writePanic prints a panic and where it happened.
func writePanic(w io.Writer, p *PanicError) {
	fmt.Fprintf(w, "%s\n\ngoroutine 1 [running]:\n", goPanicTexts(p))
	for _, frame := range p.Frames {
		fmt.Fprintf(w, "\t%s\n", frame.Pos)
	}
	fmt.Fprintf(w, "exit status 2\n")
}

// goPanicTexts prints a panic, after those that it has replaced, as the Go runtime does.
func goPanicTexts(p *PanicError) string {
	list := append(slices.Clone(p.before), dyn.Replaced{Value: p.Value})
	var texts []string
	for i := 0; i < len(list); i++ {
		text := "panic: " + goPanicText(list[i].Value)
		switch {
		case list[i].Recovered && same(list[i].Value, list[i+1].Value):
			text += " [recovered, repanicked]"
			i++
		case list[i].Recovered:
			text += " [recovered]"
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "\n\t")
}

// same reports whether two values are equal, and can be compared.
func same(x, y any) (equal bool) {
	defer func() { equal = recover() == nil && equal }()
	return x == y
}

// goPanicText prints the value of a panic as the Go runtime does.
func goPanicText(v any) string {
	t, raw := dyn.Open(v)
	switch x := v.(type) {
	case error:
		return panicSuffix(x.Error(), v)
	case fmt.Stringer:
		return x.String()
	case string:
		return x
	}
	if t != nil {
		if text, ok := basicText(raw); ok {
			return t.Name + "(" + text + ")"
		}
		return fmt.Sprintf("(%s) %v", t.Name, addressText(raw))
	}
	if text, ok := basicText(v); ok {
		if name := dyn.TypeOf(v); name != "string" {
			return name + "(" + text + ")"
		}
		return text
	}
	return fmt.Sprintf("(%s) %v", dyn.TypeOf(v), addressText(v))
}

// panicSuffix marks run-time errors as Go does.
func panicSuffix(text string, v any) string {
	if strings.Contains(text, "invalid memory address or nil pointer dereference") {
		text += "\n[signal SIGSEGV: segmentation violation]"
	}
	return text
}

func basicText(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return fmt.Sprintf("%q", v), true
	case bool, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, uintptr:
		return fmt.Sprint(v), true
	case float32, float64, complex64, complex128:
		return runtimeText(v), true
	}
	return "", false
}

func addressText(any) string { return "0x0" }
