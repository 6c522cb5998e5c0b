package main

import (
	"fmt"
	"unsafe"
)

// ID is compared with the type that it is made of.
type ID [3]any

// S has a blank field, which does not count.
type S struct{ a, _, c int }

func id(x int) [3]any { return [3]any{x, S{1, 2, 3}, "x"} }
func f() int          { fmt.Println("f"); return 7 }

// div divides by what is no constant, and is zero in an instance.
func div[T any]() uintptr {
	return 1 / unsafe.Sizeof(*new(T))
}

func main() {
	fmt.Println(ID(id(1)) == id(1), ID(id(1)) != id(2), id(1) == ID(id(1)))
	fmt.Println(S{1, 2, 3} == S{1, f(), 3}, map[S]int{{1, 2, 3}: 4}[S{1, 9, 3}], any(S{1, 2, 3}) == any(S{1, 3, 3}))
	fmt.Println(struct{ a, _, c int }{1, 2, 3} == S{1, 4, 3})
	defer func() { fmt.Println(recover()) }()
	fmt.Println(div[int](), div[struct{}]())
}
