// Lists and maps of functions: conversions to them, and none of them as arguments.
package main

import "fmt"

type hook func(string)
type hooks []func(string)
type byName map[string]func()

func variadic(fs ...func(int)) int { return len(fs) }
func ptrs(fs ...*func()) int       { return len(fs) }
func opts(fs ...map[string]func()) (n int, isNil bool) {
	return len(fs), fs == nil
}

type I interface {
	V(fs ...func(int)) (int, bool)
}
type T struct{}

func (T) V(fs ...func(int)) (int, bool) { return len(fs), fs == nil }

func main() {
	options()
	var i I = T{}
	fmt.Println(i.V())
	fmt.Println(T{}.V())
	fmt.Println(i.V(nil...))
	fmt.Println(T{}.V(nil...))
	fmt.Println(variadic(), variadic(nil), variadic(nil...), ptrs(), ptrs(nil...))
	fmt.Println(opts())
	fmt.Println(opts(nil...))
	h := hooks([]func(string){func(s string) { fmt.Println(s, 1) }})
	h = append(h, hook(func(s string) { fmt.Println(s, 2) }))
	for _, f := range ([]func(string))(h) {
		f("called")
	}
	m := byName(map[string]func(){"a": func() { fmt.Println("a") }})
	m["a"]()
	fmt.Println((map[string]func())(nil) == nil, ([]func(int))(nil) == nil, (*func())(nil) == nil, [2]func(){}[1] == nil)
	var x any = []func(){func() { fmt.Println("in any") }}
	x.([]func())[0]()
	y := [1]func(){func() { fmt.Println("array") }}
	z := ([1]func())(y)
	z[0]()
	type list [][]func(...int) int
	l := list([][]func(...int) int{{func(a ...int) int { return len(a) }}})
	fmt.Println(([][]func(...int) int)(l)[0][0](1, 2))
	var ch chan func() = make(chan func(), 1)
	ch <- func() { fmt.Println("chan") }
	(<-(<-chan func())(ch))()
}

type VP struct{ n int }

type G[K comparable] interface {
	Add(k K, opts ...func(*VP)) error
}

type g[K comparable] struct{ m map[K]VP }

func (d *g[K]) Add(k K, opts ...func(*VP)) error {
	var v VP
	for _, o := range opts {
		o(&v)
	}
	d.m[k] = v
	return nil
}

func New[K comparable]() G[K] { return &g[K]{map[K]VP{}} }

type Doer interface{ Do(fs ...func()) int }
type H struct{}

func (H) Do(fs ...func()) int { return len(fs) }

func options() {
	x := New[int]()
	_ = x.Add(1)
	x.Add(2, func(v *VP) { v.n++ })
	fmt.Println(x.(*g[int]).m)
	var f Doer = H{}
	fmt.Println(f.Do(), f.Do(nil), H{}.Do())
	_ = f.Do()
}
