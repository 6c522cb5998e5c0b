// Labels of loops that goto leads to from before them.
package main

import "fmt"

func f(list []any, n int) string {
	if n > 0 {
		if len(list) > 0 {
			if n > 5 {
				goto text
			}
			for _, a := range list {
				if _, ok := a.(int); !ok {
					goto text
				}
			}
			{
				return "ints"
			}

		text:
			for _, a := range list {
				if _, ok := a.(string); !ok {
					return "neither"
				}
			}
			return "texts"
		}
	}
	return "none"
}

func g(n int) (out []int) {
	i := 0
	if n == 3 {
		goto loop
	}
	i = 5
loop:
	for ; i < 10; i++ {
		for j := range 3 {
			if j == 1 && i%2 == 0 {
				continue loop
			}
			if i == 8 {
				break loop
			}
			out = append(out, i*10+j)
		}
	}
	if len(out) < 20 {
		i = 7
		n++
		if n > 20 {
			return out
		}
		goto loop
	}
	return out
}

func h(n int) int {
	if n > 3 {
		goto sw
	}
	n += 10
sw:
	switch {
	case n > 10:
		n = 1
		goto sw
	case n == 1:
		break sw
	default:
		n++
		goto sw
	}
	goto sel
sel:
	select {
	default:
		n++
		if n < 5 {
			goto sel
		}
	}
	goto block
block:
	{
		n++
		if n < 10 {
			goto block
		}
	}
	return n
}

func main() {
	more()
	fmt.Println(f([]any{1, 2}, 1), f([]any{"a"}, 1), f([]any{1}, 6), f([]any{"b"}, 6), f([]any{1.5}, 2), f(nil, 1))
	fmt.Println(g(3), g(1), h(1), h(5))
}

func found(list []any, n int) string {
	if n > 5 {
		goto text
	}
	{
		n++
	}
text:
	for _, a := range list {
		for range 3 {
			if _, ok := a.(string); !ok {
				continue text
			}
			return "found"
		}
	}
	return "texts"
}

func counted(n int) int {
	if n > 5 {
		goto text
	}
	if n > 7 {
		n++
	}
text:
	for i := range 5 {
		for range 3 {
			if i == 3 {
				break text
			}
			n++
		}
	}
	return n
}

func more() {
	fmt.Println(found([]any{1, 2}, 1), found([]any{1, "a"}, 1), counted(1), counted(8))
}
