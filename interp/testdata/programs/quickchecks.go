// testing/quick makes values of types of the program, and calls functions with them.
package main

import (
	"fmt"
	"math/rand"
	"reflect"
	"testing/quick"
)

type P struct {
	X, Y int8
	S    string
}
type Kind int

func (Kind) Generate(r *rand.Rand, size int) reflect.Value { return reflect.ValueOf(Kind(r.Intn(3))) }

func main() {
	cfg := &quick.Config{Rand: rand.New(rand.NewSource(1)), MaxCount: 50}
	fmt.Println(quick.Check(func(p P) bool { return int(p.X)+int(p.Y) == int(p.Y)+int(p.X) }, cfg))
	fmt.Println(quick.Check(func(k Kind) bool { return k >= 0 && k < 3 }, cfg))
	fmt.Println(quick.Check(func(a, b int) bool { return a+b == b+a }, cfg))
	err := quick.Check(func(p P) bool { return p.X < 0 }, cfg)
	fmt.Printf("%v %T\n", err, err)
	fmt.Println(quick.CheckEqual(func(p P) P { return p }, func(p P) P { return p }, cfg))
	fmt.Println(quick.CheckEqual(func(p []P) int { return len(p) }, func(p []P) int { return 0 }, cfg) != nil)
	fmt.Println(quick.Check(3, cfg))
	v, ok := quick.Value(reflect.TypeOf(P{}), rand.New(rand.NewSource(2)))
	fmt.Println(v.Interface().(P).X, ok)
}
