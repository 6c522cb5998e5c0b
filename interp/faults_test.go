package interp_test

import (
	"context"
	"fmt"
	"path/filepath"
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
