// How values of package reflect are printed, for themselves and in others.
package main

import (
	"fmt"
	"reflect"
)

type T struct {
	V reflect.Value
	n int
	p P
}
type P struct{ A int }

func (P) String() string { return "P!" }

type hold struct {
	t  reflect.Type
	vs []reflect.Value
}

func logf(args ...any) { fmt.Println(args...) }

func main() {
	v := reflect.ValueOf(3)
	logf(v, []reflect.Value{v}, T{V: v}, struct{ V reflect.Value }{v}, map[string]reflect.Value{"a": v}, []any{v})
	w := reflect.ValueOf(T{V: v, p: P{3}})
	logf(w, w.Field(0), w.Field(1), w.Field(2), reflect.ValueOf(P{1}), reflect.Value{}, []any{reflect.Value{}})
	fmt.Printf("%v %+v %d %T\n", v, w, v, v)
	h := hold{reflect.TypeFor[P](), []reflect.Value{v}}
	fmt.Println(h.t, h.vs)
	fmt.Printf("%v %s %q\n", reflect.TypeFor[P](), reflect.TypeFor[[]P](), reflect.TypeFor[P]())
	fmt.Println([]reflect.Type{reflect.TypeFor[P](), reflect.TypeFor[int]()}, reflect.TypeFor[P]().Field(0))
}
