package main

import (
	"fmt"
	"sort"
	"time"
)

type item struct {
	name string
	rank int
}

func main() {
	start := time.Now()
	total := 0
	add := func(n int) { total += n }
	each := func(n int, f func(int)) {
		for i := 0; i < n; i++ {
			f(i)
		}
	}
	for round := 0; round < 20; round++ {
		each(3000, add)
		items := make([]item, 300)
		for i := range items {
			items[i] = item{"x", (i * 7919) % 301}
		}
		sort.Slice(items, func(i, j int) bool { return items[i].rank < items[j].rank })
		total += items[10].rank
	}
	fmt.Println(total, time.Since(start).Nanoseconds())
}
