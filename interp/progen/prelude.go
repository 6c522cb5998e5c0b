package progen

// prelude is what every program begins with.
const prelude = `
import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

var _ = strings.ToUpper
var _ = errors.New

type Level int8

func (l Level) Up() Level { return l + 1 }

const (
	Low Level = iota + 1
	_
	High
)

type Tint string

type Shape interface{ Area() int }

type Square int

func (s Square) Area() int { return int(s) * int(s) }

type Fault struct{ Code int }

func (f *Fault) Error() string { return fmt.Sprint("fault ", f.Code) }

type Number interface{ ~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float64 }

func id[T any](x T) T { return x }

func sum[T Number](list ...T) (total T) {
	for _, x := range list {
		total += x
	}
	return
}

func apply[T, U any](list []T, f func(T) U) []U {
	var out []U
	for _, x := range list {
		out = append(out, f(x))
	}
	return out
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) *Stack[T] { s.items = append(s.items, x); return s }

func (s *Stack[T]) Pop() (x T, ok bool) {
	if len(s.items) == 0 {
		return x, false
	}
	x = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}

func (s Stack[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i, x := range s.items {
			if !yield(i, x) {
				return
			}
		}
	}
}

type Pair[A any, B any] struct {
	Left  A
	Right B
}

func (p Pair[A, B]) Flip() Pair[B, A] { return Pair[B, A]{p.Right, p.Left} }

func upTo(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer show("upTo ends", n)
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func twice(yield func() bool) { _ = yield() && yield() }

func sorted[K cmp.Ordered, V any](m map[K]V) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}

func at[T any](s []T, i int) (x T) {
	if len(s) == 0 {
		return
	}
	return s[uint(i)%uint(len(s))]
}

var lines, calls int

// show prints a line, unless there are many.
func show(values ...any) {
	if lines++; lines < 300 {
		fmt.Println(values...)
	}
}

// spent reports whether enough functions have been called.
func spent() bool { calls++; return calls > 150 }

func try(name string, f func()) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *Fault:
			show(name, "fault", r.Code)
		case error:
			text, _, _ := strings.Cut(r.Error(), " [")
			show(name, "error", text)
		default:
			show(name, "panic", r)
		}
	}()
	f()
}
`
