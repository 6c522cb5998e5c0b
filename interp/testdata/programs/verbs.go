// Types and pointers by %T and %p, of formats that are handed on.
package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
)

type T struct{ n int }
type E struct{}

func (*E) Error() string { return "E" }

func logf(format string, args ...any) { fmt.Printf(format+"\n", args...) }

func wrap(format string, args ...any) error { return fmt.Errorf("wrapped: "+format, args...) }

func main() {
	pointers()
	logf("%T %v", T{1}, T{2})
	format := "%T|%5T|%[2]T|%v\n"
	fmt.Printf(format, T{1}, &T{2}) // one too few
	fmt.Println(wrap("%T %w", &E{}, &E{}))
	l := log.New(os.Stdout, "", 0)
	l.Printf("%T", []T{})
	l.Printf("%T and %T", []T{}, 1)
	fmt.Printf("%-10T|%[1]T %*d\n", T{}, 5, 3)
	fmt.Fprintf(os.Stdout, "%T %T %T %%T\n", nil, errors.New("x"), any(T{}))
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	log.Printf("%T", T{})
	say, sprintf := log.Printf, fmt.Sprintf
	say("%v %T %s", E{}, T{}, sprintf("%v %T", &E{}, &E{}))
	args := []any{T{}, &T{}}
	fmt.Printf("%T %T\n", args...)
	var err error = &E{}
	fmt.Printf("%T: %[1]v %[1]T\n", err)
	logf("%p %T", nil, T{})
	logf("%s %T", fmt.Sprintf("%T", T{}), map[string]T{})
}

type N int

func (P) String() string { return "P" }

type P struct{ n int }

type M map[string]P
type F func()
type S []P
type C chan P

func pointers() {
	t := &P{1}
	s := []P{{1}}
	m := map[string]P{}
	f := F(func() {})
	c := make(chan P)
	for _, v := range []any{t, s, m, f, c, M{}, S{{}}, C(c), &s} {
		x := fmt.Sprintf("%p", v)
		fmt.Println(strings.HasPrefix(x, "0x"), len(x) > 6)
	}
	a, b := fmt.Sprintf("%p", t), fmt.Sprintf("%p", t)
	fmt.Println(a == b, fmt.Sprintf("%p", &P{}) == a, fmt.Sprintf("%p", *t), fmt.Sprintf("%p", N(3)), fmt.Sprintf("%#p", t) == a[2:])
	var np *P
	var ns []P
	fmt.Printf("%p %p %20p|%-20p|\n", np, ns, np, np)
	fmt.Printf("%x\n", t == nil)
}
