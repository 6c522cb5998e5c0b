// What fmt says of arguments that a format does not print, with the types of the program.
package main

import (
	"errors"
	"fmt"
	"log"
	"os"
)

type Color int
type Name string
type P struct{ X, Y int }
type E struct{ Code int }
type S string
type L []int
type M map[string]int
type F float64
type Bo bool
type Pn struct{}
type Ge[T any] struct{ V T }

func (e *E) Error() string { return fmt.Sprint("e", e.Code) }
func (s S) String() string { return "S:" + string(s) }
func (Pn) String() string  { panic("oops") }

type Fm struct{}

func (Fm) Format(s fmt.State, v rune) { panic(errors.New("fmt")) }

type Gs struct{}

func (Gs) GoString() string { panic("gs") }

type Er struct{}

func (Er) Error() string { panic(P{1, 2}) }

func main() {
	c, n, p, e, s := Color(3), Name("n"), P{1, 2}, &E{4}, S("s")
	fmt.Printf("%d\n", 1, c)
	fmt.Printf("%d %s\n", 1, n, p, e, s, c, &p, nil)
	fmt.Printf("x\n", c, n, L{1}, M{"a": 1}, F(1.5), Bo(true), Ge[int]{1}, &Ge[Color]{2}, []Color{1}, map[Name]Color{"x": 1})
	fmt.Printf("%d %d %d %d\n", n, p, s, e)
	fmt.Printf("%s %s %s %s %s\n", c, p, L{1}, M{"a": 1}, F(2))
	fmt.Printf("%z %z %z %z %z %z\n", c, n, p, e, s, &p)
	fmt.Printf("%t %t %x %f %f\n", c, n, F(1), c, n)
	fmt.Printf("%t %t\n", Bo(true), []Color{1})
	fmt.Printf("%v|%s|%+v|%d\n", Pn{}, Pn{}, &Pn{}, Pn{})
	fmt.Printf("%v %d\n", Fm{}, Fm{})
	fmt.Printf("%#v\n", Gs{})
	fmt.Printf("%v %s\n", Er{}, Er{})
	fmt.Printf("%*d %-*d|\n", c, 1, 5, 2)
	fmt.Printf("%[2]d %[1]d\n", c, n)
	fmt.Printf("%[3]d %d %!\n", c, n)
	fmt.Printf("%.*f\n", Color(2), 1.5)
	fmt.Printf("%d %d\n", c)
	fmt.Printf("%v %v\n", []any{c, n, s}, map[string]any{"a": c, "b": s})
	fmt.Printf("%d %s\n", []any{n, s}, []any{c, s})
	fmt.Printf("%w\n", e)
	fmt.Println(fmt.Errorf("%w %w: %d", e, c, n))
	fmt.Println(fmt.Errorf("%w", nil))
	fmt.Println(fmt.Errorf("extra %d", 1, c, s))
	fmt.Println(fmt.Sprintf("%s", errors.Join(e, e)))
	fmt.Printf("%!d %% %", c)
	fmt.Println()
	fmt.Printf("%p %p %p\n", c, n, p)
	fmt.Printf("%U %c %q %b %o %x\n", c, c, c, c, c, c)
	fmt.Printf("%U %c %q %b %o %x\n", s, n, n, n, n, n)
	fmt.Printf("%e %g %5.1f|%08.3f\n", F(1), F(2), F(3), F(4))
	fmt.Printf("%s\n", struct {
		A Color
		B any
	}{1, n})
	fmt.Fprintf(os.Stdout, "%v\n", *e)
	l := log.New(os.Stdout, "", 0)
	l.Printf("%d", n, c)
	var np *P
	var ne *E
	var nilErr error
	fmt.Printf("%s %v %d %s\n", np, np, np, nilErr)
	fmt.Printf("%v %s\n", ne, ne)
	fmt.Printf("%d%!\n", p)
	fmt.Println(fmt.Sprintf("%v %s", struct{ E error }{e}, []error{e}), fmt.Sprintf("%x %X", s, n))
	fmt.Print(c, n, "a", p, 1, 2, s, s, "\n")
	fmt.Println(fmt.Appendf(nil, "%d", n, c))
}
