package main

import (
	"fmt"
	"sync"
	"time"
)

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) add(n int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += n
	return c.n
}

func main() {
	start := time.Now()
	c := &counter{}
	total := 0
	for i := 0; i < 100000; i++ {
		total += c.add(i) % 3
	}
	fmt.Println(total, time.Since(start).Nanoseconds())
}
