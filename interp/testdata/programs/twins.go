// Types of a program that have the same fields, or none of their own.
package main

import (
	"encoding/json"
	"fmt"
	"reflect"
)

type A struct{}
type B struct{}

func (B) String() string { return "B" }

type P struct{ X, Y int }
type S struct{ X, Y int }

func (s S) Area() int { return s.X * s.Y }

type Q P

type T struct {
	N string `json:"n"`
	m int
}
type U struct {
	N string `json:"n"`
	m int
}

type Pair[K comparable, V any] struct {
	K K
	V V
}

type Both struct {
	S
	P P
	L []S
	M map[string]P
}

func main() {
	p := P{1, 2}
	s := S(p)
	q := Q(s)
	var anon struct{ X, Y int } = s
	s = anon
	p = struct{ X, Y int }{5, 6}
	fmt.Println(p, s, q, anon, s.Area(), S(q).Area())
	ps := []P{{1, 2}}
	ps = append(ps, P(s))
	fmt.Println(ps, p == P(s), any(p) == any(s), struct{ X, Y int }{1, 2} == s)
	t := T{"n", 1}
	u := U(t)
	b, err := json.Marshal([]any{t, u, &u, A{}, B{}, s, map[string]U{"k": u}})
	fmt.Println(string(b), err)
	var back U
	fmt.Println(json.Unmarshal([]byte(`{"n":"x","m":4}`), &back), back)
	reg := map[reflect.Type]string{reflect.TypeOf(A{}): "a", reflect.TypeOf(B{}): "b", reflect.TypeOf(p): "p", reflect.TypeOf(s): "s"}
	fmt.Println(len(reg), reg[reflect.TypeOf(B{})], reflect.TypeOf(S{}).Name(), reflect.TypeOf(A{}).NumField(), reflect.TypeOf(B{}))
	x := Pair[string, int]{"a", 1}
	y := Pair[string, int]{"a", 1}
	fmt.Println(x == y, reflect.TypeOf(x), reflect.TypeOf(x) == reflect.TypeOf(y))
	both := Both{S: s, P: p, L: []S{s}, M: map[string]P{"p": p}}
	fmt.Printf("%+v %v\n", both, both.Area())
	ch := make(chan struct{}, 1)
	ch <- A{}
	fmt.Println(<-ch, len(ch))
	set := map[P]struct{}{p: A{}}
	_, ok := set[P(s)]
	fmt.Println(ok)
	f := func(v struct{ X, Y int }) int { return v.X }
	fmt.Println(f(s), f(P{9, 9}))
	type local struct{ X, Y int }
	l := local(s)
	fmt.Println(l, fmt.Sprintf("%T %#v", l, l))
	ptr := (*S)(&p)
	ptr.X = 77
	fmt.Println(p)
}
