package interp_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/interp"
)

func TestValueBefore(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect(
		"__", "error: prompt:1:1: undefined: __",
		"1", "1",
		"__", "error: prompt:1:1: undefined: __",
		`"two"`, `"two"`,
		"__", "1",
		"_ + 1", "2",
		"__ + _", "3",
		"x := _", "",
		"_ * 10 + __", "32",
		"_ + \"a\"", `error: prompt:1:1: invalid operation: _ + "a" (mismatched types int and untyped string)`,
		"f := func(__ int) int { return __ }\nf(4)", "4",
		"__ := 7", "",
		"__ + _", "11",
	)
}

func TestLastError(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect("err", "nil", "err == nil", "true")
	failed := fmt.Errorf("opening: %w", &fs.PathError{Op: "open", Path: "/x", Err: fs.ErrNotExist})
	if !m.session.Remember(failed) {
		t.Error("it keeps no error")
	}
	m.expect(
		"errors.Is(err, os.ErrNotExist)", "true",
		"var pe *fs.PathError\nerrors.As(err, &pe)", "true",
		"pe.Path", `"/x"`,
		"err.Error()", `"opening: open /x: file does not exist"`,
	)
	_, problem := m.session.Eval(context.Background(), "no such")
	if m.session.Remember(problem) {
		t.Error("it keeps what says that the text is wrong")
	}
	m.expect("err != nil", "true")
	m.session.Remember(errors.New("another"))
	m.expect("err", `*errors.errorString("another")`)
	m.expect("err := 3", "", "err + 1", "4") // a name like any other
}

// TestValuesWithError holds that what a call returns beside an error is not lost.
func TestValuesWithError(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect("func half() (int, error) { return 3, io.ErrUnexpectedEOF }", "")
	values, err := m.session.Eval(context.Background(), "half()")
	if len(values) != 1 || values[0].Interface() != 3 || err == nil || err.Error() != "unexpected EOF" {
		t.Errorf("got %v, %v", values, err)
	}
	m.expect("_", "3")
}

func TestPanicValues(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect(
		"type P struct { A int; B []byte }", "",
		`panic(P{1, []byte("x")})`, `error: prompt:1: panic: P{A: 1, B: []byte("x")}`,
		"type Q struct{ a int; P }", "",
		"panic(Q{a: 1})", "error: prompt:1: panic: Q{a: 1, P: P{A: 0, B: nil}}",
		"panic(&P{})", "error: prompt:1: panic: &P{A: 0, B: nil}",
		"panic(url.URL{Host: \"h\"}.Host)", "error: prompt:1: panic: h",
		"panic([]int{1})", "error: prompt:1: panic: []int{1}",
		"panic(fmt.Errorf(\"a: %w\", io.EOF))", "error: prompt:1: panic: a: EOF",
	)
	_, err := m.session.Eval(context.Background(), "panic(1)")
	var p *interp.PanicError
	if !errors.As(err, &p) || len(p.Stack) == 0 {
		t.Errorf("%v has no stack", err)
	}
}

// TestTraceShowsWhatWasTyped holds that a trace has the line of each input that it leads
// through, the function that was typed before and the call of it, and none of the program's.
func TestTraceShowsWhatWasTyped(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect("func inner(n int) {\n\tpanic(n)\n}", "", "func outer() { inner(7) }", "")
	_, err := m.session.Eval(context.Background(), "_ = 1; outer()")
	same(t, "error", m.text(err), "prompt:1: panic: 7, in inner, which was typed before")
	frames, _ := interp.Trace(err)
	var lines []string
	for _, f := range frames {
		lines = append(lines, f.Func+"|"+f.Source)
	}
	same(t, "frames", strings.Join(lines, "\n"), "inner|panic(n)\nouter|func outer() { inner(7) }\n|_ = 1; outer()")
	_, err = m.session.Eval(context.Background(), "main.Divide(1, 0)")
	if frames, _ = interp.Trace(err); len(frames) > 0 && frames[0].Source != "" {
		t.Errorf("a frame of the program has the line %q", frames[0].Source)
	}
}
