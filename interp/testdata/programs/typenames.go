package main

import (
	"fmt"
	"reflect"
)

type T struct{ A int }
type N int
type G[X any] struct{ x X }

func name[X any]() string { return reflect.TypeFor[X]().String() }

func is[X any](v any) error {
	if _, ok := v.(X); !ok {
		return fmt.Errorf("its type is %T, not %v", v, reflect.TypeFor[X]())
	}
	return nil
}

func main() {
	fmt.Println(reflect.TypeOf(T{}).String(), reflect.TypeOf(N(1)), reflect.TypeFor[*T](), name[T](), name[int](), name[G[N]](), name[error]())
	fmt.Println(is[T](N(1)), is[N](3), is[int](3))
	var x any = &T{}
	fmt.Printf("%v %s\n", reflect.TypeOf(x), reflect.TypeOf(x).String())
	fmt.Println(reflect.TypeOf(T{}).Kind(), reflect.TypeOf(3), reflect.TypeOf(x).Elem().NumField())
}
