package interp

import (
	"context"
	"testing"

	"github.com/mrepl/mrepl/states"
)

// TestFramesAreAsDescribed holds that this interpreter's frames, and this Go's values, are made as calls need it that are
// carried out here: else all would be slow, and nobody notice.
func TestFramesAreAsDescribed(t *testing.T) {
	t.Parallel()
	w, ok := wrapped()
	if !ok || !framesKnown() {
		t.Fatalf("wrappers %v, frames %v", ok, framesKnown())
	}
	for _, held := range w.held {
		if held.frame > 0 {
			return
		}
	}
	t.Error("the frame of a literal is not found")
}

// TestCallsTakeLittleMemory holds that calls use frames again, those of declared functions and of literals.
func TestCallsTakeLittleMemory(t *testing.T) {
	s, err := Open(context.Background(), Config{Registry: states.NewRegistry()})
	if err != nil {
		t.Fatal(err)
	}
	eval := func(src string) {
		if _, err := s.Eval(context.Background(), src); err != nil {
			t.Fatal(err)
		}
	}
	eval("func add(a, b int) int { return a + b }")
	eval("func twice(f func(int) int, n int) int { return f(f(n)) }")
	for call, most := range map[string]float64{"n = add(n, i)": 3, "n = add(add(n, 1), i) & 0xff": 6, "n = twice(plus, n)": 10} { // 7, 13 and 37 by the interpreter

		run := func(times string) float64 {
			return testing.AllocsPerRun(1, func() {
				eval("func() { k := 3; plus := func(n int) int { return n + k }; n := 0; for i := 0; i < " + times + "; i++ { " + call + " }; _, _ = n, plus }()")
			})
		}
		if allocs := (run("20000") - run("10000")) / 10000; allocs > most {
			t.Errorf("%s: %.1f allocations each time", call, allocs)
		}
	}
}

// TestPanicLeavesManyCalls holds that the time of a panic grows with the number of calls that it leaves, and not with the square of
// that: which would be minutes here.
func TestPanicLeavesManyCalls(t *testing.T) {
	t.Parallel()
	s, err := Open(context.Background(), Config{Registry: states.NewRegistry()})
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range []string{
		"func falls(n int) int { if n == 0 { panic(7) }; return falls(n-1) + 1 }",
		"func caught(n int) (v any) { defer func() { v = recover() }(); falls(n); return nil }",
	} {
		if _, err := s.Eval(context.Background(), src); err != nil {
			t.Fatal(err)
		}
	}
	values, err := s.Eval(context.Background(), "caught(20000)")
	if err != nil || len(values) != 1 || values[0].Interface() != 7 {
		t.Errorf("%v, %v", values, err)
	}
}
