package interp_test

import (
	"testing"

	"github.com/mrepl/mrepl/states"
)

const shop = `
-- main.go --
package main

import (
	"context"
	"errors"
	"fmt"

	"app/shop"

	"github.com/mrepl/mrepl/states"
)

var Store = states.New("store", func(context.Context) (*shop.Shop, error) { return shop.Open("corner"), nil })

var Hyphen = states.Value("dash-ed", 1)

func Divide(a, b int) (int, error) {
	if b == 0 {
		return 0, errors.New("division by zero")
	}
	return a / b, nil
}

func Fail() error { return fmt.Errorf("failed: %w", shop.ErrSold) }

func Fine() error { return nil }

func Pair() (int, string) { return 7, "seven" }

func Nothing() {}

func main() {}
-- shop/shop.go --
// Package shop sells things.
package shop

import (
	"errors"
	"strings"
)

var ErrSold = errors.New("sold out")

type Item struct {
	Name  string
	Price float64
	tags  []string
}

func (i Item) Upper() string { return strings.ToUpper(i.Name) }

type Shop struct {
	Name  string
	Items map[string]Item
}

func Open(name string) *Shop { return &Shop{Name: name, Items: map[string]Item{}} }

func (s *Shop) Add(items ...Item) int {
	for _, i := range items {
		s.Items[i.Name] = i
	}
	return len(s.Items)
}

type Buyer interface{ Buy(name string) (Item, error) }

func (s *Shop) Buy(name string) (Item, error) {
	i, ok := s.Items[name]
	if !ok {
		return Item{}, ErrSold
	}
	delete(s.Items, name)
	return i, nil
}

type Size int

const (
	Small Size = iota
	Large
)

func (s Size) String() string { return [...]string{"small", "large"}[s] }

func Keys[K comparable, V any](m map[K]V) (keys []K) {
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) *Stack[T] { s.items = append(s.items, x); return s }
func (s *Stack[T]) Len() int          { return len(s.items) }
`

func TestExpressions(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect(
		"1 + 2", "3",
		"7 / 2.0", "3.5",
		`"a" + "b"`, `"ab"`,
		"'x'", "'x'",
		"1 << 10", "1024",
		"math.Pi", "3.141592653589793",
		"math.MaxInt64", "9223372036854775807",
		"true && !false", "true",
		"nil", "nil",
		"len(\"héllo\")", "6",
		"[]int{1, 2}[1:]", "[]int{2}",
		"map[string]int{\"b\": 2, \"a\": 1}", `map[string]int{"a": 1, "b": 2}`,
		"struct{ A int; b string }{1, \"x\"}", `struct{A int; b string}{A: 1, b: "x"}`,
		"shop.Item{Name: \"pen\", Price: 1.5}", `shop.Item{Name: "pen", Price: 1.5, tags: nil}`,
		"&shop.Item{Name: \"pen\"}", `&shop.Item{Name: "pen", Price: 0, tags: nil}`,
		"shop.Item{Name: \"pen\"}.Upper()", `"PEN"`,
		"shop.Item{Name: \"pen\"}.Upper", "func() string (shop.Item.Upper, shop.go:17)",
		"shop.Open(\"x\").Add(shop.Item{Name: \"a\"}, shop.Item{Name: \"b\"})", "2",
		"shop.Keys(map[string]int{\"k\": 1})", `[]string{"k"}`,
		"new(shop.Stack[int]).Push(1).Push(2).Len()", "2",
		"func(i int) int { return i * 2 }(4)", "8",
		"any(3).(int)", "3",
		"main.Pair()", `7; "seven"`,
		"main.Nothing()", "",
		"main.Fine()", "nil",
		"main.Fail()", `*fmt.wrapError("failed: sold out")`,
		"errors.Is(main.Fail(), shop.ErrSold)", "true",
		"main.Divide(7, 2)", "3",
		"main.Divide(7, 0)", "error: division by zero",
		"strconv.Itoa(5)", `"5"`,
		"strings.Fields(\" a b \")", `[]string{"a", "b"}`,
		"time.Duration(1500) * time.Millisecond", "1.5s",
		"min(3, 1, 2)", "1",
		"max(2.5, 1)", "2.5",
		"", "",
		"  // a comment", "",
		"/* one */ 1 /* two */", "1",
		"(1)", "1",
		"-5", "-5",
		"^0", "-1",
		"complex(1, 2)", "(1+2i)",
		"*new(int)", "0",
		"<-func() chan int { c := make(chan int, 1); c <- 3; return c }()", "3",
	)
}

func TestStatements(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect(
		"x := 5", "",
		"x + 1", "6",
		"x++", "",
		"x", "6",
		"x, y := 1, \"two\"", "",
		"y", `"two"`,
		"x = 10; x * 2", "20",
		"for i := range 3 {\n\tx += i\n}", "",
		"x", "13",
		"if x > 10 { y = \"big\" } else { y = \"small\" }\ny", `"big"`,
		"var a, b int = 1, 2", "",
		"a + b", "3",
		"var (\n\tc = 3\n\td string\n)", "",
		"c, d = 4, \"d\"", "",
		"d", `"d"`,
		"switch { case c > 3: d = \"more\" }", "",
		"d", `"more"`,
		"f := func(n int) int { return n * c }", "",
		"f(3)", "12",
		"c = 5\nf(3)", "15",
		"xs := []int{3, 1, 2}\nsort.Ints(xs)\nxs", "[]int{1, 2, 3}",
		"m := map[string][]int{}\nm[\"a\"] = append(m[\"a\"], 1)\nm", `map[string][]int{"a": {1}}`,
		"p := &xs[0]", "",
		"*p = 9", "",
		"xs[0]", "9",
		"fmt.Print(\"out\")", "3",
		"_ = 5", "",
		"for k, v := range m { fmt.Print(k, v) }", "",
		"i, err := strconv.Atoi(\"12\")", "",
		"i", "12",
		"err == nil", "true",
		"i, err = strconv.Atoi(\"zz\")", "",
		"err", `*strconv.NumError("strconv.Atoi: parsing \"zz\": invalid syntax")`,
		"defer fmt.Print(\"deferred\")", "",
		"unused := 1", "",
		"func() { x := 1 }()", "error: prompt:1:10: declared and not used: x",
		"goto end\nend:", "",
		"var fn func(int) int\nfn = func(n int) int { if n < 2 { return 1 }; return n * fn(n-1) }\nfn(5)", "120",
	)
	same(t, "printed", m.out.take(), "outa[1]deferred")
}

func TestDeclarations(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect(
		"func double(n int) int { return 2 * n }", "",
		"double(4)", "8",
		"func quad(n int) int { return double(double(n)) }", "",
		"quad(1)", "4",
		"func double(n string) string { return n + n }", "",
		"double(\"a\")", `"aa"`,
		"quad(1)", "4", // it was compiled with the one before
		"type Point struct{ X, Y int }", "",
		"func (p Point) Sum() int { return p.X + p.Y }", "error: prompt:1:9: a method is declared together with its type: type Point and its methods in one piece",
		"type Vec struct{ X, Y int }\nfunc (v Vec) Sum() int { return v.X + v.Y }\nfunc (v Vec) String() string { return \"vec\" }", "",
		"Vec{1, 2}.Sum()", "3",
		"fmt.Sprint(Vec{1, 2}, []Vec{{3, 4}})", `"vec [vec]"`,
		"Point{1, 2}", "Point{X: 1, Y: 2}",
		"ps := []Point{{1, 2}, {3, 4}}", "",
		"ps[1].Y", "4",
		"type Point struct{ Z string }", "",
		"Point{\"z\"}", `Point{Z: "z"}`,
		"ps[0].X", "1",
		"fmt.Sprintf(\"%T\", ps)", `"[]prompt.Point"`,
		"var n int = ps[0]", "error: prompt:1:13: cannot use ps[0] (variable of struct type Point) as int value in variable declaration",
		"type oops struct{}\nfunc (oops) Error() string { return \"oops\" }", "",
		"fmt.Errorf(\"it: %w\", oops{})", `*fmt.wrapError("it: oops")`,
		"[]error{oops{}}", `[]error{oops("oops")}`,
		"const (\n\tA = iota\n\tB\n)", "",
		"B", "1",
		"var x, y = 1, A + 5", "",
		"y", "5",
		"type Local struct{ A int }\nl := Local{3}\nconst Seven = 7\nl", "Local{A: 3}",
		"Local{Seven}", "Local{A: 7}",
		"import \"container/ring\"\nring.New(3).Len()", "3",
		"ring.New(2).Len()", "2",
		"import \"container/list\"", "",
		"list.New().Len()", "0",
		"import r \"math/rand\"", "",
		"r.New(r.NewSource(1)).Intn(1)", "0",
		"func Map[T, U any](xs []T, f func(T) U) []U {\n\tvar out []U\n\tfor _, x := range xs {\n\t\tout = append(out, f(x))\n\t}\n\treturn out\n}", "",
		"Map([]int{1, 2}, strconv.Itoa)", `[]string{"1", "2"}`,
		"type Tree[T any] struct{ Left, Right *Tree[T]; Value T }", "",
		"Tree[int]{Value: 3}", "Tree[int]{Left: nil, Right: nil, Value: 3}",
		"func fact(n int) int { if n < 2 { return 1 }; return n * fact(n-1) }", "",
		"fact(6)", "720",
		"type Celsius float64", "",
		"Celsius(3.5)", "Celsius(3.5)",
		"type Namer interface{ Name() string }", "",
		"var n Namer", "",
		"n", "nil",
		"import \"net/htp\"", `error: prompt:1:8: there is no package "net/htp" here; did you mean "net/http"?`,
		"import \"no/such\"", `error: prompt:1:8: the package "no/such" is not compiled into this process: import it in the program, and start again`,
	)
}

func TestLastValue(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect(
		"_", "error: prompt:1:1: undefined: _",
		"20 + 1", "21",
		"_ * 2", "42",
		"_", "42",
		"x := 1", "",
		"_", "42",
		"main.Pair()", `7; "seven"`,
		"_ + 1", "8",
		"shop.Item{Name: \"pen\"}", `shop.Item{Name: "pen", Price: 0, tags: nil}`,
		"_.Upper()", `"PEN"`,
		"undefined", "error: prompt:1:1: undefined: undefined",
		"_", `"PEN"`,
		"for _, v := range []int{1} { fmt.Sprint(v, _) }", "",
		"_, ok := map[string]int{}[\"a\"]\nok", "false",
		"[]string{\"a\"}", `[]string{"a"}`,
		"_[0]", `"a"`,
		"main.Nothing()", "",
		"_", `"a"`,
		"func(_ int) int { return 3 }(1)", "3",
	)
}

func TestStateNames(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect(
		"store", `error: state main/store is not started; start it with states.Start(ctx, states.Name("main/store"))`,
		"store.Add(shop.Item{Name: \"a\"})", `error: state main/store is not started; start it with states.Start(ctx, states.Name("main/store"))`,
		"1 + 1", "2",
	)
	m.start()
	m.expect(
		"store.Name", `"corner"`,
		"store.Add(shop.Item{Name: \"a\"})", "1",
		"store.Buy(\"a\")", `shop.Item{Name: "a", Price: 0, tags: nil}`,
		"store.Buy(\"a\")", "error: sold out",
		"var b shop.Buyer = store", "",
		"b.(*shop.Shop) == store", "true",
		"s := store", "",
		"s.Name = \"mine\"", "",
		"store.Name", `"mine"`,
		"func() string { return store.Name }()", `"mine"`,
		"dash", "error: prompt:1:1: undefined: dash",
		"main.Hyphen.Get()", "1",
		"main.Store = nil", "error: prompt:1:1: cannot assign here: this is the variable of the state main/store, whose value belongs to the registry; swap store=EXPR replaces that",
		"(main.Store) = main.Store", "error: prompt:1:1: cannot assign here: this is the variable of the state main/store, whose value belongs to the registry; swap store=EXPR replaces that",
		"store = nil", "error: prompt:1:1: cannot assign here: store is the value of a state; swap store=EXPR replaces it",
		"store++", "error: prompt:1:1: invalid operation: store++ (non-numeric type *shop.Shop)",
		"&store", "error: prompt:1:1: cannot take the address of store: it is the value of a state",
		"for store := range 1 { fmt.Print(store) }", "",
		"func f(store int) int { return store }", "",
		"f(3)", "3",
		"store := 3", "",
		"store", "3",
	)
	same(t, "printed", m.out.take(), "0")
}

func TestErrorsInSnippets(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect(
		"nope", "error: prompt:1:1: undefined: nope",
		"nope.Nope()", "error: prompt:1:1: undefined: nope",
		"shop.Nope", "error: prompt:1:6: undefined: shop.Nope",
		"1 +\n\"a\"", "error: prompt:1:1: invalid operation: 1 + \"a\" (mismatched types untyped int and untyped string)",
		"x := 1\ny := x + \"a\"", "error: prompt:2:6: invalid operation: x + \"a\" (mismatched types int and untyped string)",
		"var i int = \"a\"\nvar s string = 1", "error: prompt:1:13: cannot use \"a\" (untyped string constant) as int value in variable declaration\nprompt:2:16: cannot use 1 (untyped int constant) as string value in variable declaration",
		"1 +", "error: prompt:1:4: expected operand, found the end of the input",
		"if {", "error: prompt:1:4: missing condition in if statement",
		")", "error: prompt:1:1: expected statement, found ')'",
		"}", "error: prompt:1:1: unexpected '}'",
		"1 }; func f() {", "error: prompt:1:3: unexpected '}'",
		"func", "error: prompt:1:5: expected '(', found the end of the input",
		"\"abc", "error: prompt:1:1: string literal not terminated",
		"1 2", "error: prompt:1:3: expected ';', found 2",
		"main.Divide(1)", "error: prompt:1:14: not enough arguments in call to main.Divide\n\thave (number)\n\twant (int, int)",
		"x := main.Divide(1, 2)", "error: prompt:1:6: assignment mismatch: 1 variable but main.Divide returns 2 values",
		"return 1", "error: prompt:1:8: too many return values\n\thave (number)\n\twant ()",
		"break", "error: prompt:1:1: break not in for, switch, or select statement",
		"package main", "error: prompt:1:1: expected statement, found 'package'",
		"func f() int {}", "error: prompt:1:15: missing return",
		"type T struct { T }", "error: prompt:1:6: invalid recursive type: T refers to itself",
		"import \"fmt\"\nfmt.Nope()", "error: prompt:2:5: undefined: fmt.Nope",
		"shop", "error: prompt:1:1: use of package shop not in selector",
		"int", "error: prompt:1:1: int (type) is not an expression",
		"1 == \"a\"", "error: prompt:1:6: invalid operation: 1 == \"a\" (mismatched types untyped int and untyped string)",
		"fmt.Println(", "error: prompt:1:13: expected operand, found the end of the input",
		"x", "error: prompt:1:1: undefined: x",
	)
	same(t, "printed", m.out.take(), "")
}

func TestPanicsInSnippets(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect(
		"panic(\"ouch\")", "error: prompt:1: panic: ouch",
		"\npanic(fmt.Errorf(\"e%d\", 1))", "error: prompt:2: panic: e1",
		"var p *shop.Item\np.Name", "error: prompt:2: panic: runtime error: invalid memory address or nil pointer dereference",
		"var mm map[string]int\nmm[\"a\"] = 1", "error: prompt:2: panic: assignment to entry in nil map",
		"[]int{1}[len(\"ab\")]", "error: prompt:1: panic: runtime error: index out of range [2] with length 1",
		"1 / len(string([]byte{}))", "error: prompt:1: panic: runtime error: integer divide by zero",
		"z := 0; panic(z)", "error: prompt:1: panic: 0",
		"any(1).(string)", "error: prompt:1: panic: interface conversion: interface {} is int, not string",
		"shop.Size(7).String()", "error: shop/shop.go:51: panic: runtime error: index out of range [7] with length 2",
		"func boom() { panic(shop.Large) }", "",
		"boom()", "error: prompt:1: panic: large, in boom, which was typed before",
		"z", "error: prompt:1:1: undefined: z",
		"func() { defer func() { fmt.Print(recover()) }(); panic(\"caught\") }()", "",
		"1 + 1", "2",
	)
	same(t, "printed", m.out.take(), "caught")
}

// TestStatesAtThePrompt holds that a state can be defined there.
func TestStatesAtThePrompt(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect(
		"clock := states.New(\"clock\", func(ctx context.Context) (int, error) { return 12, nil })", "",
		"clock.Name()", `"prompt/clock"`,
		"states.Start(context.Background(), clock)\nclock.Get()", "12",
	)
	if _, err := m.reg.Info(states.Name("clock")); err != nil {
		t.Error(err)
	}
}
