package interp

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/mrepl/mrepl/interp/show"
	"github.com/mrepl/mrepl/states"
)

func TestScratch(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module app\n\ngo 1.26\n"), 0o644)
	os.WriteFile(filepath.Join(dir, "main.go"), []byte(`package main

import (
	"errors"
	"fmt"
	"encoding/json"
	"os"
)

type E struct{ F string }

func (e *E) Error() string { return "bad " + e.F }

type Shape interface{ Area() int }
type Sq struct{ W int }

func (s Sq) Area() int { return s.W * s.W }
func (s Sq) String() string { return fmt.Sprintf("Sq(%d)", s.W) }

type Color int

const (
	Red Color = iota
	Blue
)

func (c Color) String() string { return [...]string{"red", "blue"}[c] }

var shapes = []Shape{Sq{2}, Sq{3}}

func f(k int) error {
	if k == 0 {
		return nil
	}
	return fmt.Errorf("wrapped %d: %w", k, &E{"x"})
}

func Map[T, U any](xs []T, f func(T) U) []U {
	var out []U
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }
func (s *Stack[T]) Len() int { return len(s.items) }

func Run() {
	for _, s := range shapes {
		fmt.Println(s.Area(), s)
	}
	err := f(3)
	var e *E
	fmt.Println(err, errors.As(err, &e), e.F, f(0))
	var fs []func()
	for i := range 3 {
		fs = append(fs, func() { fmt.Print(i, " ") })
	}
	for i := 0; i < 3; i++ {
		fs = append(fs, func() { fmt.Print(i, " "); i += 10 })
	}
	for _, f := range fs {
		f()
	}
	fmt.Println(min(3, 1, 2), max(2.5, 1))
	fmt.Printf("%v %d %s %T %+v\n", Blue, Blue, Blue, Blue, struct{ C Color; n int }{Blue, 3})
	fmt.Println(Map([]int{1, 2}, func(i int) string { return fmt.Sprint(i * 2) }))
	var st Stack[string]
	st.Push("a")
	st.Push("b")
	fmt.Println(st.Len())
	b, _ := json.Marshal(map[string]any{"s": Sq{4}, "l": []Sq{{1}}})
	fmt.Println(string(b))
	switch x := any(Sq{1}).(type) {
	case int:
		fmt.Println("int", x)
	case fmt.Stringer:
		fmt.Println("stringer", x)
	}
	m := map[any]int{Sq{1}: 1, Red: 2, "a": 3}
	fmt.Println(m[Sq{1}], m[Red], m["a"], m[Blue])
	x, y := 1, 2
	x, y = y, x
	fmt.Println(x, y)
	done := make(chan int)
	go func() { defer close(done); done <- x }()
	for v := range done {
		fmt.Println("got", v)
	}
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var p *Sq
		fmt.Println(p.W)
	}()
	fmt.Fprintln(os.Stdout)
	fmt.Println(safe(4))
	fmt.Println(safe(0))
}

func safe(n int) (r int, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("caught %v", x)
		}
	}()
	return 8 / n, nil
}

func main() {}
`), 0o644)
	s, err := Open(context.Background(), Config{Dir: dir, Patterns: []string{"."}, Registry: states.NewRegistry(), Stdout: os.Stdout, Stderr: os.Stderr})
	if err != nil {
		if g, ok := err.(*InternalError); ok { t.Log(g.Detail) }
		t.Fatal(err)
	}
	for _, src := range []string{"main.Run()", "x := 5", "x + 1", "_ * 2", "main.Sq{3}", "strings.ToUpper(\"abc\")", "[]main.Sq{{1},{2}}", "y", "func g(a int) int { return a*2 }", "g(x)", "x, err := strconv.Atoi(\"z\")", "strconv.Atoi(\"12\")", "main.Blue", "time.Second", "for i := range 3 { fmt.Println(i) }", "panic(\"a\")", "main.f(2)", "main.shapes", "&main.E{\"q\"}", "type P struct { A, B int }", "P{1, 2}"} {
		vs, err := s.Eval(context.Background(), src)
		if err != nil {
			t.Log(src, "->", err)
			if g, ok := err.(*InternalError); ok { t.Log(g.Detail) }
		}
		for _, v := range vs {
			t.Logf("%s -> %s (%s)", src, v.Format(show.Limits{Width: 80}), v.TypeName())
		}
	}
}
