package interp_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/states"
)

// lowerings are constructs that the interpreter underneath gets wrong, each with
// what it has to print.
var lowerings = []struct{ name, body, want string }{
	{"deferred arguments are those of the statement", `
func show(i int) { fmt.Print(i, " ") }
func main() { for i := 0; i < 3; i++ { defer show(i) } }`, "2 1 0"},
	{"a panic in a deferred call leaves the others", `
func main() {
	defer func() { fmt.Println("last", recover()) }()
	defer fmt.Println("between")
	defer func() { panic(fmt.Sprint("again ", recover())) }()
	panic("first")
}`, "between\nlast again first"},
	{"recover in a function value", `
var rescue = func() { fmt.Println(recover()) }
func main() { defer rescue(); panic(1) }`, "1"},
	{"recover in a method called through an interface", `
type Rescuer interface{ Rescue() }
type T struct{}
func (T) Rescue() { fmt.Println(recover()) }
func main() { var r Rescuer = T{}; defer r.Rescue(); panic(2) }`, "2"},
	{"recover in a method value", `
type T struct{}
func (T) Rescue() { fmt.Println(recover()) }
func main() { f := T{}.Rescue; defer f(); panic(3) }`, "3"},
	{"recover further in recovers nothing", `
func helper() { fmt.Println("helper", recover()) }
func main() {
	defer func() { fmt.Println("outer", recover()) }()
	defer func() { helper() }()
	panic(4)
}`, "helper <nil>\nouter 4"},
	{"results of a function that recovers", `
func f() (int, error) { defer func() { recover() }(); panic(5) }
func g() (n int, err error) { defer func() { err = fmt.Errorf("%v", recover()) }(); n = 1; panic(6) }
func main() { fmt.Println(f()); fmt.Println(g()) }`, "0 <nil>\n1 6"},
	{"a deferred call that is lowered specially keeps what it needs", `
type A interface{ Area() int }
type Sq int
func (s Sq) Area() int { return int(s) }
func id(a any) any { return a }
func main() { x := any(Sq(3)); defer fmt.Printf("%T %d\n", x.(A), id(x).(Sq).Area()) }`, "main.Sq 3"},
	{"panic(nil)", `
func main() { defer func() { fmt.Println(recover()) }(); panic(nil) }`, "panic called with nil argument"},
	{"a default clause among those that fall through", `
func main() {
	for _, n := range []int{1, 6, 8} {
		switch n { case 1: fmt.Print("one "); fallthrough; default: fmt.Print("other "); fallthrough; case 6: fmt.Print("six ") }
		fmt.Println()
	}
}`, "one other six \nsix \nother six"},
	{"a defer that runs once keeps its argument", `
func main() { s := "then"; defer fmt.Println(s); s = "now"; fmt.Println(s) }`, "now\nthen"},
	{"each select has its own cases", `
func main() {
	in, out := make(chan int, 1), make(chan string)
	in <- 7
	select {
	case n, ok := <-in: fmt.Println(n, ok)
	case out <- "x": fmt.Println("sent")
	}
	_, ok := <-func() chan struct{} { c := make(chan struct{}); close(c); return c }()
	fmt.Println(ok)
}`, "7 true\nfalse"},
	{"a range over channels", `
func main() {
	list := []chan int{make(chan int, 1), nil}
	for _, c := range list { select { case c <- 1: fmt.Println("sent"); default: fmt.Println("dropped") } }
	for k, c := range map[string]chan int{"a": list[0]} { fmt.Println(k, <-c) }
}`, "sent\ndropped\na 1"},
	{"a constant left of a shift has its own type", `
func f(x uint) uint { return x >> ((1 >> x) + (1 >> x)) }
func main() { fmt.Println(f(48), 1<<(1<<(1<<f(2)))) }`, "48 65536"},
	{"the sign of zero", `
func main() { x := 0.0; fmt.Println(1 / -x) }`, "-Inf"},
	{"append of elements of the slice that it writes to", `
func main() { s := append(make([]int, 0, 4), 1, 2); fmt.Println(append(s[:1], 9, s[1])) }`, "[1 9 2]"},
	{"method expressions as values", `
type T int
func (t T) Add(n int) T { return t + T(n) }
func main() { f := T.Add; fmt.Println(f(1, 2), T.Add(3, 4)) }`, "3 7"},
	{"a range that only counts does not look at its operand", `
func main() { var p *[3]int; for i := range *p { fmt.Print(i) } }`, "012"},
	{"make of a channel of one direction", `
func main() { c := make(chan<- int, 3); fmt.Println(cap(c)) }`, "3"},
	{"operands of an assignment are found first", `
type T struct{ x struct{ y int } }
func main() {
	p := new(T)
	q := p
	p, p.x.y = new(T), 7
	s := []int{1}
	x := s
	x[0] += func() int { x = []int{5}; return 1 }()
	fmt.Println(p.x.y, q.x.y, s, x)
}`, "0 7 [2] [5]"},
	{"a return that panics leaves no result", `
func f() (ok bool, n int) { defer func() { recover() }(); var p *int; return true, *p }
func g() (bool, int) { defer func() { recover() }(); var p *int; return true, *p }
func main() { fmt.Println(f()); fmt.Println(g()) }`, "false 0\nfalse 0"},
	{"state functions", `
type lexer struct { n int; state stateFn }
type stateFn func(*lexer) stateFn
func start(l *lexer) stateFn { l.n++; if l.n > 2 { return nil }; return next }
func next(l *lexer) stateFn { l.n *= 2; return start }
func main() { l := &lexer{}; for l.state = start; l.state != nil; { l.state = l.state(l) }; fmt.Println(l.n) }`, "3"},
	{"types that contain themselves", `
type Tree []Tree
type Dir map[string]Dir
type Chain *Chain
func (t Tree) Size() int { n := 1; for _, c := range t { n += c.Size() }; return n }
func main() {
	t := Tree{nil, {nil, nil}}
	t = append(t, Tree{})
	t[0] = t[1][:1]
	var x any = t
	_, isTree := x.(Tree)
	fmt.Println(t.Size(), len(t), t[2] == nil, isTree)
	d := Dir{"etc": {}}
	d["etc"]["ssh"] = nil
	sub, ok := d["etc"]["ssh"]
	fmt.Println(len(d["etc"]), len(sub), ok)
	var a Chain
	b := Chain(&a)
	fmt.Println(*b == nil, b == Chain(&a))
}`, "7 3 false true\n1 0 true\ntrue true"},
	{"returns from the body of a range over a function that defers", `
func each(yield func(int) bool) { _ = yield(1) && yield(2) }
func f() int { defer func() {}(); for i := range each { return i }; return 0 }
func g() (_ int, err error) { for i := range each { defer func() { err = fmt.Errorf("at %d", i) }(); if i == 2 { return i, nil } }; return }
func h() (n, m int) { for i := range each { n, m = i, n; if i == 2 { return m, n } }; return }
func main() { fmt.Println(f()); fmt.Println(g()); fmt.Println(h()) }`, "1\n2 at 1\n1 2"},
	{"a result is not yet the variable that it is assigned to", `
type T struct{ n int }
func (t *T) next() (n int) { n = 4; return n + t.n }
func (t *T) later() (n int) { defer func() { n++ }(); n = 4; return n + t.n }
func main() { t := &T{3}; t.n = t.next(); fmt.Println(t.n); t.n = t.later(); fmt.Println(t.n) }`, "7\n12"},
	{"a switch with a default clause before an empty one", `
func main() { switch x := 1; { default: fmt.Println("default"); case x == 1: ; case x < 5: fmt.Println("wrong") } }`, ""},
	{"labels in a clause, and of the names of variables", `
func main() {
	loop := 0
	switch {
	case true:
	loop:
		for { for { loop++; if loop > 2 { break loop } } }
	}
	fmt.Println(loop)
}`, "3"},
	{"elements of a literal that begin with a dereference", `
func main() {
	p, q := &struct{ n []int }{[]int{4}}, new(int)
	func() { *q = 3 }()
	fmt.Println([]int{*q * 2, (*p).n[0], 2: 5}, [2]int{1: *q})
}`, "[6 4 5] [0 3]"},
	{"a builtin that is not the first result", `
func f(s []int) (int, int) { return 7, len(s) }
func g(s []int) (string, []int) { return "g", append(s, 1) }
func main() { fmt.Println(f([]int{1, 2})); fmt.Println(g(nil)) }`, "7 2\ng [1]"},
	{"a condition that begins with a literal", `
func main() {
	for i := 0; i < 2; i++ {
		if map[string]int{"a": i}["a"] == 1 || i == 5 { fmt.Println(i) }
		switch i { case map[string]int{"a": 0}["a"], 9: fmt.Println("zero") }
	}
}`, "zero\n1"},
	{"an element of a captured array in a parallel assignment", `
func main() { a := [2]int{1, 2}; func() { a[0], a[1] = a[1], a[0] }(); fmt.Println(a) }`, "[2 1]"},
	{"shifts by negative counts", `
func try(f func()) { defer func() { fmt.Println(recover()) }(); f() }
func main() {
	n, x := -1, 5
	try(func() { fmt.Println(x << n) })
	try(func() { x >>= n })
	for i := range 3 { fmt.Print(x<<i, " ") }
}`, "runtime error: negative shift amount\nruntime error: negative shift amount\n5 10 20"},
	{"a failed assertion names the static interface", `
type I interface{ M() }
type A int
type B int
func (A) M() {}
func (B) M() {}
func main() {
	defer func() { fmt.Println(recover()) }()
	defer func() { fmt.Println(recover()); var x I; _ = x.(A) }()
	var x I = A(1)
	_ = x.(B)
}`, "interface conversion: main.I is main.A, not main.B\ninterface conversion: main.I is nil, not main.A"},
	{"goto out of the body of a range over a function, and within it", `
func upTo(n int) func(func(int) bool) { return func(yield func(int) bool) { for i := 0; i < n && yield(i); i++ {} } }
func main() {
	n := 0
again:
	n++
	for i := range upTo(3) {
		k := 0
	inner:
		if k++; k < 2 { goto inner }
		for range upTo(2) { if i == 1 && n < 3 { goto again } }
		fmt.Print(n, i, k, " ")
	}
}`, "1 0 2 2 0 2 3 0 2 3 1 2 3 2 2"},
	{"a method value of a nil interface", `
func main() {
	defer func() { fmt.Println(recover()) }()
	var s fmt.Stringer
	f := s.String
	fmt.Println("bound", f == nil)
}`, "runtime error: invalid memory address or nil pointer dereference"},
	{"structs that cannot be compared", `
type T struct{ s []int }
func main() { defer func() { fmt.Println(recover()) }(); var a, b any = T{}, T{}; fmt.Println(a == b) }`,
		"runtime error: comparing uncomparable type main.T"},
	{"what a nil pointer points to, into a map", `
type T struct{ n int }
func try(f func()) { defer func() { fmt.Println(recover() != nil) }(); f() }
func main() {
	var p *T
	m := map[string]T{}
	try(func() { fmt.Println(map[string]T{"a": *p}) })
	try(func() { m["a"] = *p })
}`, "true\ntrue"},
	{"fields whose names differ in an X", `
type T struct { a, Xa int }
func main() { x := T{a: 1, Xa: 2}; x.a += 10; p := &x; p.Xa++; fmt.Println(x.a, x.Xa, x) }`, "11 3 {11 3}"},
	{"a call of what a nil pointer points to", `
func main() {
	defer func() { fmt.Println(recover()) }()
	var f *func()
	(*f)()
}`, "runtime error: invalid memory address or nil pointer dereference"},
}

func TestLowering(t *testing.T) {
	t.Parallel()
	for _, test := range lowerings {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "main.go")
			if err := os.WriteFile(file, []byte("package main\n\nimport \"fmt\"\n"+test.body), 0o666); err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			err := interp.Exec(context.Background(), interp.Config{Patterns: []string{file}, Registry: states.NewRegistry(), Stdout: &out, Stderr: &out})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimSpace(out.String()); got != test.want {
				t.Errorf("it prints\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}
