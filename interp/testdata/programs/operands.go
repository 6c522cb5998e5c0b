// Arguments of fmt that it looks at before it prints them: texts, widths and precisions.
package main

import (
	"bytes"
	"fmt"
	"log"
)

type Name string
type N int
type V struct{ p *int }
type P struct {
	A *N
	b *N
	F func(N)
	C chan N
	M map[N]N
	I any
	E error
}
type Big struct {
	N
	Name
}
type Str string

func (s Str) String() string { return "str " + string(s) }

func main() {
	a, b := Name("a"), Name("b")
	fmt.Print(a, b, "\n")
	fmt.Print(a, 1, 2, b, N(3), N(4), Str("x"), Str("y"), "\n")
	fmt.Println(fmt.Sprint(a, b), fmt.Sprint(N(1), N(2)), fmt.Sprint(a, N(1), N(2), nil, a))
	var w bytes.Buffer
	fmt.Fprint(&w, a, b, 1, 2)
	fmt.Println(w.String(), string(fmt.Append(nil, a, b)))
	l := log.New(&w, "", 0)
	l.Print(a, b, 1)
	fmt.Println(w.String())
	func() {
		defer func() { fmt.Println(recover()) }()
		l.Panic(a, b)
	}()
	fmt.Printf("%s %d\n", P{}, P{})
	fmt.Printf("%t %q %v %+v\n", P{}, P{}, P{}, P{})
	fmt.Printf("%s %d %t\n", Big{1, "x"}, Big{1, "x"}, &Big{})
	fmt.Printf("%s %x %q %v\n", []Name{a, b}, []Name{a}, map[Name]N{a: 1}, [2]N{1, 2})
	fmt.Printf("%6.2f|%-8s|%08d|%+d|%x|%X|% x|%#x\n", N(1), a, N(5), N(6), a, a, a, a)
	fmt.Printf("%*d|%-*d|%.*f|%*.*f|%d\n", N(5), 1, N(-5), 2, N(2), 1.5, N(8), N(3), 2.5, 7)
	fmt.Printf("%*.*f|%*.*f|%d\n", 8, N(3), 2.5, N(8), 3, 2.5, N(7))
	fmt.Printf("%[2]*[1]d|%[3]v\n", 1, N(5), a)
	fmt.Printf("%*d\n", a, 1)
	fmt.Printf("%v %d %s\n", a)
	fmt.Printf("%d%%\n", N(5), a)
	fmt.Printf("%\n", a)
	fmt.Printf("%")
	fmt.Printf("%!\n", a)
	fmt.Printf("100%% %v %[1]T %[1]v\n", a, N(2))
	fmt.Printf("%v\n", struct {
		x Name
		Y any
	}{a, N(2)})
	fmt.Printf("%#v %#v %#v\n", a, N(2), []any{a, N(1)})
	fmt.Printf("%x %X %x\n", N(255), []N{10, 11}, Str("hi"))
	fmt.Printf("%q %q\n", N('x'), []Name{"a b"})
	fmt.Printf("%5t|%-5t|%5v\n", true, N(1), a)
	fmt.Printf("%w %w\n", a, fmt.Errorf("x"))
	fmt.Println(fmt.Errorf("a %w b %d", fmt.Errorf("in"), 1, a, N(2)))
}
