package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

type Up string

func (u *Up) UnmarshalText(b []byte) error { *u = Up(strings.ToUpper(string(b))); return nil }

type Node struct {
	Name Up
	Kids []Node
}

type Shape interface{ Area() int }
type Square struct{ Side int }

func (s *Square) Area() int { return s.Side * s.Side }

type H struct {
	S Shape
	N int
}
type In struct{ A int }
type Out struct {
	X  any
	In In
	L  []In
	M  map[string]In
}

func main() {
	n := Node{Kids: make([]Node, 1, 2)}
	n.Kids[0] = n
	err := json.Unmarshal([]byte(`{"Name":"a","Kids":[{"Name":"b","Kids":[{"Name":"c"},{"Name":"d"}]}]}`), &n)
	fmt.Println(err, n.Name, len(n.Kids), n.Kids[0].Name, n.Kids[:2][1].Name, len(n.Kids[0].Kids))
	var h H
	fmt.Println(json.Unmarshal([]byte(`{"S":{"a":1},"N":2}`), &h), h)
	var h2 H
	fmt.Println(json.Unmarshal([]byte(`{"S":null,"N":2}`), &h2), h2)
	fmt.Println(json.Unmarshal([]byte(`{"S":"x","N":2}`), &h2), h2)
	var s Shape
	fmt.Println(json.Unmarshal([]byte(`1`), &s), s)
	fmt.Println(json.Unmarshal([]byte(`null`), &s), s)
	var list []Shape
	fmt.Println(json.Unmarshal([]byte(`[1]`), &list), list)
	var m map[string]Shape
	fmt.Println(json.Unmarshal([]byte(`{"a":1}`), &m), m)
	show := func(err error) {
		if e, ok := err.(*json.UnmarshalTypeError); ok {
			fmt.Printf("%q %v %q %q %d\n", e.Value, e.Type, e.Struct, e.Field, e.Offset)
		}
		fmt.Println(err)
	}
	var o Out
	show(json.Unmarshal([]byte(`{"In":{"A":"x"}}`), &o))
	show(json.Unmarshal([]byte(`{"L":[{"A":"x"}]}`), &o))
	show(json.Unmarshal([]byte(`{"M":{"k":{"A":"x"}}}`), &o))
	o.X = &In{}
	show(json.Unmarshal([]byte(`{"X":{"A":"x"}}`), &o))
	var a any = &In{}
	show(json.Unmarshal([]byte(`{"A":"x"}`), &a))
	show(json.Unmarshal([]byte(`{"A":"x"}`), a))
	o.X = &Out{X: &In{}}
	show(json.Unmarshal([]byte(`{"X":{"X":{"A":"x"}}}`), &o))
	show(json.Unmarshal([]byte(`{"X":{"In":{"A":"x"}}}`), &o))
	h3 := H{S: &Square{2}}
	fmt.Println(json.Unmarshal([]byte(`{"S":{"Side":3},"N":2}`), &h3), h3.S.Area())
	fmt.Println(json.Unmarshal([]byte(`{"S":null}`), &h3), h3.S)
	dec := json.NewDecoder(strings.NewReader(`{"S":[],"N":3} {"N":4} {"S":true}`))
	for range 3 {
		var h H
		fmt.Println(dec.Decode(&h), h)
	}
	var failed struct{ Err error }
	fmt.Println(json.Unmarshal([]byte(`{"Err":{}}`), &failed), failed)
	var nested struct {
		Name Up
		List []H
		Kids map[Up]*H
	}
	fmt.Println(json.Unmarshal([]byte(`{"Name":"n","List":[{"N":1},{"S":null,"N":2}],"Kids":{"k":{"N":5}}}`), &nested), nested.Name, nested.List, nested.Kids["K"].N)
	fmt.Println(json.Unmarshal([]byte(`{"Name":"m","List":[{"S":1,"N":7}]}`), &nested), nested.Name, nested.List)
}
