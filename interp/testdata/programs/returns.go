// Clauses, labels and branches that begin with a return.
package main

import "fmt"

type order struct {
	op string
	n  int
}

func (o *order) apply(op string) {
	n := 0
	switch op {
	case ">":
		n = o.n + 1
	case ">=":
		n = o.n
	default:
		return
	}
	if n <= 1 {
		return
	}
	o.n = n
}

func between(op string) {
	switch op {
	case "a", "b":
		return
	case "c":
		fmt.Println("c")
	case "d":
		return
	default:
		return
	}
	fmt.Println("behind")
}

func first(op string) {
	switch op {
	default:
		return
	case "c":
		fmt.Println("c")
	}
	fmt.Println("behind")
}

func kinds(x any) {
	switch x := x.(type) {
	case int, string:
		return
	case fmt.Stringer:
		return
	case nil:
		fmt.Println("nil")
	case error:
		fmt.Println(x)
	default:
		return
	}
	fmt.Println("behind")
}

func end(n int) {
	if n > 5 {
		goto end
	}
	if n > 3 {
		goto end
	}
	for range 2 {
		if n > 1 {
			goto end
		}
	}
	fmt.Println("to the end")
end:
	return
}

func receive(c chan int, done chan bool) {
	for {
		select {
		case n, ok := <-c:
			if !ok || n > 2 {
				return
			}
			fmt.Println(n)
		case <-done:
			return
		default:
			return
		}
	}
}

func loops(n int) {
	for {
		if n > 3 || n < 0 && n%2 == 0 {
			return
		} else if n == 2 {
			n++
			continue
		} else {
			return
		}
	}
}

func fall(n int) {
	switch {
	case n > 3:
		fallthrough
	case n > 2:
		return
	case n == 1:
		fmt.Println("one")
		fallthrough
	default:
		return
	}
}

func literal() {
	f := func(s string) {
		switch s {
		case "x":
			fmt.Println("x")
		default:
			return
		}
		fmt.Println("behind x")
	}
	f("x")
	f("y")
	defer func() {
		switch recover() {
		case nil:
			return
		default:
			return
		}
	}()
	panic("p")
}

func main() {
	o := &order{"", 3}
	for _, op := range []string{">", ">=", "==", ">", ""} {
		o.apply(op)
		fmt.Println(o.n)
	}
	for _, op := range []string{"a", "b", "c", "d", "e"} {
		between(op)
		first(op)
	}
	for _, x := range []any{1, "s", nil, fmt.Errorf("e"), 2.5} {
		kinds(x)
	}
	for n := range 7 {
		end(n)
		loops(n)
		fall(n)
	}
	c := make(chan int, 3)
	c <- 1
	c <- 2
	receive(c, nil)
	close(c)
	receive(c, nil)
	literal()
	fmt.Println("done")
}
