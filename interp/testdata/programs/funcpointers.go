// Functions are told apart by the pointers that reflect has of them, which lead to their names.
package main

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
)

type T struct{ n int }

func (t T) M()  {}
func (t *T) P() {}

type I interface{ M() }

type outer struct{ T }

func a()             {}
func b()             {}
func gen[X any](x X) {}

type middleware struct {
	name string
	run  func()
}

// registry knows handlers by their functions.
type registry struct {
	seen  map[uintptr]string
	order []string
}

func (r *registry) add(name string, f func()) bool {
	p := reflect.ValueOf(f).Pointer()
	if was, ok := r.seen[p]; ok {
		fmt.Println(name, "is", was)
		return false
	}
	r.seen[p] = name
	r.order = append(r.order, name)
	return true
}

//go:noinline
func counting(n int) func() int { return func() int { n++; return n } }

func same(f, g any) bool { return reflect.ValueOf(f).Pointer() == reflect.ValueOf(g).Pointer() }

func name(f any) string {
	v := reflect.ValueOf(f)
	pc := v.Pointer()
	fn := runtime.FuncForPC(pc)
	_, line := fn.FileLine(pc)
	full := fn.Name()
	return fmt.Sprint(full[strings.LastIndex(full, "/")+1:], ":", line > 0, " ", fn.Entry() == pc)
}

func main() {
	r := &registry{seen: map[uintptr]string{}}
	lit := func() { fmt.Println("lit") }
	for i, f := range []func(){a, b, a, lit, lit, func() { fmt.Println("other") }} {
		r.add(fmt.Sprint("f", i), f)
	}
	fmt.Println(r.order, len(r.seen))
	fa := a
	fmt.Println(same(a, a), same(a, b), same(fa, a), same(lit, a), same(counting(1), counting(2)))
	fmt.Println(same(T.M, T.M), same(T{}.M, T{1}.M), same(T{}.M, (&T{}).P), same(gen[int], gen[int]), same(gen[int], gen[string]))
	fmt.Println(same(strings.ToUpper, strings.ToLower), same(strings.ToUpper, strings.ToUpper), same(strings.ToUpper, a))
	x := reflect.ValueOf(a)
	fmt.Println(x.UnsafePointer() == reflect.ValueOf(a).UnsafePointer(), x.UnsafePointer() == reflect.ValueOf(b).UnsafePointer(), x.UnsafePointer() == nil)
	var none func()
	fmt.Println(reflect.ValueOf(none).Pointer(), reflect.ValueOf(none).UnsafePointer())
	v := reflect.ValueOf(middleware{"a", a})
	fmt.Println(v.Field(1).Pointer() == x.Pointer())
	fs := map[string]func(){"a": a, "b": b}
	fmt.Println(reflect.ValueOf(fs).MapIndex(reflect.ValueOf("a")).Pointer() == x.Pointer())
	list := []func(){a, b, a}
	i := slices.IndexFunc(list, func(f func()) bool { return same(f, b) })
	list = slices.DeleteFunc(list, func(f func()) bool { return same(f, a) })
	fmt.Println(i, len(list))

	t := &T{}
	for _, f := range []any{a, gen[int], T.M, (*T).M, (*T).P, t.M, t.P, outer{}.M, I(t).M, counting, counting(1), lit, strings.ToUpper, strings.NewReader("").Len} {
		fmt.Println(name(f))
	}
	n := 1
	fmt.Println(reflect.ValueOf(&n).Pointer() == reflect.ValueOf(&n).Pointer(), reflect.ValueOf([]int{1}).Pointer() != 0)
}
