package main

import (
	"fmt"
	"sort"
	"strings"
)

type acc struct {
	name  string
	total int
}

func (a *acc) add(n int) int   { a.total += n; return a.total }
func (a acc) describe() string { return fmt.Sprintf("%s=%d", a.name, a.total) }

type op func(int) int

func (o op) twice() op { return func(n int) int { return o(o(n)) } }

func compose(fs ...op) op {
	return func(n int) int {
		for _, f := range fs {
			n = f(n)
		}
		return n
	}
}

func counter() (inc func() int, get func() int) {
	n := 0
	inc = func() int { n++; return n }
	get = func() int { return n }
	return
}

func fib() func() int {
	a, b := 0, 1
	return func() int {
		defer func() { a, b = b, a+b }()
		return a
	}
}

func apply(xs []int, f func(i, x int) int) (out []int) {
	for i, x := range xs {
		out = append(out, f(i, x))
	}
	return out
}

type visitor func(depth int, name string) (stop bool)

func visit(depth int, names []string, v visitor) bool {
	for _, n := range names {
		if v(depth, n) {
			return true
		}
		if strings.Contains(n, "+") && visit(depth+1, strings.Split(n, "+"), v) {
			return true
		}
	}
	return false
}

type options struct {
	size  int
	color string
}

type option func(*options)

func withSize(n int) option     { return func(o *options) { o.size = n } }
func withColor(c string) option { return func(o *options) { o.color = c } }

func build(opts ...option) options {
	o := options{size: 1, color: "none"}
	for _, opt := range opts {
		opt(&o)
	}
	return o
}

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i *= 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	for i := range 3 {
		defer func() { fmt.Println("deferred", i) }()
	}
	m := map[string]func(float64, float64) float64{
		"+": func(a, b float64) float64 { return a + b },
		"/": func(a, b float64) float64 { return a / b },
	}
	keys := []string{}
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		fmt.Println(k, m[k](7, 2))
	}
	a := &acc{name: "a"}
	add := a.add
	desc := a.describe
	add(3)
	add(4)
	fmt.Println(desc(), a.describe(), (*acc).add(a, 1))
	fmt.Println(a.total, acc.describe(*a))
	f := compose(func(n int) int { return n + 1 }, op(func(n int) int { return n * 3 }).twice())
	fmt.Println(f(1))
	inc, get := counter()
	inc()
	inc()
	inc2, get2 := counter()
	inc2()
	fmt.Println(get(), get2())
	next := fib()
	for range 10 {
		fmt.Print(next(), " ")
	}
	fmt.Println()
	base := 100
	fmt.Println(apply([]int{1, 2, 3}, func(i, x int) int { base += x; return base*i + x }), base)
	stopped := visit(0, []string{"a", "b+c+d", "e"}, func(depth int, name string) bool {
		fmt.Print(strings.Repeat(" ", depth), name, ";")
		return name == "d"
	})
	fmt.Println(stopped)
	fmt.Println(build(), build(withSize(3)), build(withColor("red"), withSize(5)))
	var fact func(int) int
	fact = func(n int) int {
		if n <= 1 {
			return 1
		}
		return n * fact(n-1)
	}
	fmt.Println(fact(10))
	x := 1
	{
		x := 2
		x++
		_ = x
	}
	if x := x + 10; x > 10 {
		fmt.Println("inner", x)
	}
	fmt.Println("outer", x)
	ptrs := []*int{}
	for i := 0; i < 3; i++ {
		ptrs = append(ptrs, &i)
	}
	for _, p := range ptrs {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	funcs := map[int]func() string{}
	for i, s := range []string{"x", "y"} {
		funcs[i] = func() string { s += "!"; return s }
	}
	fmt.Println(funcs[0](), funcs[0](), funcs[1]())
	func(args ...any) { fmt.Println(len(args), args) }(1, "two", nil)
	defer fmt.Println("args are evaluated now", x)
	x = 99
	fmt.Println(func() (r int) {
		defer func() { r *= 2 }()
		return 21
	}())
}
