// Frames of calls that are used again: what outlives a call keeps what it had.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type node struct {
	value int
	next  *node
}

func pointer(n int) *int { return &n }

func slice(n int) []int {
	a := [3]int{n, n + 1, n + 2}
	return a[:]
}

func kept(n int) *node {
	local := node{value: n}
	p := &local
	p.next = &node{value: n * 2}
	return p
}

func counter(start int) func() int {
	n := start
	return func() int {
		n++
		return n
	}
}

func pair(n int) (a int, s string, err error) {
	if n%3 == 0 {
		err = fmt.Errorf("%d: %w", n, errors.ErrUnsupported)
		return
	}
	return n, fmt.Sprint(n), nil
}

func sum(a, b int) int { return a + b }

func nested(n int) int {
	if n == 0 {
		return 1
	}
	return sum(sum(nested(n-1), n), sum(n, nested(n-1)))
}

func ackermann(m, n int) int {
	switch {
	case m == 0:
		return n + 1
	case n == 0:
		return ackermann(m-1, 1)
	}
	return ackermann(m-1, ackermann(m, n-1))
}

func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

func falls(n int) int {
	if n == 0 {
		panic("at the bottom")
	}
	return falls(n-1) + 1
}

func caught(n int) (r int, what any) {
	defer func() { what = recover() }()
	r = -1
	r = falls(n)
	return
}

func spread(list ...int) (n int) {
	for _, x := range list {
		n = sum(n, x)
	}
	return n
}

func zero(f float64, c complex128) (float64, complex128) { return 1 / f, c }

func swap(a, b string) (string, string) { return b, a }

func array(a [4]int, i int) [4]int {
	a[i]++
	if i > 0 {
		return array(a, i-1)
	}
	return a
}

func any2(x any, e error) string { return fmt.Sprintf("%v %T %v", x, x, e) }

func apply(f func(int) int, n int) int { return f(n) }

func main() {
	var pointers []*int
	var slices [][]int
	var nodes []*node
	var counters []func() int
	for i := range 5 {
		pointers = append(pointers, pointer(i))
		slices = append(slices, slice(i))
		nodes = append(nodes, kept(i))
		counters = append(counters, counter(i*10))
	}
	for i := range 5 {
		*pointers[i] += 100
		slices[i][0]++
		fmt.Println(*pointers[i], slices[i], nodes[i].value, nodes[i].next.value, counters[i](), counters[i]())
	}
	for i := range 7 {
		n, s, err := pair(i)
		fmt.Println(n, s, err, errors.Is(err, errors.ErrUnsupported))
		_, only, _ := pair(i)
		fmt.Println(only)
	}
	fmt.Println(nested(8), ackermann(2, 3), even(101), odd(77))
	for i := range 3 {
		fmt.Println(caught(i * 5))
	}
	fmt.Println(spread(), spread(1), spread(1, 2, 3), spread([]int{4, 5}...))
	minus := 0.0
	minus = -minus
	fmt.Println(zero(minus, complex(0, minus)))
	a, b := "a", "b"
	for range 3 {
		a, b = swap(a, b)
	}
	fmt.Println(a, b, array([4]int{1, 2, 3}, 3))
	fmt.Println(any2(nil, nil), any2(3, errors.New("x")), any2(nodes[0].value, nil))
	fmt.Println(apply(func(n int) int { return sum(n, *pointers[0]) }, 3), apply(abs, -4))
	var wg sync.WaitGroup
	out := make([]int, 8)
	for i := range out {
		wg.Go(func() { out[i] = nested(5) + *pointer(i) })
	}
	wg.Wait()
	fmt.Println(out)
	var recursive func(int) int
	recursive = func(n int) int {
		if n < 2 {
			return n
		}
		return recursive(n-1) + recursive(n-2)
	}
	fmt.Println(recursive(15))
	var grow func(n int, add func(int)) func(int)
	grow = func(n int, add func(int)) func(int) {
		if n == 0 {
			return add
		}
		return grow(n-1, func(x int) { add(x + n) })
	}
	total := 0
	grow(6, func(x int) { total += x })(1)
	fmt.Println(total)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
