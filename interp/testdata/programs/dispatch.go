// Calls through interfaces, and assertions, for values of many kinds of types.
package main

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Speaker is held by all of the types below.
type Speaker interface {
	Say(words ...string) (string, error)
	Hush()
}

type (
	Struct  struct{ name string }
	Pointer struct{ count int }
	Empty   struct{}
	Number  int
	Text    string
	Outer   struct {
		*Pointer
		note string
	}
	Shadow    struct{ Outer }
	Of[T any] struct{ held T }
	List      []string
	Func      func(string) string
)

var hushed []string

func (s Struct) Say(words ...string) (string, error) { return s.name + strings.Join(words, "-"), nil }
func (s Struct) Hush()                               { hushed = append(hushed, "struct") }
func (p *Pointer) Say(words ...string) (string, error) {
	p.count += len(words)
	return fmt.Sprint(p.count), nil
}
func (p *Pointer) Hush() {
	if p == nil {
		hushed = append(hushed, "nil pointer")
		return
	}
	hushed = append(hushed, "pointer")
}
func (Empty) Say(words ...string) (string, error) { return "empty", nil }
func (Empty) Hush()                               { hushed = append(hushed, "empty") }
func (n Number) Say(words ...string) (string, error) {
	if len(words) > int(n) {
		return "", errors.New("too much")
	}
	return fmt.Sprint(int(n)), nil
}
func (n Number) Hush()                               { hushed = append(hushed, fmt.Sprint("number ", int(n))) }
func (t Text) Say(words ...string) (string, error)   { return string(t), nil }
func (t Text) Hush()                                 { hushed = append(hushed, string(t)) }
func (s Shadow) Hush()                               { hushed = append(hushed, "shadow "+s.note) }
func (o *Of[T]) Say(words ...string) (string, error) { return fmt.Sprintf("%v", o.held), nil }
func (o *Of[T]) Hush()                               { hushed = append(hushed, fmt.Sprintf("%T", o.held)) }
func (l List) Say(words ...string) (string, error)   { return strings.Join(l, "+"), nil }
func (l List) Hush()                                 { hushed = append(hushed, "list") }
func (f Func) Say(words ...string) (string, error)   { return f("func"), nil }
func (f Func) Hush()                                 { hushed = append(hushed, f("hush")) }

// Named is held by compiled types too.
type Named interface{ String() string }

func (n Number) String() string { return fmt.Sprintf("#%d", int(n)) }

func kind(x any) string {
	if s, ok := x.(Struct); ok {
		return "Struct " + s.name
	}
	if p, ok := x.(*Pointer); ok {
		return fmt.Sprint("*Pointer ", p != nil)
	}
	if n, ok := x.(Number); ok {
		return fmt.Sprint("Number ", int(n))
	}
	if o, ok := x.(*Of[int]); ok {
		return fmt.Sprint("*Of[int] ", o.held)
	}
	if _, ok := x.(Empty); ok {
		return "Empty"
	}
	return fmt.Sprintf("another: %T", x)
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	speakers := []Speaker{
		Struct{"s"}, &Struct{"ps"}, &Pointer{1}, (*Pointer)(nil), Empty{}, &Empty{}, Number(1), Text("text"),
		Outer{&Pointer{5}, "o"}, &Outer{&Pointer{6}, "po"}, Shadow{Outer{&Pointer{7}, "sh"}}, &Of[int]{3}, &Of[string]{"of"},
		List{"a", "b"}, Func(strings.ToUpper),
	}
	for _, s := range speakers {
		if p, ok := s.(*Pointer); !ok || p != nil {
			fmt.Println(s.Say("x", "y"))
		}
		s.Hush()
		fmt.Println(kind(s))
	}
	fmt.Println(hushed)

	for _, n := range []Named{Number(4), time.Second, time.UTC, &strings.Builder{}} {
		fmt.Printf("%q\n", n.String())
	}
	var none Speaker
	try(func() { none.Hush() })
	try(func() { fmt.Println(any(speakers[0]).(Number)) })
	try(func() { fmt.Println(speakers[0].(Number)) })
	try(func() { fmt.Println(any(nil).(Struct)) })
	func() {
		defer func() { recover() }()
		defer speakers[2].Hush()
		panic("while a panic is under way")
	}()
	fmt.Println(hushed[len(hushed)-1])
}
