// Types that generic functions declare: others in each instance.
package main

import (
	"errors"
	"fmt"
	"sort"
)

type node[T any] struct {
	v    T
	next *node[T]
}

type list[T any] struct{ root *node[T] }

func (l *list[T]) stack() (out []T) {
	type item struct {
		node *node[T]
		prev *item
	}
	var top *item
	for n := l.root; n != nil; n = n.next {
		top = &item{n, top}
	}
	for ; top != nil; top = top.prev {
		out = append(out, top.node.v)
	}
	return out
}

func sorted[K comparable, V any](m map[K]V, less func(a, b K) bool) []V {
	type pair struct {
		key K
		val V
	}
	type pairs []pair
	var ps pairs
	for k, v := range m {
		ps = append(ps, pair{k, v})
	}
	sort.Slice(ps, func(i, j int) bool { return less(ps[i].key, ps[j].key) })
	var out []V
	for _, p := range ps {
		out = append(out, p.val)
	}
	return out
}

func memo[K comparable, V any](f func(K) (V, error)) func(K) (V, error) {
	type result struct {
		v   V
		err error
	}
	known := map[K]result{}
	return func(k K) (V, error) {
		r, ok := known[k]
		if !ok {
			r.v, r.err = f(k)
			known[k] = r
		}
		return r.v, r.err
	}
}

func same[T any](x any) (any, bool) {
	type own struct{ v T }
	_, ok := x.(own)
	return own{}, ok
}

func mark[T any](x any) (any, bool) {
	type own int
	_, ok := x.(own)
	return own(1), ok
}

type named interface{ Name() string }
type base[T any] struct{ n T }

func (b base[T]) Name() string { return fmt.Sprint("base ", b.n) }

func embeds[T any](v T) named {
	type wrapped struct {
		base[T]
		extra int
	}
	return wrapped{base[T]{v}, 1}
}

func apply[T any](xs []T, f func(T)) {
	for _, x := range xs {
		f(x)
	}
}

func nested[T any](x T) string {
	type in struct{ v T }
	s := ""
	apply([]in{{x}, {x}}, func(i in) { s += fmt.Sprintf("%v;", i) })
	type of struct{ in map[string][]in }
	o := of{map[string][]in{"a": {{x}}}}
	ch := make(chan in, 1)
	ch <- in{x}
	return s + fmt.Sprintf("%+v %v", o, <-ch)
}

func main() {
	fmt.Println(pairs(1), pairs("a"))
	fmt.Println((&list[string]{&node[string]{"a", &node[string]{"b", nil}}}).stack())
	fmt.Println((&list[int]{&node[int]{1, nil}}).stack())
	fmt.Println(sorted(map[int]string{2: "b", 1: "a"}, func(a, b int) bool { return a < b }))
	fmt.Println(sorted(map[string]float64{"x": 1.5}, func(a, b string) bool { return a < b }))
	f := memo(func(s string) (int, error) { fmt.Println("called"); return len(s), errors.New("e" + s) })
	fmt.Println(f("abc"))
	fmt.Println(f("abc"))
	a, _ := same[int](nil)
	b, ok := same[int](a)
	c, ok2 := same[string](a)
	fmt.Println(ok, ok2, a == b, a == c)
	fmt.Printf("%T %v %T %+v\n", a, a, c, c)
	x, _ := mark[int](nil)
	y, _ := mark[string](nil)
	_, ok3 := mark[int](x)
	_, ok4 := mark[int](y)
	fmt.Println(x == y, ok3, ok4)
	fmt.Printf("%T %T\n", x, y)
	fmt.Println(embeds(1).Name(), embeds("s").Name())
	fmt.Println(nested(1), nested("x"))
}

func pairs[A any](a A) string {
	type box[B any] struct {
		a    A
		b    B
		next *box[B]
	}
	x := box[int]{a: a, b: 1}
	y := box[string]{a: a, b: "s"}
	z := box[A]{a: a, b: a, next: &box[A]{}}
	_, same := any(x).(box[A])
	return fmt.Sprintf("%v %v %v %v %v", x, y, z.next.next == nil, same, any(x) == any(box[int]{a: a, b: 1}))
}
