package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
)

type number interface {
	~int | ~int64 | ~float64
}

type ordered interface {
	~int | ~int64 | ~float64 | ~string
}

func Map[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func Filter[S ~[]E, E any](s S, keep func(E) bool) S {
	var out S
	for _, e := range s {
		if keep(e) {
			out = append(out, e)
		}
	}
	return out
}

func Reduce[T, A any](xs []T, start A, f func(A, T) A) A {
	for _, x := range xs {
		start = f(start, x)
	}
	return start
}

func Sum[T number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return t
}

func Keys[M ~map[K]V, K ordered, V any](m M) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

func GroupBy[K comparable, T any](xs []T, key func(T) K) map[K][]T {
	out := map[K][]T{}
	for _, x := range xs {
		out[key(x)] = append(out[key(x)], x)
	}
	return out
}

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(xs ...T) Set[T] {
	for _, x := range xs {
		s[x] = struct{}{}
	}
	return s
}
func (s Set[T]) Has(x T) bool { _, ok := s[x]; return ok }

type Pair[A, B any] struct {
	First  A
	Second B
}

func (p Pair[A, B]) Swap() Pair[B, A] { return Pair[B, A]{p.Second, p.First} }
func (p Pair[A, B]) String() string   { return fmt.Sprintf("<%v|%v>", p.First, p.Second) }

func MakePair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }

type List[T any] struct {
	head, tail *node[T]
	n          int
}

type node[T any] struct {
	val  T
	next *node[T]
}

func (l *List[T]) Push(v T) *List[T] {
	n := &node[T]{val: v}
	if l.tail == nil {
		l.head = n
	} else {
		l.tail.next = n
	}
	l.tail = n
	l.n++
	return l
}

func (l *List[T]) Each(f func(int, T)) {
	i := 0
	for n := l.head; n != nil; n = n.next {
		f(i, n.val)
		i++
	}
}

type Cache[K comparable, V any] struct {
	mu   sync.Mutex
	data map[K]V
	load func(K) (V, error)
}

func NewCache[K comparable, V any](load func(K) (V, error)) *Cache[K, V] {
	return &Cache[K, V]{data: make(map[K]V), load: load}
}

func (c *Cache[K, V]) Get(k K) (V, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if v, ok := c.data[k]; ok {
		return v, nil
	}
	v, err := c.load(k)
	if err != nil {
		var zero V
		return zero, fmt.Errorf("load %v: %w", k, err)
	}
	c.data[k] = v
	return v, nil
}

type Shape interface {
	Area() float64
	comparable
}

type Sq struct{ S float64 }

func (s Sq) Area() float64 { return s.S * s.S }

func Largest[S Shape](shapes ...S) (best S) {
	for _, s := range shapes {
		if s == best || s.Area() > best.Area() {
			best = s
		}
	}
	return best
}

type Celsius float64

type Option[T any] struct {
	v  T
	ok bool
}

func Some[T any](v T) Option[T] { return Option[T]{v, true} }
func None[T any]() Option[T]    { return Option[T]{} }
func (o Option[T]) Or(d T) T {
	if o.ok {
		return o.v
	}
	return d
}

func Ptr[T any](v T) *T { return &v }

func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TypeName[T any](v T) string {
	switch any(v).(type) {
	case int:
		return "int"
	case string:
		return "string"
	case []T:
		return "slice of itself"
	case fmt.Stringer:
		return "stringer"
	}
	return fmt.Sprintf("%T", v)
}

func main() {
	fmt.Println(Map([]int{1, 2, 3}, func(i int) string { return strings.Repeat("x", i) }))
	fmt.Println(Filter([]int{1, 2, 3, 4}, func(i int) bool { return i%2 == 0 }))
	fmt.Println(Reduce([]string{"a", "bb"}, 0, func(n int, s string) int { return n + len(s) }))
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[Celsius](1, 2.5), Sum[int64]())
	fmt.Println(Keys(map[string]int{"b": 1, "a": 2}), Keys(map[int]bool{3: true, 1: false}))
	g := GroupBy([]string{"apple", "avocado", "bean"}, func(s string) byte { return s[0] })
	fmt.Println(len(g['a']), g['b'])
	s := Set[string]{}.Add("a", "b")
	fmt.Println(s.Has("a"), s.Has("z"), len(s))
	p := MakePair("x", 1.5)
	fmt.Println(p, p.Swap(), p.Swap().First)
	fmt.Printf("%v %+v %T\n", p, []Pair[int, string]{{1, "a"}}, MakePair(1, true))
	var l List[Pair[string, int]]
	l.Push(MakePair("one", 1)).Push(MakePair("two", 2))
	l.Each(func(i int, p Pair[string, int]) { fmt.Println(i, p.First, p.Second) })
	loads := 0
	c := NewCache(func(k string) (int, error) {
		loads++
		if k == "" {
			return 0, errors.New("empty key")
		}
		return len(k), nil
	})
	fmt.Println(c.Get("abc"))
	fmt.Println(c.Get("abc"))
	fmt.Println(c.Get(""))
	fmt.Println(loads)
	fmt.Println(Largest(Sq{1}, Sq{3}, Sq{2}))
	fmt.Println(Some(3).Or(4), None[string]().Or("default"))
	fmt.Println(*Ptr(5), *Ptr("p"), Ptr(Sq{2}).S)
	fmt.Println(Must(c.Get("hello")))
	fmt.Println(TypeName(1), TypeName("s"), TypeName(p), TypeName(2.5))
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		Must(c.Get(""))
	}()
	f := Map[int, int]
	fmt.Println(f([]int{1}, func(i int) int { return -i }))
}
