package main

import (
	"fmt"
	"time"
)

type shape interface{ area() float64 }

type square struct{ side float64 }
type circle struct{ radius float64 }

func (s square) area() float64  { return s.side * s.side }
func (c *circle) area() float64 { return 3 * c.radius * c.radius }

func main() {
	start := time.Now()
	shapes := []shape{square{2}, &circle{1}, square{3}}
	total := 0.0
	squares := 0
	for i := 0; i < 20000; i++ {
		for _, s := range shapes {
			total += s.area()
		}
		if _, ok := shapes[i%3].(square); ok {
			squares++
		}
	}
	fmt.Println(total, squares, time.Since(start).Nanoseconds())
}
