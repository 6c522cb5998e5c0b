package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

type Address struct {
	Street string `json:"street"`
	Zip    string `json:"zip,omitempty"`
}

type Person struct {
	ID       int               `json:"id"`
	Created  time.Time         `json:"created"`
	Name     string            `json:"name"`
	Age      *int              `json:"age,omitempty"`
	Address  *Address          `json:"address,omitempty"`
	Homes    []Address         `json:"homes"`
	Meta     map[string]any    `json:"meta,omitempty"`
	Labels   map[string]string `json:"-"`
	Raw      json.RawMessage   `json:"raw,omitempty"`
	Score    float64           `json:"score,string"`
	Secret   []byte            `json:"secret"`
	internal string
	Any      any `json:"any"`
}

type list []Person

type tree struct {
	Value int
	Kids  []*tree `json:",omitempty"`
}

func sum(t *tree) int {
	if t == nil {
		return 0
	}
	n := t.Value
	for _, k := range t.Kids {
		n += sum(k)
	}
	return n
}

func main() {
	age := 41
	p := Person{
		ID:      7,
		Created: time.Date(2024, 2, 29, 12, 30, 0, 0, time.UTC),
		Name:    "Ann <ann@example.com>",
		Age:     &age,
		Address: &Address{Street: "Main"},
		Meta:    map[string]any{"z": 1, "a": []int{1, 2}, "n": nil, "addr": Address{"S", "1"}},
		Labels:  map[string]string{"not": "shown"},
		Raw:     json.RawMessage(`{"x":1}`),
		Score:   1.5, Secret: []byte("hi"), internal: "no",
		Any: &Address{Street: "any"},
	}
	b, err := json.Marshal(p)
	fmt.Println(string(b), err)
	b, err = json.MarshalIndent(list{p, {Name: "B"}}[1:], "", "  ")
	fmt.Println(string(b), err)

	var q Person
	err = json.Unmarshal([]byte(`{"id": 9, "created": "2024-02-29T12:30:00Z", "name": "Bo", "age": 3, "address": {"street": "x", "zip": "9"}, "homes": [{"street": "h1"}, {"street": "h2"}], "meta": {"k": [1, "a", null, {"b": 2.5}]}, "score": "2.25", "secret": "aGk=", "any": {"deep": [1]}}`), &q)
	fmt.Println(err, q.ID, q.Created, q.Name, *q.Age, *q.Address, q.Homes, q.Meta, q.Score, string(q.Secret), q.Any)
	fmt.Printf("%+v\n", q.Homes)
	fmt.Printf("%#v\n", q.Address)

	var bad Person
	for _, src := range []string{`{`, `{"created": "yesterday"}`, ``} {
		fmt.Println(json.Unmarshal([]byte(src), &bad))
	}
	var anything any
	json.Unmarshal([]byte(`{"a": [1, 2, {"b": null}], "c": "d", "e": true}`), &anything)
	walk("", anything)

	var t tree
	fmt.Println(json.Unmarshal([]byte(`{"Value": 1, "Kids": [{"Value": 2, "Kids": [{"Value": 3}]}, {"Value": 4}]}`), &t), sum(&t))
	b, _ = json.Marshal(t)
	fmt.Println(string(b))

	dec := json.NewDecoder(strings.NewReader(`{"street": "1"} {"street": "2"}`))
	for dec.More() {
		var a Address
		if err := dec.Decode(&a); err != nil {
			fmt.Println(err)
			break
		}
		fmt.Println(a)
	}
	enc := json.NewEncoder(stdout{})
	enc.SetIndent(">", " ")
	enc.Encode(map[string][]Address{"l": {{"a", "b"}}})
	enc.Encode(struct {
		A int `json:"a"`
		b int
		C []string
	}{1, 2, nil})
	fmt.Println(base64.StdEncoding.EncodeToString([]byte(p.Name)))
}

func walk(path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, k := range []string{"a", "b", "c", "e"} {
			if x, ok := v[k]; ok {
				walk(path+"."+k, x)
			}
		}
	case []any:
		for i, x := range v {
			walk(fmt.Sprintf("%s[%d]", path, i), x)
		}
	case nil:
		fmt.Println(path, "null")
	case float64, bool:
		fmt.Printf("%s %v %T\n", path, v, v)
	case string:
		fmt.Println(path, len(v), v)
	}
}

// stdout writes where fmt.Print does.
type stdout struct{}

func (stdout) Write(p []byte) (int, error) { return fmt.Print(string(p)) }
