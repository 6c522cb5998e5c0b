// What types are called at run time: by fmt, and by panics.
package main

import (
	"fmt"
	"io"
	"time"
)

type T struct{ n int }
type G[K comparable, V any] struct {
	k K
	v V
}
type I interface{ M(int) string }
type F func(T) error

func main() {
	vals := []any{
		T{}, &T{}, []T{}, map[string]T{}, map[T][]any{}, [3]T{}, make(chan T), make(<-chan T), make(chan<- *T),
		func(T) {}, func(T, ...int) (any, error) { return nil, nil }, func() (n T) { return },
		struct{ X int }{}, struct {
			X int `json:"x"`
			y string
		}{}, struct{}{}, []struct{ A, b T }{}, struct{ T }{}, struct{ *T }{}, new(I), new(any), []I{}, []any{T{}}, map[string]map[string]any{},
		new(interface{ M() }), new(interface {
			io.Reader
			N(a, b int) (c error)
		}), G[string, int]{}, &G[T, []T]{}, []G[int, any]{}, G[string, map[string]any]{}, G[string, struct{ A int }]{}, F(nil), []F{}, map[I]F{},
		make(chan (<-chan T)), make(chan func(T)), []time.Duration{}, map[time.Time]T{}, new(*T), []*[]T{}, []rune{}, []byte{}, map[byte]T{}, map[rune]*T{}, func(byte, rune, T) {},
		struct{ io.Reader }{}, struct {
			f func(T) (int, error)
			c chan T
		}{}, new(error), []error{}, map[string]error{}, struct {
			e error
			t T
		}{}, func(error) T { return T{} },
	}
	for _, v := range vals {
		fmt.Printf("%T\n", v)
	}
	more()
	failing()
	defer func() { fmt.Println(recover()) }()
	var x any = map[string][]T{}
	_ = x.(map[string]struct{ A int })
}

type N struct{}
type J interface {
	b() N
	A() struct{ x N }
	error
}

func more() {
	fmt.Printf("%T %T %T\n", new(interface {
		m() N
		B()
		a(struct{ X N })
	}), new(J), []interface{ J }{})
	fmt.Printf("%#v %#v %#v\n", []struct {
		A N
		b any
	}{{}}, map[string]any{"a": N{}}, struct{ p *N }{})
	fmt.Printf("%#v %#v\n", [2][]byte{}, map[rune][]N{'a': {}})
}

func failing() {
	for _, f := range []func(){
		func() { var x any = N{}; _ = x.(interface{ M(rune) any }) },
		func() { var x interface{ m() } = U{}; _ = x.(J) },
		func() { var x interface{ m() } = U{}; _ = x.(*U) },
		func() { var x interface{ m() }; _ = x.(*U) },
		func() { var x any = []struct{ t N }{}; _ = x.([]struct{ X N }) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}

type U struct{}

func (U) m()  {}
func (*U) b() {}
