// Ways to leave loops and clauses, one in another.
package main

import "fmt"

func a(n int, m map[string]int, c chan int) {
	if n == 0 || n == 1 {
		return
	}
	if n == 2 && m != nil {
		return
	} else if n == 3 {
		return
	}
	for i := range 3 {
		if i == n || n == 4 {
			return
		}
	}
	for k, v := range m {
		if k == "" || v > 3 {
			return
		}
	}
	for range n {
		return
	}
	for {
		return
	}
}

func b(n int) {
	for n > 0 {
		if n--; n == 2 {
			return
		}
	}
	return
}

func c(f func(func(int) bool)) {
	for x := range f {
		if x > 2 || x < 0 {
			return
		}
		switch x {
		case 1:
			continue
		default:
			return
		}
	}
}

func d(n int) {
	switch {
	case n > 1:
		if n > 2 {
			return
		}
	case n < -1:
		for {
			return
		}
	case n == 0:
		{
			return
		}
	default:
		{
			return
		}
	}
	fmt.Println("d", n)
}

func e(n int) {
	switch n {
	case 1:
	default:
		break
	}
	switch n {
	case 1:
		fmt.Println("e1")
	case 2:
		break
	default:
		break
	}
	for i := range 3 {
		switch {
		case i == 1:
			continue
		default:
			break
		}
		switch {
		case i == 2:
			fmt.Println("two")
		default:
			continue
		}
	}
outer:
	for i := range 4 {
		for j := range 4 {
			switch {
			case j == 2:
				fmt.Println(i, j)
			default:
				continue outer
			}
		}
		select {
		default:
			break outer
		}
	}
	if n == 1 {
		goto l
	}
	if n == 2 {
		goto l
	}
	fmt.Println("e", n)
l:
	for {
		break
	}
}

func g(n int) {
	switch n {
	case 1:
		panic("one")
	default:
		panic("x")
	}
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	for n := -3; n < 7; n++ {
		a(n, map[string]int{"x": n}, nil)
		b(n)
		c(func(y func(int) bool) { _ = y(1) && y(n) })
		d(n)
		e(n)
		try(func() { g(n) })
	}
}
