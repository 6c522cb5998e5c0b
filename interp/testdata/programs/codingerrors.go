// What encoders and decoders say of types that they do not know, and of values that do not fit.
package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"math"
	"strings"
)

type Ch chan int
type Fn func()
type St struct{ A, B int }
type W struct {
	C Ch
}
type W2 struct {
	M map[St]int
}
type W3 struct{ F Fn }
type Co complex128
type K struct{ N float64 }
type Num int
type Str string
type Key int
type Inner struct {
	N Num
	S Str
	L []Num
}
type Out struct {
	I  Inner
	P  *Inner
	M  map[Key]Inner
	A  any
	T  Tm
	MS map[Str]Num
}
type Tm struct{ v int }

func (t *Tm) UnmarshalJSON(b []byte) error { return fmt.Errorf("bad tm %s", b) }

type Bad struct{}

func (Bad) MarshalJSON() ([]byte, error) { return []byte("{"), nil }

type Bad2 struct{}

func (*Bad2) MarshalJSON() ([]byte, error) { return nil, fmt.Errorf("bad2") }

type Txt struct{}

func (Txt) MarshalText() ([]byte, error) { return nil, fmt.Errorf("txt") }

type G[T any] struct{ V T }

func main() {
	enc := func(x any) {
		b, err := json.Marshal(x)
		fmt.Printf("%s %v %T\n", b, err, err)
	}
	enc(Ch(nil))
	enc(make(Ch))
	enc(W{})
	enc(&W{})
	enc([]W{{}})
	enc([]Ch{nil})
	enc(map[string]Ch{"a": nil})
	enc(map[string]any{"a": Ch(nil)})
	enc(W2{map[St]int{{}: 1}})
	enc(map[St]int{})
	enc(W3{})
	enc(Co(1))
	enc(K{math.Inf(1)})
	enc(math.NaN())
	enc(Bad{})
	enc([]any{Bad{}, 1})
	enc(&Bad2{})
	enc(Txt{})
	enc(map[Txt]int{{}: 1})
	enc(G[Ch]{})
	enc(struct{ F func() }{})
	enc(struct{ C Ch }{})
	enc(any(Fn(nil)))
	enc(struct{ A any }{A: Co(1)})
	dec := func(text string, x any) {
		err := json.Unmarshal([]byte(text), x)
		fmt.Printf("%v %T\n", err, err)
		if e, ok := err.(*json.UnmarshalTypeError); ok {
			fmt.Println(e.Value, e.Type, e.Offset, e.Struct, e.Field)
		}
	}
	dec(`{"I":{"N":"x"}}`, &Out{})
	dec(`{"I":{"S":1}}`, &Out{})
	dec(`{"I":{"L":[1,"a"]}}`, &Out{})
	dec(`{"I":3}`, &Out{})
	dec(`{"P":[]}`, &Out{})
	dec(`{"M":{"x":{}}}`, &Out{})
	dec(`{"M":{"1":{"N":1.5}}}`, &Out{})
	dec(`{"M":[]}`, &Out{})
	dec(`{"T":1}`, &Out{})
	dec(`{"MS":{"a":"b"}}`, &Out{})
	dec(`[]`, &Out{})
	dec(`1e99`, new(Num))
	dec(`"a"`, new(Num))
	dec(`{}`, new(Str))
	dec(`{"a":1}`, new(map[Num]Str))
	dec(`{"a":1}`, new(map[St]Str))
	dec(`1`, Out{})
	dec(`1`, nil)
	dec(`1`, (*Out)(nil))
	dec(`1`, new(Ch))
	dec(`1`, new(Fn))
	dec(`{"C":1}`, new(W))
	dec(`{`, &Out{})
	dec(`{"V":"x"}`, &G[Num]{})
	dec(`{"V":{"N":""}}`, &G[Inner]{})
	d := json.NewDecoder(strings.NewReader(`{"Zed":1}`))
	d.DisallowUnknownFields()
	fmt.Println(d.Decode(&Out{}))
	fmt.Println(json.NewEncoder(nil2{}).Encode(W{}))

	encx := func(x any) {
		b, err := xml.Marshal(x)
		fmt.Printf("%s %v %T\n", b, err, err)
	}
	encx(Ch(nil))
	encx(W{})
	encx(W3{})
	encx(map[string]int{})
	encx(M1{"a": 1})
	encx(St{})
	encx(Co(1))
	encx(struct{ A int }{1})
	encx(&Dup{})
	decx := func(text string, x any) {
		err := xml.Unmarshal([]byte(text), x)
		fmt.Printf("%v %T\n", err, err)
	}
	decx(`<St><A>x</A></St>`, &St{})
	decx(`<X><A>1</A></X>`, &Named{})
	decx(`<St/>`, St{})
	decx(`<a>x</a>`, new(Num))
	decx(`<a>`, new(Num))
}

type M1 map[string]int
type Dup struct {
	A int `xml:"a"`
	B int `xml:"a"`
}
type Named struct {
	XMLName xml.Name `xml:"named"`
	A       int
}
type nil2 struct{}

func (nil2) Write(b []byte) (int, error) { return len(b), nil }
