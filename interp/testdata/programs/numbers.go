// Operations on numbers of all sizes, in variables, elements, fields and constants.
package main

import (
	"fmt"
	"math"
)

type size uint8

type point struct {
	x, y int
	f    float64
}

func integers[T int | int8 | int16 | int32 | int64 | uint | uint8 | uint16 | uint32 | uint64 | uintptr](a, b T) {
	fmt.Println(a+b, a-b, a*b, a/b, a%b, a&b, a|b, a^b, a&^b, a < b, a <= b, a > b, a >= b, a == b, a != b)
	c := a
	c += b
	c -= 3
	c *= 5
	c /= 2
	c %= 100
	c |= 8
	c &= 0x7e
	c ^= 5
	c &^= 1
	c++
	c <<= 2
	c >>= 1
	fmt.Println(c, a+1, 1+a, a-1, 7-a, a*3, a/2, a%2, 100/b, -a, +a, ^a, a<<3, a>>1)
}

func floats[T float32 | float64](a, b T) {
	fmt.Println(a+b, a-b, a*b, a/b, a < b, a <= b, a > b, a >= b, a == b, a != b, -a)
	c := a
	c += b
	c -= 0.5
	c *= 1e3
	c /= 3
	c++
	fmt.Println(c, a+1, 1-a, a*0.1, 1/b)
}

func divide(a, b int) (n int, err any) {
	defer func() { err = recover() }()
	n = a / b
	return n, nil
}

func rest(a, b uint8) (n uint8, err any) {
	defer func() { err = recover() }()
	n = a
	n %= b
	return n, nil
}

var global = 40

func main() {
	integers[int](math.MaxInt, 3)
	integers[int8](127, 2)
	integers[int16](-32768, -1)
	integers[int32](math.MinInt32, -1)
	integers[int64](math.MinInt64, -1)
	integers[uint](math.MaxUint, 9)
	integers[uint8](255, 16)
	integers[uint16](65535, 300)
	integers[uint32](math.MaxUint32, 7)
	integers[uint64](math.MaxUint64, 1<<63)
	integers[uintptr](12, 5)
	floats[float32](0.1, 3)
	floats(0.1, 0.2)
	floats(math.Inf(1), math.NaN())
	floats(math.Copysign(0, -1), 0)
	fmt.Println(divide(7, 2))
	fmt.Println(divide(7, 0))
	fmt.Println(divide(math.MinInt, -1))
	fmt.Println(rest(7, 0))
	var s size = 250
	s += 10
	fmt.Println(s, s < 5, s*200)
	p := &point{1, 2, 0.5}
	p.x += p.y * 3
	p.f *= float64(p.x)
	list := []int{1, 2, 3}
	list[1] += list[0] - list[2]
	list[p.y] *= 2
	m := map[string]int{"a": 1}
	m["a"] += 2
	m["b"]--
	m["c"] |= 6
	var array [3]uint8
	array[1]--
	global += list[2]
	global -= 1
	r := 'a'
	r += 2
	var i any = list[0] + 5
	var c complex128 = 1 + 2i
	c *= c
	fmt.Println(*p, list, m, array, global, string(r), i, c, p.x == list[0], r-'a' < 'c', "a"+"b" < "b")
	n := 0
	for i := 10; i > 0; i -= 3 {
		n += i
	}
	func() { n *= 2; global = n }()
	const big = 1 << 62
	fmt.Println(n, global, big+n, n-big, float64(n)*1.5, uint64(n)+math.MaxInt64+5)
}
