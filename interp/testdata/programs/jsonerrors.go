package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

type Level int

type Base struct {
	ID int `json:"id"`
}

type Line struct {
	Level Level    `json:"level"`
	Tags  []string `json:"tags"`
}

type Order struct {
	Base
	Lines []Line          `json:"lines"`
	By    map[string]Line `json:"by"`
	Next  *Order          `json:"next"`
	Sum   float64
	Grid  [2][2]Level `json:"grid"`
}

func main() {
	for _, text := range []string{
		`{"id":"x"}`, `{"lines":[{"level":"high"}]}`, `{"lines":[{"tags":3}]}`, `{"by":{"k":{"level":[]}}}`, `{"next":{"next":{"id":{}}}}`,
		`{"Sum":"x"}`, `{"sum":"x"}`, `[]`, `"s"`, `{"lines":{}}`, `{"grid":[[1,"x"]]}`, `{"next":3}`, `{`, `{"by":3}`, `{"lines":[3]}`, `{"id":1.5}`,
	} {
		var o Order
		err := json.Unmarshal([]byte(text), &o)
		fmt.Println(text, "->", err)
		err2 := json.NewDecoder(strings.NewReader(text)).Decode(&o)
		var te *json.UnmarshalTypeError
		fmt.Println(err2 != nil, errors.As(err, &te))
		if te != nil {
			fmt.Println(te.Struct, te.Field, te.Type, te.Value, te.Offset)
		}
	}
	var l Level
	fmt.Println(json.Unmarshal([]byte(`"x"`), &l))
	var ls []Level
	fmt.Println(json.Unmarshal([]byte(`[1,"x"]`), &ls), ls)
	var m map[string]Line
	fmt.Println(json.Unmarshal([]byte(`{"a":{"level":true}}`), &m))
}
