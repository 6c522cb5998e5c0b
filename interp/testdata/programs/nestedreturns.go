// Returns at the beginning of what may be reached in several ways.
package main

import "fmt"

func a(n int) {
	switch n {
	case 1:
		fmt.Println(1)
	default:
		for {
			return
		}
	}
	fmt.Println("x")
}

func b(n int) {
	switch n {
	case 1:
		fmt.Println(1)
	default:
		{
			{
				return
			}
		}
	}
	fmt.Println("x")
}

func c(n int) {
	if n == 1 {
		fmt.Println(1)
	} else {
		{
			return
		}
	}
	if n > 3 || n < 2 {
		{
			return
		}
	}
	for n < 3 {
		{
			return
		}
	}
	fmt.Println("x")
}

func d(n int, xs []int) {
	for range xs {
		if n == 0 {
			return
		} else if n == 1 {
			return
		}
		return
	}
	for _, x := range xs {
		switch {
		case x == n:
			return
		}
		return
	}
	return
}

func e(n int) {
	switch {
	case n == 1 || n == 2:
		return
	case n == 3, n == 4:
		return
	}
	switch n {
	}
	switch {
	default:
		return
	}
}

func f(n int) {
	switch n {
	case 1:
		break
	default:
		switch n {
		case 2:
			break
		default:
			return
		}
	}
	switch n {
	case 1:
		if n > 0 {
			break
		}
		return
	default:
		if n == 2 {
			return
		}
		return
	}
	fmt.Println("f", n)
}

func g(x any) {
	switch x.(type) {
	default:
		return
	}
}

func h(x any) {
	switch y := x.(type) {
	case int:
		fmt.Println(y)
	default:
		switch y.(type) {
		case string:
			fmt.Println("s")
		default:
			return
		}
	}
	fmt.Println("h")
}

func main() {
	for n := range 6 {
		a(n)
		b(n)
		c(n)
		d(n, []int{1, 2})
		d(n, nil)
		e(n)
		f(n)
	}
	g(1)
	for _, x := range []any{1, "s", 2.5, nil} {
		h(x)
	}
	fmt.Println("done")
}
