package nyse_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/examples/exchange/nyse"
	"github.com/shopspring/decimal"
)

func good() nyse.Order {
	return nyse.Order{Ticker: "GOOG", Bid: nyse.USD("665.51"), Offer: nyse.USD("665.59"), Qty: 100}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(*nyse.Order)
		want   string // the error, "" for none
	}{
		{"good", func(o *nyse.Order) {}, ""},
		{"class of shares", func(o *nyse.Order) { o.Ticker = "BRK.B" }, ""},
		{"offer equals bid", func(o *nyse.Order) { o.Offer = o.Bid }, ""},
		{"four decimals", func(o *nyse.Order) { o.Bid = nyse.USD("0.0001") }, ""},
		{"more zeros than decimals", func(o *nyse.Order) { o.Bid = decimal.New(1_500_000_000, -9) }, ""},
		{"most", func(o *nyse.Order) { o.Offer, o.Qty = nyse.USD("1000000"), nyse.MaxQty }, ""},
		{"no ticker", func(o *nyse.Order) { o.Ticker = "" }, "ticker is missing"},
		{"small letters", func(o *nyse.Order) { o.Ticker = "goog" }, `ticker must be a symbol in capital letters such as GOOG or BRK.B, not "goog"`},
		{"line break", func(o *nyse.Order) { o.Ticker = "GOOG\n" }, `ticker must be a symbol in capital letters such as GOOG or BRK.B, not "GOOG\n"`},
		{"no bid", func(o *nyse.Order) { o.Bid = decimal.Decimal{} }, "bid must be more than 0"},
		{"negative offer", func(o *nyse.Order) { o.Offer = decimal.NewFromInt(-1) }, "offer must be more than 0"},
		{"five decimals", func(o *nyse.Order) { o.Bid = decimal.New(1, -5) }, "bid must have at most 4 decimals"},
		{"too much", func(o *nyse.Order) { o.Offer = decimal.New(10_000_000_001, -4) }, "offer must be at most 1000000"},
		{"huge exponent", func(o *nyse.Order) { o.Offer = decimal.New(1, math.MaxInt32) }, "offer is out of range"},
		{"tiny exponent", func(o *nyse.Order) { o.Bid = decimal.New(1, math.MinInt32) }, "bid is out of range"},
		{"crossed", func(o *nyse.Order) { o.Offer = nyse.USD("665.50") }, "offer must not be below the bid: 665.5 is less than 665.51"},
		{"no shares", func(o *nyse.Order) { o.Qty = 0 }, "qty must be from 1 to 1000000"},
		{"too many shares", func(o *nyse.Order) { o.Qty = nyse.MaxQty + 1 }, "qty must be from 1 to 1000000"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			order := good()
			test.change(&order)
			checkError(t, order.Check(), test.want)
		})
	}
}

func TestParseOrder(t *testing.T) {
	t.Parallel()
	tests := []struct {
		ticker, bid, offer, qty string
		want                    string // the error, "" for none
	}{
		{"TSLA", "232.38", "232.43", "100", ""},
		{"TSLA", "0232.380", "232.4300000", "+100", ""},
		{"", "232.38", "232.43", "100", "ticker is missing"},
		{"TSLA", "", "232.43", "100", "bid is missing"},
		{"TSLA", "232.38", "232.43", "", "qty is missing"},
		{"TSLA", "NaN", "232.43", "100", `bid must be an amount in dollars such as 665.51, not "NaN"`},
		{"TSLA", "232.38", "1e3", "100", `offer must be an amount in dollars such as 665.51, not "1e3"`},
		{"TSLA", "232.38", "+Inf", "100", `offer must be an amount in dollars such as 665.51, not "+Inf"`},
		{"TSLA", "232,38", "232.43", "100", `bid must be an amount in dollars such as 665.51, not "232,38"`},
		{"TSLA", "-232.38", "232.43", "100", "bid must be more than 0"},
		{"TSLA", "232.38", "99999999999999999999", "100", "offer must be at most 1000000"},
		{"TSLA", "232.38123", "232.43", "100", "bid must have at most 4 decimals"},
		{"TSLA", "232.44", "232.43", "100", "offer must not be below the bid: 232.43 is less than 232.44"},
		{"TSLA", "232.38", "232.43", "1.5", `qty must be a whole number from 1 to 1000000, not "1.5"`},
		{"TSLA", "232.38", "232.43", "-5", "qty must be from 1 to 1000000"},
		{"TSLA", "232.38", "232.43", "99999999999999999999", `qty must be a whole number from 1 to 1000000, not "99999999999999999999"`},
		{"TSLA", strings.Repeat("9", 1<<20), "232.43", "100", `bid must be an amount in dollars such as 665.51, not "` + strings.Repeat("9", 40) + `"...`},
	}
	for _, test := range tests {
		order, err := nyse.ParseOrder(test.ticker, test.bid, test.offer, test.qty)
		checkError(t, err, test.want)
		if err == nil && (order.Bid.String() != "232.38" || order.Offer.String() != "232.43" || order.Qty != 100) {
			t.Errorf("ParseOrder(%q, %q, %q, %q) = %+v", test.ticker, test.bid, test.offer, test.qty, order)
		}
	}
}

// checkError checks the text of an error that, if any, is a *FieldError.
func checkError(t *testing.T, err error, want string) {
	t.Helper()
	if want == "" {
		if err != nil {
			t.Errorf("error %v, want none", err)
		}
		return
	}
	var field *nyse.FieldError
	if !errors.As(err, &field) {
		t.Errorf("error %v is not a *FieldError, want %q", err, want)
		return
	}
	if err.Error() != want {
		t.Errorf("error %q, want %q", err, want)
	}
}

func TestUSDPanicsWithWhatIsWrong(t *testing.T) {
	t.Parallel()
	defer func() {
		want := `nyse.USD("665,51"): price must be an amount in dollars such as 665.51, not "665,51"`
		if got := recover(); got != want {
			t.Errorf("panic %q, want %q", got, want)
		}
	}()
	nyse.USD("665,51")
}

func TestOrderAsJSON(t *testing.T) {
	t.Parallel()
	got, err := json.Marshal(good())
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":0,"ticker":"GOOG","bid":"665.51","offer":"665.59","qty":100}`
	if string(got) != want {
		t.Errorf("JSON %s, want %s", got, want)
	}
}

// FuzzParseOrder checks that no input panics or takes long, and that what is
// let through is a valid order which survives being written out and read again.
func FuzzParseOrder(f *testing.F) {
	f.Add("GOOG", "665.51", "665.59", "100")
	f.Add("BRK.B", "0.0001", "1000000", "1000000")
	f.Add("goog", "1e999999999", "NaN", "-1")
	f.Add("", "−5", "0x10", "1_000")
	f.Fuzz(func(t *testing.T, ticker, bid, offer, qty string) {
		order, err := nyse.ParseOrder(ticker, bid, offer, qty)
		if err != nil {
			var field *nyse.FieldError
			if !errors.As(err, &field) {
				t.Fatalf("error %v is not a *FieldError", err)
			}
			return
		}
		if err := order.Check(); err != nil {
			t.Fatalf("parsed order %+v: %v", order, err)
		}
		again, err := nyse.ParseOrder(order.Ticker, order.Bid.String(), order.Offer.String(), fmt.Sprint(order.Qty))
		if err != nil || fmt.Sprintf("%#v", again) != fmt.Sprintf("%#v", order) {
			t.Fatalf("%#v read again: %#v, %v", order, again, err)
		}
	})
}

func ExampleUSD() {
	spread := nyse.USD("665.59").Sub(nyse.USD("665.51"))
	fmt.Println(spread)
	// Output: 0.08
}

func ExampleParseOrder() {
	_, err := nyse.ParseOrder("GOOG", "-5", "665.59", "100")

	var field *nyse.FieldError
	if errors.As(err, &field) {
		fmt.Println(field.Field, "|", err)
	}
	// Output: bid | bid must be more than 0
}
