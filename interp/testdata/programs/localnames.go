// Types that functions declare, by their names within those of instances.
package main

import (
	"errors"
	"fmt"
	"reflect"
)

func f[T any](x T) any {
	type pair struct {
		A T
		B int
	}
	return pair{x, 1}
}
func g[T any]() any {
	type a struct{ X T }
	type b struct{ Y a }
	if true {
		type a int
		fmt.Printf("%T\n", a(1))
	}
	return b{}
}
func h() any {
	type pair struct{ A int }
	type gen[T any] struct{ V T }
	return pair{}
}
func two() any {
	{
		type pair struct{ A int }
		fmt.Printf("%T %v\n", pair{}, reflect.TypeOf(pair{}).Name())
	}
	type pair struct{ B int }
	return pair{}
}
func lit[T any]() func() any {
	return func() any {
		type in struct{ V T }
		return in{}
	}
}

type G[T any] struct{}

func (G[T]) M() any {
	type loc struct{ V T }
	return loc{}
}
func errOf[T any](x T) error {
	type e struct{ error }
	return e{errors.New("x")}
}
func arg() any {
	type loc int
	return f(loc(1))
}
func argS() any {
	type loc int
	return []any{G[loc]{}, f[[]loc](nil)}
}

func main() {
	for _, x := range []any{f(1), f("a"), g[int](), h(), two(), lit[int]()(), G[string]{}.M(), arg(), errOf(1), f(G[int]{})} {
		t := reflect.TypeOf(x)
		fmt.Printf("%T|%v|%+v|%s|%s|%s\n", x, x, x, t.Name(), t.String(), t.PkgPath())
	}
	fmt.Printf("%#v\n", f(2))
	fmt.Printf("%T\n", argS())
	for _, x := range argS().([]any) {
		fmt.Printf("%T\n", x)
	}
	defer func() { fmt.Println(recover()) }()
	_ = f(1).(string)
}
