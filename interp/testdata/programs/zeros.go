package main

import (
	"fmt"
	"math"
)

type P struct{ X, Y float64 }
type F float64

func f(x float64) bool                 { return math.Signbit(x) }
func f32(x float32) bool               { return math.Signbit(float64(x)) }
func s(p P) bool                       { return math.Signbit(p.X) }
func a(p [2]float64) bool              { return math.Signbit(p[1]) }
func c(x complex128) bool              { return math.Signbit(imag(x)) }
func n(x F) bool                       { return math.Signbit(float64(x)) }
func v(xs ...float64) bool             { return math.Signbit(xs[0]) }
func ret() float64                     { return math.Copysign(0, -1) }
func ret2() (float64, error)           { return math.Copysign(0, -1), nil }
func named() (r float64)               { r = math.Copysign(0, -1); return }
func g[T any](x T) T                   { return x }
func (p P) m(y float64) (bool, bool)   { return math.Signbit(p.X), math.Signbit(y) }
func (f F) neg() bool                  { return math.Signbit(float64(f)) }
func neg(x float64) float64            { return -x }
func two(a float64, b float64) float64 { return a * b }

type I interface{ m(float64) (bool, bool) }

var global = math.Copysign(0, -1)

func main() {
	z := math.Copysign(0, -1)
	fmt.Println(f(z), f32(float32(z)), s(P{X: z}), a([2]float64{0, z}), c(complex(0, z)), n(F(z)), v(z), v([]float64{z}...))
	fmt.Println(math.Signbit(ret()), math.Signbit(named()), math.Signbit(g(z)), math.Signbit(global))
	r, _ := ret2()
	fmt.Println(math.Signbit(r))
	fmt.Println(P{X: z}.m(z))
	fmt.Println(F(z).neg())
	var i I = P{X: z}
	fmt.Println(i.m(z))
	fmt.Println(math.Signbit(neg(0)), math.Signbit(neg(neg(z))), math.Signbit(two(-1, 0)))
	m := map[string]float64{"a": z}
	fmt.Println(math.Signbit(m["a"]))
	ch := make(chan float64, 1)
	ch <- z
	fmt.Println(math.Signbit(<-ch))
	p := P{z, z}
	q := p
	fmt.Println(math.Signbit(q.Y))
	p.Y = 1
	p.Y = z
	fmt.Println(math.Signbit(p.Y))
	h := func(x float64) bool { return math.Signbit(x) }
	fmt.Println(h(z))
	func(x float64) { fmt.Println(math.Signbit(x)) }(z)
	defer func(x float64) { fmt.Println(math.Signbit(x)) }(z)
	done := make(chan bool)
	go func(x float64) { fmt.Println(math.Signbit(x)); done <- true }(z)
	<-done
	var e any = z
	fmt.Println(math.Signbit(e.(float64)))
	w := []float64{z}
	w = append(w, z)
	fmt.Println(math.Signbit(w[0]), math.Signbit(w[1]))
	k := f
	fmt.Println(k(z))
	var zero float64
	fmt.Println(math.Signbit(-zero), math.Signbit(zero*-1), 1/(-zero))
	fmt.Println(math.Signbit(real(-complex(zero, zero))))
	x, y := z, 1.0
	x, y = y, x
	fmt.Println(math.Signbit(y))
	fmt.Printf("%v %g\n", z, p)
	type L struct{ p *P }
	l := L{&P{z, 0}}
	fmt.Println(math.Signbit(l.p.X), s(*l.p))
	f5 := float32(z)
	fmt.Println(math.Signbit(float64(f5)))
	switch {
	case f(z):
		fmt.Println("neg")
	}
	if b := f(z); b {
		fmt.Println("neg")
	}
	var arr [3]P
	arr[1] = P{z, z}
	fmt.Println(math.Signbit(arr[1].Y), func(a [3]P) bool { return math.Signbit(a[1].Y) }(arr))
	fmt.Println(struct{ f float64 }{z})
	const cz = 0.0
	fmt.Println(math.Signbit(-cz))
	fmt.Println(math.Signbit(math.Round(-0.4)), f(math.Round(-0.4)), f(math.Trunc(-0.5)), f(-0.0))
}
