// What run-time errors say.
package main

import "fmt"

type P struct {
	x    int
	next *P
}

func try(f func()) {
	defer func() {
		fmt.Println(recover())
	}()
	f()
}

func main() {
	s := make([]int, 2, 3)
	i, j, k := 5, -1, 4
	u := uint64(1<<63 + 1)
	str := "abc"
	arr := [4]int{}
	p := &arr
	var m map[string]int
	var q *P
	try(func() { fmt.Println(s[i]) })
	try(func() { fmt.Println(s[j]) })
	try(func() { fmt.Println(s[u]) })
	try(func() { s[i] = 3 })
	try(func() { s[i]++ })
	try(func() { fmt.Println(str[i]) })
	try(func() { fmt.Println(arr[i]) })
	try(func() { fmt.Println(p[i]) })
	try(func() { fmt.Println(s[i:]) })
	try(func() { fmt.Println(s[:i]) })
	try(func() { fmt.Println(s[j:]) })
	try(func() { fmt.Println(s[:j]) })
	try(func() { fmt.Println(s[k:i]) })
	try(func() { fmt.Println(s[2:2:k]) })
	try(func() { z := 1; fmt.Println(s[2:z:3]) })
	try(func() { z := 1; fmt.Println(s[2:z]) })
	try(func() { z := 1; fmt.Println(s[0:3:z]) })
	try(func() { fmt.Println(str[i:]) })
	try(func() { fmt.Println(str[:i]) })
	try(func() { fmt.Println(arr[:i]) })
	try(func() { fmt.Println(p[i:]) })
	try(func() { m["a"] = 1 })
	try(func() { fmt.Println(1 / (i - 5)) })
	try(func() { i %= (i - 5) })
	try(func() { fmt.Println(q.x) })
	try(func() { q.x = 4 })
	try(func() { fmt.Println(q.next.x) })
	try(func() { fmt.Println(*q) })
	try(func() { fmt.Println([4]int(s)) })
	try(func() { fmt.Println((*[4]int)(s)) })
	try(func() { fmt.Println(make([]int, j)) })
	try(func() { fmt.Println(make([]int, u)) })
	try(func() { fmt.Println(make([]int, 1, u)) })
	try(func() { fmt.Println(make([]int, i, k)) })
	try(func() { fmt.Println(make(chan int, j)) })
	try(func() { var x any = []int{}; mm := map[any]int{}; mm[x] = 1 })
	try(func() { var x any = []P{}; mm := map[any]int{}; mm[x] = 1 })
	try(func() { var x any = []P{}; mm := map[any]int{}; mm[x]++ })
	try(func() { var x any = []P{}; mm := map[any]int{}; fmt.Println(mm[x]) })
	try(func() { var x any = []P{}; mm := map[any]int{}; delete(mm, x) })
	try(func() { var x any = []P{}; mm := map[any]int{1: 1}; fmt.Println(mm[x]) })
	try(func() { var x any = []P{}; mm := map[any]int{1: 1}; delete(mm, x) })
	try(func() { var x any = "s"; _ = x.(error) })
	try(func() { var x fmt.Stringer; _ = x.(error) })
	try(func() { var x any; _ = x.(int) })
	try(func() { var x any; _ = x.(error) })
	try(func() { var x any = 1; _ = x.(string) })
	try(func() { var x error = fmt.Errorf("x"); _ = x.(fmt.Stringer) })
}
