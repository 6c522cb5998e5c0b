package main

import (
	"errors"
	"fmt"
)

func res() (f func() int, n int) {
	f = func() int { return n }
	return f, 7
}
func swap(a, b int) (x, y int, f func() string) {
	x, y = a, b
	f = func() string { return fmt.Sprint(x, y) }
	return y, x, f
}
func one() (n int) {
	seen := make(chan int)
	go func() { seen <- n }()
	<-seen
	keep = func() int { n++; return n }
	return keep() + n
}
func bare() (n int) {
	keep = func() int { return n }
	n = 3
	return
}
func pair() (int, error) { return 3, errors.New("p") }
func tuple() (n int, err error) {
	keep = func() int { fmt.Print(err, " "); return n }
	return pair()
}
func deferred() (n int, m int) {
	keep = func() int { return n + m }
	defer func() { n++ }()
	return 5, 6
}
func blank() (_ int, n int) {
	keep = func() int { return n }
	return 1, 2
}
func ranged() (n int, m any) {
	keep = func() int { return n }
	for i := range seq {
		return i + 10, T(i)
	}
	return 2, nil
}
func seq(y func(int) bool) { _ = y(4) }

type T int

func (t T) String() string { return fmt.Sprint("T", int(t)) }
func loop() (n int) {
	for i := range 3 {
		keep = func() int { n += i; return n }
		if i == 1 {
			return n + 20
		}
	}
	return 1
}
func iface() (err error, s fmt.Stringer) {
	keep = func() int { fmt.Print(err, s, " "); return 0 }
	return errors.New("a"), T(3)
}

func lit() func() (int, func() int) {
	return func() (n int, f func() int) {
		return 4, func() int { return n }
	}
}

var keep func() int

func main() {
	f, n := res()
	fmt.Println(f(), n)
	x, y, g := swap(1, 2)
	fmt.Println(x, y, g())
	fmt.Println(one(), keep(), keep())
	fmt.Println(bare(), keep())
	fmt.Println(tuple())
	fmt.Println(keep())
	fmt.Println(deferred())
	fmt.Println(keep())
	fmt.Println(blank())
	fmt.Println(keep())
	fmt.Println(ranged())
	fmt.Println(keep())
	fmt.Println(loop())
	fmt.Println(keep())
	fmt.Println(iface())
	fmt.Println(keep())
	a, b := lit()()
	fmt.Println(a, b())
}
