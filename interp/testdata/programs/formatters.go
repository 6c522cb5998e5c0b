// Formatters and GoStringers inside other values.
package main

import "fmt"

type F struct{ a int }

func (f F) Format(s fmt.State, verb rune) {
	fmt.Fprintf(s, "<%s>", fmt.FormatString(s, verb))
}

type G struct{ b int }

func (g G) GoString() string { return "G!" }
func (g G) String() string   { return "g" }

type W struct {
	F F
	G G
	P *F
	L []F
	M map[string]G
}

func main() {
	w := W{L: []F{{1}}, M: map[string]G{"a": {}}}
	fmt.Printf("%v %+v %#v %s %d\n", w, w, w, w, w)
	fmt.Printf("%v %+v %#v %x\n", w.F, w.F, w.F, w.F)
	fmt.Printf("%v %+v %#v %d\n", w.G, w.G, w.G, w.G)
	fmt.Printf("%#v %v\n", w.L, &w.L)
}
