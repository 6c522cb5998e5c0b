package interp_test

import (
	"context"
	"testing"

	"github.com/mrepl/mrepl/interp/show"
)

const tables = `
-- main.go --
package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"time"
)

type Side int

func (s Side) String() string { return [...]string{"buy", "sell"}[s] }

type Money struct{ Cents int }

func (m Money) String() string { return fmt.Sprintf("%d.%02d", m.Cents/100, m.Cents%100) }

type Order struct {
	ID     int
	Ticker string
	Side   Side
	Price  Money
	At     time.Time
	Tags   []string
	Err    error
	parent *Order
}

var at = time.Date(2026, 3, 1, 12, 30, 15, 123456789, time.UTC)

var (
	Orders = []*Order{{0, "A", 1, Money{1234}, at, []string{"x"}, nil, nil}, nil, {20, "B", 0, Money{5}, time.Time{}, nil, errors.New("late"), nil}}
	ByName = map[string]Order{"b": *Orders[2], "a": *Orders[0]}
	Held any = []Money{{5}, {100}}
	Wide   []struct{ First, Second, Third, Fourth string }
	Noted  = struct {
		Log   *bytes.Buffer
		Sum   *big.Int
		User  *url.Userinfo
		Level text
		Side  Side
	}{bytes.NewBufferString("a, b"), big.NewInt(5), url.User("me"), "1, 2", 1}
	Any = []any{Side(1), &bytes.Reader{}, (*Order)(nil), nil}
	Count = map[int]bool{}
)

type text string

func (t text) String() string { return string(t) }

func init() {
	for range 4 {
		Wide = append(Wide, struct{ First, Second, Third, Fourth string }{"the first column", "the second column", "the third column", "the fourth column"})
	}
	for i := range 10000 {
		Count[i*7919%10000] = true
	}
}

func main() {}
`

// TestTables holds what lists and maps of structs print as where lines have a width: as tables, without what is zero
// throughout where that makes them fit, and with cells that say rather than tell.
func TestTables(t *testing.T) {
	t.Parallel()
	m := open(t, tables)
	for _, test := range []struct {
		expr  string
		width int
		want  string
	}{
		{"main.Orders", 72, ` ID  Ticker  Side  Price  At                          Tags   Err
  0  "A"     sell  12.34  2026-03-01 12:30:15 +00:00  {"x"}  nil
nil
 20  "B"     buy    0.05  -                           nil    "late"
([]*main.Order, 3 of them; zero: parent)`},
		{"main.ByName", 100, `[key]  ID  Ticker  Side  Price  At                          Tags   Err     parent
"a"     0  "A"     sell  12.34  2026-03-01 12:30:15 +00:00  {"x"}  nil     nil
"b"    20  "B"     buy    0.05  -                           nil    "late"  nil
(map[string]main.Order, 2 of them)`},
		{"main.Held", 80, `Cents
    5
  100
([]main.Money, 2 of them)`},
		{"main.Wide", 50, `First            Second           Third
"the first col…  "the second co…  "the third col…
"the first col…  "the second co…  "the third col…
"the first col…  "the second co…  "the third col…
"the first col…  "the second co…  "the third col…
([]struct{First string; Second string; Third string; Fourth string}, 4 of them; too wide: Fourth)`},
		{"main.Noted", 200, `struct{Log *bytes.Buffer; Sum *big.Int; User *url.Userinfo; Level main.text; Side main.Side}{Log: *bytes.Buffer("a, b"), Sum: *big.Int(5), User: *url.Userinfo(me), Level: "1, 2", Side: sell}`},
		{"main.Any", 200, `[]any{main.Side(sell), (*bytes.Reader), (*main.Order)(nil), nil}`},
		{"main.Count", 200, `map[int]bool{0: true, 1: true, 2: true, 3: true, ... 9996 more}`},
		{"[]byte{17: 1}", 80, `00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
([]byte, 18 of them, 16 shown)`},
	} {
		values, err := m.session.Eval(context.Background(), test.expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := values[0].Format(show.Limits{Width: test.width, Items: 4, Depth: 6}); got != test.want {
			t.Errorf("%s\n got:\n%s\nwant:\n%s", test.expr, got, test.want)
		}
	}
}
