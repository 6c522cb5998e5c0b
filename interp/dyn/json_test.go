package dyn

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"strings"
	"sync"
	"testing"
)

// node is what a program's Node is to reflect: a struct that contains itself, with a
// field of a type whose methods are hidden.
type node struct {
	Price int
	Name  string
	Next  *node
	Kids  []*node
	By    map[string]node
	Grid  [2]int
}

// program checks a source and binds the types that it declares, each to what its values
// are to reflect.
func program(t *testing.T, src string, values map[string]any) (*Table, func(name string) *Type) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "app.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := (&types.Config{Importer: importer.Default()}).Check("example.com/app", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var ours func(types.Type) bool
	seen := map[types.Type]bool{}
	ours = func(t types.Type) bool {
		if n, ok := t.(*types.Named); ok {
			return n.Obj().Pkg() == pkg
		}
		if seen[t] {
			return false
		}
		switch u := t.(type) {
		case *types.Map:
			return ours(u.Key()) || ours(u.Elem())
		case interface{ Elem() types.Type }:
			return ours(u.Elem())
		}
		return false
	}
	tab := NewTable(ours)
	find := func(name string) *Type {
		typ := pkg.Scope().Lookup(strings.TrimPrefix(name, "*")).Type()
		if strings.HasPrefix(name, "*") {
			typ = types.NewPointer(typ)
		}
		bound, _ := tab.Type(typ)
		return bound
	}
	for name, v := range values {
		for _, ptr := range []bool{false, true} {
			typ, p := pkg.Scope().Lookup(name).Type(), reflect.New(reflect.TypeOf(v))
			if ptr {
				typ, p = types.NewPointer(typ), reflect.New(p.Type())
			}
			_, id := tab.Type(typ)
			tab.Bind(id, p.Interface())
		}
	}
	return tab, find
}

// orders is a program with nodes whose prices are texts such as "$5".
func orders(t *testing.T) func(name string) *Type {
	_, find := program(t, `package app
		type Price int
		func (p Price) MarshalJSON() ([]byte, error) { return nil, nil }
		func (p *Price) UnmarshalJSON([]byte) error { return nil }
		type Node struct {
			Price Price `+"`json:\"price,omitempty\"`"+`
			Name string
			Next *Node `+"`json:\",omitempty\"`"+`
			Kids []*Node `+"`json:\",omitempty\"`"+`
			By map[string]Node `+"`json:\",omitempty\"`"+`
			Grid [2]Price
		}`, map[string]any{"Price": 0, "Node": node{}})
	marshal := func(r any) ([]byte, error) {
		v := reflect.Indirect(reflect.ValueOf(Raw(r))).Int()
		if v < 0 {
			return nil, errors.New("below zero")
		}
		return fmt.Appendf(nil, `"$%d"`, v), nil
	}
	find("Price").Method("MarshalJSON", marshal)
	find("*Price").Method("MarshalJSON", marshal)
	find("*Price").Method("UnmarshalJSON", func(r any, text []byte) error {
		_, err := fmt.Sscanf(string(text), `"$%d"`, Raw(r).(*int))
		return err
	})
	return find
}

// TestEncodersFindHiddenMethods holds that the methods of types inside a value are
// called, at any depth, and what is empty left out.
func TestEncodersFindHiddenMethods(t *testing.T) {
	t.Parallel()
	find := orders(t)
	n := node{Price: 1, Name: "a", Kids: []*node{{Price: 2}, nil}, By: map[string]node{"x": {Grid: [2]int{3, 4}}}}
	n.Next = n.Kids[0]
	got, err := MarshalJSON(Box(find("Node"), n))
	want := `{"price":"$1","Name":"a","Next":{"price":"$2","Name":"","Grid":["$0","$0"]},"Kids":[{"price":"$2","Name":"","Grid":["$0","$0"]},null],"By":{"x":{"Name":"","Grid":["$3","$4"]}},"Grid":["$0","$0"]}`
	if err != nil || string(got) != want {
		t.Errorf("%s %v\nwant %s", got, err, want)
	}
	_, err = MarshalJSON(Box(find("*Node"), &node{Kids: []*node{{Price: -1}}}))
	if err == nil || err.Error() != "json: error calling MarshalJSON for type app.Price: below zero" {
		t.Errorf("the error is %v", err)
	}
	n.Next = &n
	_, err = MarshalJSON(Box(find("*Node"), &n))
	if err == nil || err.Error() != "json: unsupported value: encountered a cycle via *app.Node" {
		t.Errorf("the error is %v", err)
	}
}

// TestDecodersFindHiddenMethods holds that what a decoder makes is complete when it
// returns, in types that contain themselves too, and that the rest of a value stays.
func TestDecodersFindHiddenMethods(t *testing.T) {
	t.Parallel()
	find := orders(t)
	next := &node{Name: "next", Price: 9}
	n := node{Name: "was", Next: next, Kids: []*node{{Price: 7}}, By: map[string]node{"old": {Name: "old"}}, Grid: [2]int{1, 2}}
	err := UnmarshalJSON([]byte(`{"price":"$1","Next":{"Next":{"price":"$3"}},"Kids":[{"Name":"k"},{"price":"$4"},null],"By":{"x":{"By":{"y":{"price":"$5"}}}},"Grid":["$6"]}`), Box(find("*Node"), &n))
	if err != nil {
		t.Fatal(err)
	}
	want := node{Price: 1, Name: "was", Next: &node{Name: "next", Price: 9, Next: &node{Price: 3}}, Kids: []*node{{Price: 7, Name: "k"}, {Price: 4}, nil},
		By: map[string]node{"old": {Name: "old"}, "x": {By: map[string]node{"y": {Price: 5}}}}, Grid: [2]int{6, 0}}
	if !reflect.DeepEqual(n, want) {
		t.Errorf("%+v\nwant %+v", n, want)
	}
	if n.Next != next {
		t.Error("a pointer was not followed but replaced")
	}
	if err := UnmarshalJSON([]byte(`{"Next":null,"Kids":[],"By":null}`), Box(find("*Node"), &n)); err != nil || n.Next != nil || n.Kids == nil || len(n.Kids) > 0 || n.By != nil {
		t.Errorf("%+v %v", n, err)
	}
}

// TestErrorsOfDecoders holds that the first error of a method ends the decoding, and
// that errors of the decoder call types by their names.
func TestErrorsOfDecoders(t *testing.T) {
	t.Parallel()
	find := orders(t)
	for text, want := range map[string]string{
		`{"Name":1,"price":"5"}`:                "input does not match format",
		`{"Next":{"Name":1}}`:                   "json: cannot unmarshal number into Go struct field Node.Next.Name of type string",
		`{"Next":{"Kids":1}}`:                   "json: cannot unmarshal number into Go struct field Node.Next.Kids of type []*app.Node",
		`{"By":{"a":{"price":"5"}},"Next":"x"}`: "input does not match format",
		`{"Name":`:                              "unexpected end of JSON input",
	} {
		if err := UnmarshalJSON([]byte(text), Box(find("*Node"), new(node))); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	d := json.NewDecoder(strings.NewReader(`{"Next":{"nope":1}}`))
	d.DisallowUnknownFields()
	if err := DecodeJSON(d, Box(find("*Node"), new(node))); err == nil || err.Error() != `json: unknown field "nope"` {
		t.Errorf("%v", err)
	}
}

// TestDecodersAtOnce holds that types that are made for decoding are complete for
// whoever gets them, while a reload has them made anew.
func TestDecodersAtOnce(t *testing.T) {
	t.Parallel()
	find := orders(t)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 20 {
				var n node
				err := UnmarshalJSON([]byte(`{"Next":{"Kids":[{"By":{"x":{"price":"$5"}}}]}}`), Box(find("*Node"), &n))
				if err != nil || n.Next.Kids[0].By["x"].Price != 5 {
					t.Errorf("%+v %v", n, err)
				}
				if i == 0 {
					find("Node").table.Renew(func(types.Type) bool { return false })
				}
			}
		})
	}
	all.Wait()
}
