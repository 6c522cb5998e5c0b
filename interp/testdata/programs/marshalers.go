package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

type Price int64

func (p Price) MarshalJSON() ([]byte, error) {
	if p < 0 {
		return nil, errors.New("a price below zero")
	}
	return []byte(fmt.Sprintf(`"%d.%02d"`, p/100, p%100)), nil
}

func (p *Price) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	whole, part, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole+part, 10, 64)
	if err != nil {
		return fmt.Errorf("price: %w", err)
	}
	*p = Price(n)
	return nil
}

type Side int

const (
	Buy Side = iota
	Sell
)

func (s Side) MarshalText() ([]byte, error) {
	if s > Sell {
		return nil, fmt.Errorf("no side %d", int(s))
	}
	return []byte([]string{"buy", "sell"}[s]), nil
}

func (s *Side) UnmarshalText(b []byte) error {
	switch string(b) {
	case "buy":
		*s = Buy
	case "sell":
		*s = Sell
	default:
		return fmt.Errorf("no side %q", b)
	}
	return nil
}

type Date struct{ t time.Time }

func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.t.Format(time.DateOnly)) }
func (d *Date) UnmarshalJSON(b []byte) (err error) {
	var s string
	if err = json.Unmarshal(b, &s); err == nil {
		d.t, err = time.Parse(time.DateOnly, s)
	}
	return err
}
func (d Date) IsZero() bool { return d.t.IsZero() }

type Secret string

func (s *Secret) MarshalJSON() ([]byte, error) { return []byte(`"***"`), nil }

type Meta struct {
	Created Date   `json:"created,omitzero"`
	Note    string `json:"note,omitempty"`
}

type audit struct {
	By   string
	Cost Price
}

type Order struct {
	Meta
	audit
	ID     int              `json:"id,string"`
	Symbol string           `json:"symbol"`
	Side   Side             `json:"side"`
	Price  Price            `json:"price"`
	Limit  *Price           `json:"limit"`
	Stop   *Price           `json:"stop,omitempty"`
	Fills  []Price          `json:"fills"`
	By     map[Side]Price   `json:"by,omitempty"`
	Named  map[string]Side  `json:"named"`
	Grid   [2]Side          `json:"grid"`
	Any    any              `json:"any"`
	Secret Secret           `json:"secret"`
	Kids   []*Order         `json:"kids,omitempty"`
	Next   *Order           `json:"next,omitempty"`
	Tree   map[string]Order `json:"tree,omitempty"`
	Zero   Price            `json:"zero,omitempty"`
	Raw    json.RawMessage  `json:"raw,omitempty"`
	At     time.Time        `json:"at"`
	Err    error            `json:"err"`
	hidden Price
	Skip   Price `json:"-"`
	Dash   Price `json:"-,"`
	Twice  **Price
	Html   string
}

func show(v any) {
	b, err := json.Marshal(v)
	fmt.Println(string(b), err)
}

func main() {
	p := Price(1250)
	pp := &p
	o := Order{Meta: Meta{Note: "n"}, audit: audit{"me", 3}, ID: 7, Symbol: "GOOG", Side: Sell, Price: 199, Limit: &p, Fills: []Price{1, 22, 333}, By: map[Side]Price{Sell: 4, Buy: 5},
		Named: map[string]Side{"x": Sell}, Grid: [2]Side{1, 0}, Any: []any{Price(5), &p, map[string]any{"s": Sell}, Secret("x"), nil}, Secret: "s",
		hidden: 3, Skip: 4, Dash: 5, Twice: &pp, Html: "<a&b>"}
	kid := o
	kid.Kids, kid.Symbol = nil, "KID"
	kid.Created = Date{time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)}
	o.Kids = []*Order{&kid, nil}
	o.Next = &Order{Symbol: "NEXT", Fills: []Price{}}
	o.Tree = map[string]Order{"b": {Symbol: "B"}, "a": {Symbol: "A", Side: Sell}}
	show(o)
	show(&o)
	show([]Order{{}})
	show(map[string]*Order{"k": o.Next})
	show([]Secret{"a"})
	show(map[string]Secret{"a": "b"})
	b, err := json.MarshalIndent(o, "", "  ")
	fmt.Println(string(b), err)
	e := json.NewEncoder(os.Stdout)
	e.SetEscapeHTML(false)
	e.SetIndent(">", " ")
	fmt.Println(e.Encode(&kid))
	fmt.Println(e.Encode(map[string]any{"k": kid, "h": "<"}))
	var back Order
	b, _ = json.Marshal(&o)
	b = bytes.Replace(b, []byte(`"***"`), []byte(`"sec"`), -1)
	fmt.Println(json.Unmarshal(b, &back))
	fmt.Printf("%+v %v %v\n", back.Meta, back.audit, back.Fills)
	fmt.Println(back.ID, back.Symbol, back.Side, int64(back.Price), int64(*back.Limit), back.Stop, back.By, back.Named, back.Grid, back.Secret, len(back.Kids), back.Kids[1], back.Kids[0].Symbol, back.Kids[0].Created, back.Next.Symbol, back.Tree["a"].Side, back.Dash, **back.Twice)
	again, err := json.Marshal(&back)
	fmt.Println(string(again) == strings.ReplaceAll(string(b), `"sec"`, `"***"`), err)

	// what is there stays
	lim := Price(77)
	keep := Order{Symbol: "OLD", Price: 3, Limit: &lim, Fills: make([]Price, 2, 5), By: map[Side]Price{Buy: 9}, Next: &Order{Symbol: "in", Price: 4}, Kids: []*Order{{Symbol: "k0", Price: 8}}}
	next, fills := keep.Next, keep.Fills
	fmt.Println(json.Unmarshal([]byte(`{"side":"sell","limit":"1.00","by":{"sell":"0.01"},"fills":["0.07"],"next":{"side":"sell"},"kids":[{"id":"4"},{"symbol":"new"}],"price":null}`), &keep))
	fmt.Println(keep.Symbol, keep.Side, int64(keep.Price), int64(lim), keep.By, keep.Fills, cap(keep.Fills), fills, next == keep.Next, next.Symbol, next.Side, int64(next.Price), keep.Kids[0].Symbol, keep.Kids[0].ID, int64(keep.Kids[0].Price), keep.Kids[1].Symbol)
	fmt.Println(json.Unmarshal([]byte(`{"limit":null,"fills":null,"by":null,"next":null,"grid":["sell"],"PRICE":"9.99"}`), &keep))
	fmt.Println(keep.Limit, keep.Fills == nil, keep.By == nil, keep.Next, keep.Grid, int64(keep.Price))

	for _, text := range []string{
		`{"price":"x"}`, `{"side":"up"}`, `{"side":3}`, `{"price":3}`, `{"id":4}`, `{"kids":[{"next":{"side":"up"}}]}`, `{"kids":[{"next":{"side":true}}]}`, `{"kids":3}`, `[1]`,
		`{"symbol":3,"price":"bad"}`, `{"symbol":3,"price":"1.00"}`, `{"by":{"up":"1.00"}}`, `{"by":{"buy":"no"}}`, `{"by":{"buy":1}}`, `{"price"`, `{"named":{"a":[]}}`, `{"fills":["1.00",2,"3.00"]}`, `{"Cost":1}`, `{"created":5}`, `{"next":{"created":"x"}}`,
		`{"tree":{"x":{"side":1}}}`, `3`,
	} {
		var o Order
		err := json.Unmarshal([]byte(text), &o)
		fmt.Println(text, "->", err)
		var te *json.UnmarshalTypeError
		if errors.As(err, &te) {
			fmt.Printf("  %s|%s|%s|%d|%v\n", te.Struct, te.Field, te.Value, te.Offset, te.Type)
		}
		fmt.Println("  ", int64(o.Price), o.Symbol, o.By)
	}
	show(Order{Price: -1})
	show(&Order{Kids: []*Order{{Side: 9}}})
	show(map[Side]int{5: 1})
	show(map[Side]int{1: 1, 0: 2})
	show(Order{Any: Price(-2)})
	show([]any{map[string]any{"x": audit{"", -3}}})
	show(map[string]any{"x": Side(8)})
	_, err = json.Marshal(Side(7))
	var me *json.MarshalerError
	fmt.Println(errors.As(err, &me), me.Type, me.Err, errors.Unwrap(me))

	dec := json.NewDecoder(strings.NewReader(`{"price":"1.00","any":12345678901234567890}{"price":"2.00"}{"nope":1,"next":{"nope":1}} 3`))
	dec.UseNumber()
	var d Order
	fmt.Println(dec.Decode(&d), int64(d.Price), d.Any)
	fmt.Println(dec.Decode(&d), int64(d.Price))
	dec.DisallowUnknownFields()
	fmt.Println(dec.Decode(&d))
	var pr Price
	fmt.Println(dec.Decode(&pr), dec.Decode(&pr) == io.EOF)

	loop := &Order{Symbol: "loop"}
	loop.Next = loop
	_, err = json.Marshal(loop)
	fmt.Println(err)
	var list []Price
	fmt.Println(json.Unmarshal([]byte(`["1.00","2.50"]`), &list), list)
	var m map[string]Price
	fmt.Println(json.Unmarshal([]byte(`{"a":"1.00"}`), &m), m)
	var mm map[Side][]*Price
	fmt.Println(json.Unmarshal([]byte(`{"buy":["1.00",null],"sell":null}`), &mm), len(mm), *mm[Buy][0], mm[Buy][1], mm[Sell])
	var x any = &d
	fmt.Println(json.Unmarshal([]byte(`{"price":"5.55"}`), x), int64(d.Price))
	fmt.Println(json.Unmarshal(nil, x))
	fmt.Println(json.Unmarshal([]byte("{}"), d))
	fmt.Println(json.Unmarshal([]byte("{}"), (*Order)(nil)))
}
