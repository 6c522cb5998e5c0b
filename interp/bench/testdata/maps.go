package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	counts := map[string]int{}
	words := []string{"a", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "dog"}
	for i := 0; i < 100000; i++ {
		counts[words[i%len(words)]] += i
	}
	total := 0
	for round := 0; round < 1000; round++ {
		for _, n := range counts {
			total += n % 7
		}
		if _, ok := counts["cat"]; ok {
			total++
		}
	}
	fmt.Println(total, time.Since(start).Nanoseconds())
}
