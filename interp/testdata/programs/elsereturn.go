// Conditions of every kind that lead to a return, and to nothing else, where they are false.
package main

import (
	"fmt"
	"strings"
)

type flag struct{ on bool }

func (f flag) is() bool     { return f.on }
func (f *flag) isSet() bool { return f.on }

type switched interface{ is() bool }

func on(b bool) bool { return b }

func index(l []bool) {
	if l[0] {
		fmt.Println("index")
	} else {
		return
	}
	fmt.Println("after")
}

func entry(m map[string]bool, key string) {
	if m[key] {
		fmt.Println("entry")
	} else {
		return
	}
	fmt.Println("after")
}

func field(f flag, p *flag) {
	if p.on {
		fmt.Println("field of a pointer")
	} else if f.on {
		fmt.Println("field")
	} else {
		return
	}
	fmt.Println("after")
}

func pointer(p *bool) {
	if *p {
		fmt.Println("pointer")
	} else {
		return
	}
	fmt.Println("after")
}

func call(b bool, f func(bool) bool) {
	if on(b) {
		fmt.Println("call")
	} else {
		return
	}
	if f(b) {
		fmt.Println("function value")
	} else {
		return
	}
	fmt.Println("after")
}

func compiled(s string) {
	if strings.HasPrefix(s, "a") {
		fmt.Println("compiled")
	} else {
		return
	}
	fmt.Println("after")
}

func method(f flag, s switched) {
	if f.is() {
		fmt.Println("method")
	} else {
		return
	}
	if s.is() {
		fmt.Println("interface")
	} else {
		return
	}
	if f.isSet() {
		fmt.Println("method of a pointer")
	} else {
		return
	}
	fmt.Println("after")
}

func assertion(x any) {
	if x.(bool) {
		fmt.Println("assertion")
	} else {
		return
	}
	fmt.Println("after")
}

func both(a, b bool) {
	if on(a) && on(b) {
		fmt.Println("both")
	} else {
		return
	}
	fmt.Println("after")
}

func either(a, b bool) {
	if on(a) || !on(b) {
		fmt.Println("either")
	} else {
		return
	}
	fmt.Println("after")
}

func received(c chan bool) {
	if <-c {
		fmt.Println("received")
	} else {
		return
	}
	fmt.Println("after")
}

func compared(x, y any, a, b float64, s string) {
	if x == y {
		fmt.Println("interfaces")
	} else {
		return
	}
	if a < b {
		fmt.Println("numbers")
	} else {
		return
	}
	if s > "m" {
		fmt.Println("strings")
	} else {
		return
	}
	fmt.Println("after")
}

func loop(l []bool) {
	for i := 0; l[i]; i++ {
		fmt.Println("loop", i)
	}
}

func forever(b bool) {
	for on(b) {
		fmt.Println("for")
		return
	}
}

func later(b bool) (n int) {
	n = 1
	if on(b) {
		n++
	} else {
		return
	}
	return n + 1
}

func literal(b bool) {
	func() {
		if on(b) {
			fmt.Println("literal")
		} else {
			return
		}
		fmt.Println("after")
	}()
}

func main() {
	for _, b := range []bool{false, true} {
		fmt.Println("--", b)
		index([]bool{b})
		entry(map[string]bool{"x": b}, "x")
		field(flag{b}, &flag{b})
		pointer(&b)
		call(b, on)
		compiled(map[bool]string{true: "a"}[b])
		method(flag{b}, flag{b})
		assertion(b)
		both(true, b)
		both(b, true)
		either(b, true)
		c := make(chan bool, 1)
		c <- b
		received(c)
		compared(b, true, 1, map[bool]float64{true: 2}[b], "z")
		compared(true, true, 1, 2, map[bool]string{true: "z"}[b])
		loop([]bool{b, b, false})
		forever(b)
		fmt.Println(later(b))
		literal(b)
	}
}
