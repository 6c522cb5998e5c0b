package matrix

// prelude is what the programs have in common.
const prelude = `package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

var (
	_ = bytes.ToUpper
	_ = context.Background
	_ = errors.New
	_ = math.Sqrt
	_ = time.Now
)

type Level int

func (l Level) String() string { return fmt.Sprintf("level %d", int(l)) }
func (l Level) Sum() int       { return int(l) }

type Levels []Level

func (l Levels) Max() Level { return slices.Max(l) }

type Point struct{ X, Y int }

func (p Point) Sum() int { return p.X + p.Y }

type Set map[Level]Point

type Shape interface{ Sum() int }

type Fn func(int) string

func (f Fn) Twice(n int) string { return f(n) + f(n) }

type Fault struct{ Code int }

func (f *Fault) Error() string { return fmt.Sprint("fault ", f.Code) }

type Source string

func (s Source) Read(b []byte) (int, error) { return copy(b, s), io.EOF }

func read(r io.Reader) string {
	b, err := io.ReadAll(r)
	return fmt.Sprint(string(b), err)
}

type Outer struct {
	Point
	Shape
	in *Point
}

type Tree struct {
	Left, Right *Tree
	N           int
}

func (t *Tree) Sum() int {
	if t == nil {
		return 0
	}
	return t.Left.Sum() + t.N + t.Right.Sum()
}

type Box[T any] struct{ V T }

func (b Box[T]) Get() T   { return b.V }
func (b *Box[T]) Set(v T) { b.V = v }

type Pair[K, V any] struct {
	K K
	V V
}

func id[T any](x T) T                     { return x }
func pair[K, V any](k K, v V) Pair[K, V] { return Pair[K, V]{k, v} }
func ref[T any](x T) *T                   { return &x }
func apply[T, U any](l []T, f func(T) U) (out []U) {
	for _, x := range l {
		out = append(out, f(x))
	}
	return out
}
func seq[T any](x T) func(func(T) bool) {
	return func(yield func(T) bool) {
		if yield(x) {
			yield(x)
		}
	}
}

type counter struct{}

func (counter) count(list ...any) { count(list...) }

func count(list ...any) {
	out(len(list))
	for _, x := range list {
		out(fmt.Sprintf("%T", x))
	}
}

type key struct{}

func eight() int { return 8 }
func called()    { out("called") }
func built(s string) *strings.Builder {
	b := new(strings.Builder)
	b.WriteString(s)
	return b
}
func filled(n int) chan Level {
	c := make(chan Level, n)
	c <- 1
	return c
}

var lines []string

func out(list ...any) { lines = append(lines, fmt.Sprint(list...)) }

// try runs a case and prints what it put out, with what it panicked.
func try(name string, f func()) {
	lines = nil
	func() {
		defer func() {
			if r := recover(); r != nil {
				out("panic: ", r)
			}
		}()
		f()
	}()
	fmt.Println(name+":", strings.Join(lines, "; "))
}

var (
	_ sync.Once
	_ atomic.Bool
	_ = sort.Ints
)
`
