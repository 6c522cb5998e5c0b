// Values of all kinds through channels, which are nil, closed, buffered and not.
package main

import (
	"errors"
	"fmt"
	"io"
)

type point struct{ x, y int }
type level int
type names []string

func through[T any](values ...T) {
	c := make(chan T)
	go func() {
		for _, v := range values {
			c <- v
		}
		close(c)
	}()
	first := <-c
	fmt.Printf("%v %T:", first, first)
	for v := range c {
		fmt.Print(" ", v)
	}
	v, ok := <-c
	fmt.Println(" ", v, ok, <-c, len(c), cap(c))
}

func sends(c chan<- int, n int) (err any) {
	defer func() { err = recover() }()
	c <- n
	return nil
}

func main() {
	through(1, 2, 3)
	through(true, false)
	through[uint8](1, 255)
	through[int16](-1, 2)
	through('a', 'b')
	through[float32](0.5, 1.5)
	through(0.1, 0.2)
	through("a", "", "c")
	through(struct{}{}, struct{}{})
	through(point{1, 2}, point{})
	through(&point{3, 4}, nil)
	through[any](1, "a", nil, point{5, 6})
	through[error](io.EOF, nil, errors.New("x"))
	through([]int{1}, nil)
	through(map[string]int{"a": 1}, nil)
	through(names{"a"}, nil)
	through(level(3), 4)
	through([2]int{1, 2}, [2]int{})
	through(1+2i, 3)
	through[fmt.Stringer](nil)
	closed := make(chan int, 1)
	fmt.Println(sends(closed, 1))
	close(closed)
	fmt.Println(sends(closed, 2), <-closed, <-closed)
	chans := make(chan chan int, 1)
	chans <- closed
	_, ok := <-<-chans
	fmt.Println(ok)
	funcs := make(chan func() int, 2)
	funcs <- func() int { return 7 }
	close(funcs)
	for f := range funcs {
		fmt.Println(f())
	}
	pointers := []*int{}
	numbers := make(chan int, 3)
	for i := range 3 {
		numbers <- i
	}
	close(numbers)
	for n := range numbers {
		pointers = append(pointers, &n)
	}
	fmt.Println(*pointers[0], *pointers[1], *pointers[2])
	var none chan int
	select {
	case n := <-none:
		fmt.Println(n)
	case none <- 1:
	default:
		fmt.Println("nothing")
	}
}
