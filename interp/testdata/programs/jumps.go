// Jumps: out of loops, to loops, back to loops, and around declarations.
package main

import (
	"fmt"
	"iter"
	"slices"
)

func outOf(s string) int {
	i := 0
	for i < len(s) {
		for i < len(s)-2 {
			if s[i] == 'x' {
				i += 0
				goto token
			}
			i += 2
		}
		i++
		continue
	token:
		return i
	}
	return -1
}

func toLoop(s string) int {
	i := 0
	n := 0
	for i < len(s) {
		goto std
	std:
		for i < len(s) {
			if s[i] != '"' {
				i++
				continue
			}
			break
		}
		n++
		i++
	}
	return n
}

func back(s string) int {
	i, n := 0, 0
next:
	for i < len(s) {
		if s[i] == 'q' {
			i++
			n++
			goto next
		}
		i++
	}
	return n
}

func around(s string) int {
	i, n := 0, 0
	for i < len(s) {
		if s[i] == 'x' {
			i++
		next:
			for i < len(s)-1 {
				if s[i] == '"' {
					goto esc
				}
				i++
			}
			goto std
		esc:
			if s[i-1] != '\\' {
				i++
				continue
			}
		std:
			for i < len(s) {
				n++
				if s[i] == '\\' {
					i++
					goto next
				}
				break
			}
		} else {
			n += 100
		}
		i++
	}
	return n
}

// declared makes a variable each time it passes the declaration.
func declared() (sum int) {
	var all []*int
	i := 0
again:
	x := i * i
	all = append(all, &x)
	if i++; i < 4 {
		goto again
	}
	for _, p := range all {
		sum = sum*10 + *p
	}
	return sum
}

// overFunc leads to the label of a range over a function, and out of its body.
func overFunc(seq iter.Seq[int]) (trace []int) {
	rounds := 0
	goto all
all:
	for x := range seq {
		trace = append(trace, x)
		if x == 2 {
			if rounds++; rounds < 3 {
				goto all
			}
			break all
		}
	}
	return trace
}

// toSwitch leads to a switch that has a label of its own.
func toSwitch(n int) (trace string) {
choose:
	switch {
	case n > 3:
		n -= 3
		trace += "big "
		goto choose
	case n == 2:
		trace += "two "
		for {
			break choose
		}
	default:
		trace += "small "
	}
	return trace
}

func main() {
	fmt.Println(outOf("aabxaaaa"), outOf("aa"), outOf("aaxaaa"))
	fmt.Println(toLoop(`aa"bb"c`), back("aqbqqx"), around(`xab"cd\xx"aa\"xaaa`))
	fmt.Println(declared(), overFunc(slices.Values([]int{1, 2, 3})))
	fmt.Println(toSwitch(8), toSwitch(7), toSwitch(0))
}
