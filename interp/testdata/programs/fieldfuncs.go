// Variadic functions in fields of structs.
package main

import (
	"errors"
	"fmt"
)

type S struct {
	logf func(f string, xs ...any)
	sum  func(xs ...int) int
	errs func(n int, xs ...error) error
	strs func(xs ...fmt.Stringer) string
	fs   func(fs ...func(...int) int) int
	emb
}
type emb struct {
	inner func(p string, xs ...string) []string
}
type name string

func (n name) String() string { return "<" + string(n) + ">" }

func three() (int, int, int) { return 4, 5, 6 }
func (s *S) g() {
	s.logf("%d %v\n", 1, name("x"))
	s.logf("x\n")
	s.logf("%v %v\n", []any{1, 2}, nil)
	fmt.Println(s.sum(), s.sum(1), s.sum(1, 2), s.sum([]int{3, 4}...), s.sum(three()))
}

func main() {
	c := &S{
		logf: func(p string, x ...any) { fmt.Printf(p, x...) },
		sum: func(x ...int) (n int) {
			for _, v := range x {
				n += v
			}
			return
		},
		errs: func(n int, xs ...error) error { return errors.Join(xs[:n]...) },
		strs: func(xs ...fmt.Stringer) (s string) {
			for _, x := range xs {
				s += x.String()
			}
			return
		},
		fs:  func(fs ...func(...int) int) int { return fs[0](1, 2) + fs[1](3, 4, 5) },
		emb: emb{func(p string, xs ...string) []string { return append(xs, p, fmt.Sprint(cap(xs))) }},
	}
	c.g()
	fmt.Println(c.errs(2, errors.New("a"), nil, errors.New("b")), c.errs(1, errors.New("z")))
	fmt.Println(c.strs(name("p"), name("q")), c.strs(name("r")), c.fs(c.sum, c.sum), (*c).sum(1, 2, 3), (c.sum)(1, 2, 3, 4))
	fmt.Println(c.inner("p", "a", "b", "c"), c.emb.inner("q"))
	defer c.logf("%d %d %d\n", 1, 2, 3)
	done := make(chan bool)
	go func() { c.logf("%s %s\n", "go", "es"); close(done) }()
	<-done
	tbl := []struct{ f func(...float64) float64 }{{func(x ...float64) float64 { return x[0] + x[len(x)-1] }}}
	for _, t := range tbl {
		fmt.Println(t.f(1, 2, 3.5), t.f(1))
	}
	anon := map[string]struct{ f func(...byte) string }{"k": {func(b ...byte) string { return string(b) }}}
	fmt.Println(anon["k"].f('a', 'b', 99))
	s := 1.0
	fmt.Println(tbl[0].f(1, float64(int(1)<<three2()), s))
}
func three2() int { return 3 }
