package main

import (
	"fmt"
	"time"
)

func pong(ping, pong chan int) {
	for n := range ping {
		pong <- n + 1
	}
	close(pong)
}

func main() {
	start := time.Now()
	there, back := make(chan int), make(chan int)
	go pong(there, back)
	n := 0
	for i := 0; i < 30000; i++ {
		there <- n
		n = <-back
	}
	close(there)
	fmt.Println(n, time.Since(start).Nanoseconds())
}
