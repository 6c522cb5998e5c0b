package main

import (
	"fmt"
	"time"
)

func sieve(n int) int {
	composite := make([]bool, n)
	count := 0
	for i := 2; i < n; i++ {
		if composite[i] {
			continue
		}
		count++
		for j := i * i; j < n; j += i {
			composite[j] = true
		}
	}
	return count
}

func main() {
	start := time.Now()
	result := sieve(200000)
	fmt.Println(result, time.Since(start).Nanoseconds())
}
