// Deferred calls are made at the return statement that was reached, and traces have its line; the lines of
// stacks are those of the source.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
)

// line prints the line of the function that is so many calls further out.
func line(what string, skip int) {
	pcs := make([]uintptr, 10)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2+skip, pcs)])
	f, _ := frames.Next()
	fmt.Println(what, f.Function[strings.LastIndex(f.Function, "/")+1:], f.Line)
}

func one(n int) int {
	defer line("one", 0)
	if n == 1 {
		return 1
	}
	if n == 2 {
		return 2
	}
	return 3
}

func several(n int) {
	defer line("several", 0)
	if n == 1 {
		return
	}
	defer func() { line("several", 1) }()
	switch n {
	case 2:
		return
	case 3:
		return
	}
}

func shared(n int) {
	for range 2 {
		defer line("shared", 0)
	}
	if n == 1 {
		return
	}
	if n == 2 {
		return
	}
}

type store struct {
	mu   sync.Mutex
	rows map[string]int
}

var errMissing = errors.New("missing")

func (s *store) get(key string) (n int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if err != nil {
			line("failed", 1)
			err = fmt.Errorf("get %q: %w", key, err)
		}
	}()
	if key == "" {
		return 0, errors.New("no key")
	}
	n, ok := s.rows[key]
	if !ok {
		return 0, errMissing
	}
	return n, nil
}

func literal(n int) {
	f := func(n int) (text string) {
		defer line("literal", 0)
		for i := range 3 {
			if i == n {
				return fmt.Sprint(
					"at ",
					i,
				)
			}
		}
		return "none"
	}
	fmt.Println(f(n))
}

func generic[T comparable](list []T, x T) int {
	defer line("generic", 0)
	for i, y := range list {
		if x == y {
			return i
		}
	}
	return -1
}

func over(n int) int {
	defer line("over", 0)
	for i := range func(yield func(int) bool) { _ = yield(0) && yield(1) } {
		if n == 5 {
			fmt.Println("not reached", i)
		}
	}
	if n == 0 {
		return n
	}
	return n + 1
}

func panics(n int) (text string) {
	defer func() {
		text = fmt.Sprint(recover())
		line("panics", 0)
	}()
	defer func() {
		if n == 1 {
			panic("after return")
		}
	}()
	if n == 1 {
		return "one"
	}
	return "other"
}

type value struct{ n int }

func (v value) String() string { return fmt.Sprint("value ", v.n) }

type box struct{ value }

//go:noinline
func text(s fmt.Stringer) string { return s.String() }

func try(f func()) {
	defer func() {
		r := recover()
		_, isRuntime := r.(runtime.Error)
		fmt.Println(isRuntime, r)
	}()
	f()
}

func main() {
	s := &store{rows: map[string]int{"a": 1}}
	for i := range 4 {
		fmt.Println(one(i))
		several(i)
		shared(i)
		literal(i)
		fmt.Println(generic([]int{1, 2}, i), over(i), panics(i))
	}
	for _, key := range []string{"a", "b", ""} {
		fmt.Println(s.get(key))
	}

	var v *value
	var b *box
	try(func() { _ = text(v) })
	try(func() { _ = text(&value{1}) })
	try(func() { _ = text(b) })
	try(func() { _ = *v })
	try(func() { _ = &*v })
	fmt.Println(&*&value{2})
}
