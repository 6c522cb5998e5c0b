package main

import (
	"fmt"
	"strings"
	"time"
)

func vowels(s string) int {
	n := 0
	for _, r := range s {
		switch r {
		case 'a', 'e', 'i', 'o', 'u', 'é':
			n++
		}
	}
	return n
}

func main() {
	start := time.Now()
	total := 0
	var b strings.Builder
	for i := 0; i < 3000; i++ {
		s := fmt.Sprint("the number is ", i)
		total += vowels(s)
		for j := 0; j < len(s); j++ {
			if s[j] == ' ' {
				total++
			}
		}
		b.WriteString(strings.ToUpper(s[:3]))
	}
	fmt.Println(total+b.Len(), time.Since(start).Nanoseconds())
}
