// Package nyse is the business of the exchange: orders, what makes one valid,
// and how they are kept in a database.
//
// It holds no state. Every function is given the database it works on, so that
// it can be called from a handler, a test or a prompt alike.
package nyse

import (
	"fmt"
	"regexp"
	"strconv"

	"github.com/shopspring/decimal"
)

// MaxQty is the largest number of shares in one order.
const MaxQty = 1_000_000

// An Order is an offer to trade Qty shares: the price bid for one share and
// the price it is offered at, in dollars.
type Order struct {
	ID     int64           `json:"id"` // given by AddOrder
	Ticker string          `json:"ticker"`
	Bid    decimal.Decimal `json:"bid"`
	Offer  decimal.Decimal `json:"offer"`
	Qty    int             `json:"qty"`
}

// A FieldError says which field of an order is wrong, and how.
type FieldError struct {
	Field  string // the field's name in JSON and forms: "ticker", "bid", ...
	Reason string // reads on after the field's name: "must be more than 0"
}

func (e *FieldError) Error() string { return e.Field + " " + e.Reason }

// tickerSyntax is the syntax of a stock's symbol: GOOG, or BRK.B for a share class.
var tickerSyntax = regexp.MustCompile(`^[A-Z]{1,5}([.-][A-Z]{1,2})?$`)

// CheckTicker reports whether s could be the symbol of a stock: one to five
// capital letters, perhaps with a class of shares (BRK.B). The error is a
// *FieldError.
func CheckTicker(s string) error {
	if s == "" {
		return &FieldError{Field: "ticker", Reason: "is missing"}
	}
	if !tickerSyntax.MatchString(s) {
		return &FieldError{Field: "ticker", Reason: fmt.Sprintf("must be a symbol in capital letters such as GOOG or BRK.B, not %s", quote(s))}
	}
	return nil
}

// Check reports the first thing that is wrong with the order as a *FieldError,
// or nil. Prices must be more than 0, at most MaxPrice and have at most four
// decimals, the offer must not be below the bid, and the quantity must be from
// 1 to MaxQty. The ID is not looked at.
func (o Order) Check() error {
	if err := CheckTicker(o.Ticker); err != nil {
		return err
	}
	if err := checkPrice("bid", o.Bid); err != nil {
		return err
	}
	if err := checkPrice("offer", o.Offer); err != nil {
		return err
	}
	if o.Offer.LessThan(o.Bid) {
		return &FieldError{Field: "offer", Reason: fmt.Sprintf("must not be below the bid: %s is less than %s", o.Offer, o.Bid)}
	}
	return checkQty(o.Qty)
}

func checkQty(qty int) error {
	if qty < 1 || qty > MaxQty {
		return &FieldError{Field: "qty", Reason: fmt.Sprintf("must be from 1 to %d", MaxQty)}
	}
	return nil
}

// ParseOrder makes an order of the text of its fields, as they come in a form
// or in JSON. What it returns without an error passes Check; an error is a
// *FieldError about the first field that is wrong.
func ParseOrder(ticker, bid, offer, qty string) (Order, error) {
	order := Order{Ticker: ticker}
	if err := CheckTicker(ticker); err != nil {
		return Order{}, err
	}
	var err error
	if order.Bid, err = parsePrice("bid", bid); err != nil {
		return Order{}, err
	}
	if order.Offer, err = parsePrice("offer", offer); err != nil {
		return Order{}, err
	}
	if order.Qty, err = parseQty(qty); err != nil {
		return Order{}, err
	}
	if err := order.Check(); err != nil {
		return Order{}, err
	}
	return order, nil
}

func parseQty(s string) (int, error) {
	if s == "" {
		return 0, &FieldError{Field: "qty", Reason: "is missing"}
	}
	qty, err := strconv.Atoi(s)
	if err != nil {
		return 0, &FieldError{Field: "qty", Reason: fmt.Sprintf("must be a whole number from 1 to %d, not %s", MaxQty, quote(s))}
	}
	return qty, checkQty(qty)
}
