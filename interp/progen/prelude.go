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

// Tree is a generic type with methods that call each other.
type Tree[K cmp.Ordered, V any] struct {
	root *branch[K, V]
	size int
}

type branch[K cmp.Ordered, V any] struct {
	key         K
	value       V
	left, right *branch[K, V]
}

func (t *Tree[K, V]) find(k K) **branch[K, V] {
	at := &t.root
	for *at != nil && (*at).key != k {
		if k < (*at).key {
			at = &(*at).left
		} else {
			at = &(*at).right
		}
	}
	return at
}

func (t *Tree[K, V]) Put(k K, v V) (was V, replaced bool) {
	at := t.find(k)
	if *at != nil {
		was, (*at).value = (*at).value, v
		return was, true
	}
	*at = &branch[K, V]{key: k, value: v}
	t.size++
	return
}

func (b *branch[K, V]) walk(yield func(K, V) bool) bool {
	return b == nil || b.left.walk(yield) && yield(b.key, b.value) && b.right.walk(yield)
}

func (t *Tree[K, V]) All() iter.Seq2[K, V] { return func(yield func(K, V) bool) { t.root.walk(yield) } }

// Set is a generic map with methods.
type Set[T comparable] map[T]struct{}

func SetOf[T comparable](list ...T) Set[T] {
	s := Set[T]{}
	for _, x := range list {
		s[x] = struct{}{}
	}
	return s
}

func (s Set[T]) Has(x T) bool { _, ok := s[x]; return ok }

func (s Set[T]) Len() int { return len(s) }

// Option is a generic interface that generic and other types have.
type Option[T any] interface {
	Get() (T, bool)
}

type Some[T any] struct{ v T }

func (s Some[T]) Get() (T, bool) { return s.v, true }

type None[T any] struct{}

func (None[T]) Get() (zero T, ok bool) { return }

func or[T any](o Option[T], other T) T {
	if v, ok := o.Get(); ok {
		return v
	}
	return other
}

// kind switches on a type parameter.
func kind[T any](x T) string {
	switch y := any(x).(type) {
	case int:
		return fmt.Sprint("int ", y+1)
	case string, Tint:
		return fmt.Sprint("text ", y)
	case []T:
		return "list of itself"
	case interface{ Area() int }:
		return fmt.Sprint("shape ", y.Area())
	case Pair[T, T], *T:
		return "pair"
	case nil:
		return "nil"
	case Level, int8:
		return fmt.Sprintf("small %v", y)
	case error:
		return "error " + y.Error()
	case func() int:
		return "function"
	}
	return "other"
}

func fold[S ~[]E, E, A any](list S, start A, f func(A, E) A) A {
	for _, x := range list {
		start = f(start, x)
	}
	return start
}

// Base has methods that other types get by embedding it.
type Base struct{ id, hits int }

func (b Base) ID() int       { return b.id }
func (b *Base) Hit() int     { b.hits++; return b.hits }
func (b *Base) Area() int    { return b.id + b.hits }
func (b Base) String() string { return fmt.Sprintf("base %d/%d", b.id, b.hits) }

type Middle struct {
	*Base
	name string
}

func (m Middle) ID() int { return m.Base.ID() * 2 }

type Top struct {
	Middle
	Level
	Stack[int]
	Shape
}

// Celsius and Fahrenheit convert to each other.
type Celsius float64
type Fahrenheit float64

func (c Celsius) F() Fahrenheit { return Fahrenheit(c*9/5 + 32) }

type Bits uint8

func (b *Bits) Set(i uint)    { *b |= 1 << i }
func (b Bits) Has(i uint) bool { return b&(1<<i) != 0 }

type Handler func(int) (int, error)

func (h Handler) Call(n int) (r int, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("handler: %v", p)
		}
	}()
	return h(n)
}

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
			show(name, "error", r)
		default:
			show(name, "panic", r)
		}
	}()
	f()
}
`
