package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

type Kind int

func (k *Kind) UnmarshalText(b []byte) error {
	if string(b) == "bad" {
		return fmt.Errorf("no kind %q", b)
	}
	*k = Kind(len(b))
	return nil
}

type Plain struct {
	Name string
	N    int
}

type Coded struct {
	Name string
	Kind Kind
}

type Envelope struct {
	OK   bool `json:"ok"`
	Data any  `json:"data"`
	Meta struct{ More any }
}

type CodedEnvelope struct {
	Kind Kind
	Data any
	List []any
}

func do(text string, out any) error {
	env := Envelope{Data: out}
	if err := json.NewDecoder(strings.NewReader(text)).Decode(&env); err != nil {
		return err
	}
	fmt.Println(env.OK, env.Data == out)
	return nil
}

func main() {
	p, c := &Plain{N: 3}, &Coded{Name: "was"}
	fmt.Println(do(`{"ok":true,"data":{"Name":"x"}}`, p), *p)
	fmt.Println(do(`{"ok":true,"data":{"Kind":"abc"}}`, c), c.Name, int(c.Kind))
	fmt.Println(do(`{"data":{"Kind":"bad"}}`, c))
	fmt.Println(do(`{"data":null}`, c))
	var s string
	var k Kind
	var list []Plain
	fmt.Println(do(`{"data":"text"}`, &s), s)
	fmt.Println(do(`{"data":"text"}`, &k), int(k))
	fmt.Println(do(`{"data":[{"N":1},{"N":2}]}`, &list), list)
	var env Envelope
	env.Meta.More = c
	fmt.Println(json.Unmarshal([]byte(`{"data":{"a":[1]},"Meta":{"More":{"Kind":"abcde"}}}`), &env), env.Data, int(c.Kind))
	e := CodedEnvelope{Data: c, List: []any{p, &k, 4}}
	fmt.Println(json.Unmarshal([]byte(`{"Kind":"xx","Data":{"Name":"now","Kind":"q"},"List":[{"N":9},"four","x",7]}`), &e), int(e.Kind), e.Data == any(c), c.Name, int(c.Kind), p.N, int(k), e.List[0] == any(p), e.List[2:])
	row := []any{&s, p, new(int)}
	fmt.Println(json.Unmarshal([]byte(`["s2",{"Name":"row"},5]`), &row), s, p.Name, *row[2].(*int))
	var x any = p
	fmt.Println(json.Unmarshal([]byte(`{"Name":"through"}`), &x), p.Name, x == any(p))
	fmt.Println(json.Unmarshal([]byte(`{"Name":"through"}`), x), p.Name)
	e = CodedEnvelope{Data: Plain{N: 1}}
	fmt.Println(json.Unmarshal([]byte(`{"Data":{"N":4}}`), &e), e.Data)
}
