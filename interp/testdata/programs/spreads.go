// Calls of function values whose arguments are the results of another call.
package main

import "fmt"

func pair(n int) (int, bool) { return n, n > 0 }

func main() {
	dotup := func(v int, ok bool) any {
		if !ok {
			return nil
		}
		return v
	}
	two := func(n int, s ...string) (string, error) { return fmt.Sprint(n, len(s)), nil }
	fmt.Println(dotup(pair(1)) == nil, dotup(pair(0)) == nil)
	fmt.Println(dotup(pair(2)))
	var m = map[string]func(int, bool) any{"a": dotup}
	fmt.Println(m["a"](pair(3)))
	fmt.Println(two(pair2()))
	type h struct{ f func(int, bool) any }
	x := h{dotup}
	fmt.Println(x.f(pair(4)))
	for i := range 2 {
		f := func(a int, b bool) any { return []any{i, a, b} }
		fmt.Println(f(pair(i)))
		fmt.Println(func(a int, b bool) any { return []any{i, a, b} }(pair(5)))
		defer f(pair(i))
		defer func(a int, b bool) { fmt.Println("deferred", i, a, b) }(pair(i))
	}
	func() {
		fmt.Println(dotup(pair(7)))
	}()
}

func pair2() (int, string) { return 1, "x" }
