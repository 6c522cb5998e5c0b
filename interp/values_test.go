package interp_test

import (
	"regexp"
	"testing"
)

// TestPrintedValues holds how values of interpreted types print: as Go, with the
// names of the source.
func TestPrintedValues(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import "time"

type Node struct {
	Name string
	next *Node
	any  any
}

type ID int

type Grid [2][2]ID

func Ring() *Node {
	a, b := &Node{Name: "a"}, &Node{Name: "b"}
	a.next, b.next = b, a
	return a
}

func Mixed() map[ID]any {
	return map[ID]any{3: Node{Name: "n"}, 1: []ID{1, 2}, 2: time.Second, 4: ID(5), 5: nil, 6: &Node{}}
}

func main() {}
`)
	m.expect(
		"main.Ring()", `&main.Node{Name: "a", next: &main.Node{Name: "b", next: ..., any: nil}, any: nil}`,
		"main.Mixed()[1]", "[]main.ID{1, 2}",
		"main.Grid{{1, 2}, {3, 4}}", "main.Grid{{1, 2}, {3, 4}}",
		"(*main.Node)(nil)", "(*main.Node)(nil)",
		"[]main.Node(nil)", "[]main.Node(nil)",
		"map[string]main.ID(nil)", "map[string]main.ID(nil)",
		"(func(main.ID) error)(nil)", "(func(main.ID) error)(nil)",
		"(chan main.ID)(nil)", "(chan main.ID)(nil)",
		"error(nil)", "nil",
		"[]byte(\"text\")", `[]byte("text")`,
		"[]byte{0xff, 0}", "[]byte{0xff, 0x00}",
		"new(sync.Mutex)", "&sync.Mutex{}",
		"[]rune(\"h\\n\")", `[]rune{'h', '\n'}`,
		"rune(-1)", "-1",
		"int32('a')", "97",
		"http.Client{Timeout: 1e9}.Timeout", "1s",
		"url.UserPassword(\"a\", \"b\")", "*url.Userinfo(a:b)",
		"mail.Address{Name: \"n\"}.Name", `"n"`,
		"textproto.MIMEHeader{}", "textproto.MIMEHeader{}",
		"struct{ mu sync.RWMutex; n atomic.Int64; b atomic.Bool; p atomic.Pointer[int] }{}.n", "atomic.Int64(0)",
		"hits := new(atomic.Uint32)\nhits.Add(3)\nhits", "&atomic.Uint32(3)",
		"var v atomic.Value\nv.Store(\"a\")\n&v", "&atomic.Value(string)",
		"any(url.URL{}.Host)", `""`,
		"any(http.Cookie{Name: \"a\"}).(http.Cookie).Name", `"a"`,
		"any(image.Pt(1, 2))", "image.Point((1,2))",
		"main.Ring", "func() *main.Node (main.Ring, main.go:15)",
		"make(chan main.ID)", "chan main.ID (typed at the prompt: make(chan main.ID))",
		"[]main.Node{}", "[]main.Node{}",
		"struct{}{}", "struct{}{}",
	)
}

// TestFunctionsTellWhereTheyAreFrom holds that a function that is named tells where it is declared.
func TestFunctionsTellWhereTheyAreFrom(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.start()
	m.expect("func twice(n int) int { return 2 * n }", "", "item := shop.Item{}", "")
	for src, want := range map[string]string{
		"main.Divide":   "func(a int, b int) (int, error) (main.Divide, FILE)",
		"twice":         "func(n int) int (twice, typed at the prompt)",
		"item.Upper":    "func() string (shop.Item.Upper, FILE)",
		"shop.Open":     "func(name string) *shop.Shop (shop.Open, FILE)",
		"func() {}":     "func() (typed at the prompt: func() {})",
		"strings.Cut":   "func(s string, sep string) (before string, after string, found bool) (strings.Cut, FILE)",
		"(func())(nil)": "(func())(nil)",
		"twice(4)":      "8",
		"f := twice; f": "func(n int) int (twice, typed at the prompt)",
		"[]any{twice}":  "[]any{func(int) int (twice, typed at the prompt)}",
	} {
		same(t, src, file.ReplaceAllString(m.eval(src), "FILE"), want)
	}
}

var file = regexp.MustCompile(`[\w/.-]+\.go:\d+`)
