package interp_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/interp"
)

// TestFramesOfAFault holds that the line of an operation that fails is known, and the lines
// of all calls that led to it: the second of two calls of one function, a call through an
// interface, a function that compiled code calls, and functions with deferred calls.
func TestFramesOfAFault(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import "sort"

type list struct{ items []int }

func (l *list) get(i int) int {
	i++
	return l.items[i]
}

type getter interface{ get(int) int }

func twice(g getter, n int) int {
	defer func() {}()
	total := g.get(n - 5)
	total += g.get(n)
	return total
}

func Run() {
	l := &list{[]int{1, 2, 3}}
	sort.Slice(l.items, func(i, j int) bool {
		twice(l, 5)
		return twice(l, 7) > 0
	})
}

func main() {}
`)
	_, err := m.session.Eval(context.Background(), "main.Run()")
	want := "main.go:9:2 list.get, main.go:17:2 twice, main.go:24:3 a function literal, main.go:23:2 Run, prompt:1:1 "
	got := ""
	frames, _ := interp.Trace(err)
	for i, f := range frames {
		if i > 0 {
			got += ", "
		}
		got += fmt.Sprint(filepath.Base(f.Pos), " ", f.Func)
	}
	if got != want {
		t.Errorf("the frames of %s are\n%s\nwant\n%s", m.text(err), got, want)
	}
}

// TestOperationsThatMayFail holds that operations do what they should where they do not fail,
// and say so where they do, with and without a branch on what they result in.
func TestOperationsThatMayFail(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

type Inner struct{ N int }

type thing struct {
	Inner
	Yes  bool
	N    int
	Next *thing
}

func field(p *thing) int { return p.N }

func chain(p *thing) int { return p.Next.Next.N }

func promoted(p *thing) int { return p.Inner.N }

func branch(p *thing) string {
	if p.Yes && p.Next.Yes {
		return "both"
	}
	return "not both"
}

func point(p *bool) string {
	if *p {
		return "yes"
	}
	return "no"
}

func set(p *int, n int) int {
	func() { *p += n }()
	return *p
}

func captured(p *thing) int {
	return func() int { p.N++; return p.N }()
}

func divide(n, by int) int { n /= by; return n }

func whole(by int) int { return 4.0 / by }

func half(n int) int { return n / 2 % 3 }

func ratio(a, b float64) float64 { return a / b }

func main() {}
`)
	const missing = "invalid memory address or nil pointer dereference"
	for _, c := range []struct{ expr, want, fault string }{
		{"main.field(&main.thing{N: 7})", "7", ""},
		{"main.field(nil)", "", "main.go:12:28: panic: runtime error: " + missing},
		{"main.chain(&main.thing{Next: &main.thing{Next: &main.thing{N: 3}}})", "3", ""},
		{"main.chain(&main.thing{Next: &main.thing{}})", "", "main.go:14:28: panic: runtime error: " + missing},
		{"main.promoted(&main.thing{Inner: main.Inner{5}})", "5", ""},
		{"main.branch(&main.thing{Yes: true, Next: &main.thing{Yes: true}})", "both", ""},
		{"main.branch(&main.thing{Yes: true, Next: &main.thing{}})", "not both", ""},
		{"main.branch(&main.thing{})", "not both", ""},
		{"main.branch(&main.thing{Yes: true})", "", "main.go:19:2: panic: runtime error: " + missing},
		{"main.point(new(true))", "yes", ""},
		{"main.point(new(bool))", "no", ""},
		{"main.point(nil)", "", missing},
		{"main.set(new(4), 2)", "6", ""},
		{"main.captured(&main.thing{N: 1})", "2", ""},
		{"main.captured(nil)", "", missing},
		{"main.divide(7, 2)", "3", ""},
		{"main.divide(7, 0)", "", "integer divide by zero"},
		{"main.whole(0)", "", "integer divide by zero"},
		{"main.half(11)", "2", ""},
		{"main.ratio(1, 0)", "+Inf", ""},
	} {
		v, err := m.session.Eval(context.Background(), c.expr)
		got := ""
		if err == nil {
			got = fmt.Sprint(v[0].Interface())
		}
		if c.fault == "" && (err != nil || got != c.want) || c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)) {
			t.Errorf("%s is %q, %v, want %q, %q", c.expr, got, err, c.want, c.fault)
		}
	}
}
